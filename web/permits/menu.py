"""What `permits` puts into the menu and on the desk."""

from django.utils.translation import gettext_lazy as _

from core.roles import SQUADRON_ROLES, Role
from web.permits import desk
from web.shell.dashboard import Card
from web.shell.menu import MenuItem

_WITH_TURN = frozenset({Role.CLERK, Role.SQUADRON, Role.REVIEWER, Role.LEGAL, Role.LEADER, Role.AGENCY})
_WATCHING = frozenset({Role.CLERK, Role.REVIEWER, Role.LEADER, Role.COMMANDER, Role.ADMIN})
_SIGNING = frozenset({Role.SQUADRON, Role.AGENCY})
_APPLICANT = frozenset({Role.APPLICANT})

ITEMS: tuple[MenuItem, ...] = (
    MenuItem(_("My desk"), "desk", "house", order=0),
    MenuItem(_("New application"), "application-new", "file-earmark-plus", _APPLICANT, order=10),
    MenuItem(_("Cases"), "cases", "folder2-open", order=20),
    MenuItem(_("Works"), "works-list", "cone-striped", order=30),
)
CARDS: tuple[Card, ...] = (
    Card("alarms", _("Alarms"), "permits/desk/alarms.html", desk.alarms, _WATCHING | SQUADRON_ROLES, 30, wide=True),
    Card("queue", _("Waiting for you"), "permits/desk/queue.html", desk.my_queue, _WITH_TURN, 10, wide=True),
    Card("cases", _("My cases"), "permits/desk/cases.html", desk.my_cases, _APPLICANT, 10, wide=True),
    Card("to-move", _("Works that may start or go on"), "permits/desk/works.html", desk.to_move, _APPLICANT, 12),
    Card("to-sign", _("Completed works to sign"), "permits/desk/works.html", desk.to_sign, _SIGNING, 12),
    Card("archive", _("To archive"), "permits/desk/works.html", desk.to_archive, frozenset({Role.ARCHIVIST}), 10, True),
    Card("late", _("Late"), "permits/desk/late.html", desk.late, _WATCHING, 15, wide=True),
    Card("counts", _("Where everything stands"), "permits/desk/counts.html", desk.counts,
         _WATCHING | {Role.ARCHIVIST, Role.SQUADRON}, 40, wide=True),
)  # fmt: skip
