"""What `people` puts into the menu and on the desk."""

from django.utils.translation import gettext_lazy as _

from core.models import Organisation, User
from core.organisations import DECIDERS
from core.roles import Role
from web.people.window import waiting_count
from web.shell.dashboard import Card
from web.shell.menu import MenuItem

_WITH_ORGANISATION = frozenset({Role.APPLICANT, Role.AGENCY})


def not_yet_approved(user: User) -> dict | None:
    """Where the registration of one's organisation stands, until it is approved."""
    organisation = user.organisation
    if organisation is None or organisation.status == Organisation.Status.APPROVED:
        return None
    return {"organisation": organisation}


def waiting(user: User) -> dict | None:
    """How many organisations wait for the window; nothing when none does."""
    count = waiting_count(user)
    return {"count": count} if count else None


ITEMS: tuple[MenuItem, ...] = (
    MenuItem(_("My organisation"), "organisation", "building", _WITH_ORGANISATION, order=80),
    MenuItem(_("Organisations"), "organisations", "buildings", DECIDERS, order=80, count=waiting_count),
)
CARDS: tuple[Card, ...] = (
    Card("registration", _("Registration"), "people/card_registration.html", not_yet_approved, _WITH_ORGANISATION, 1),
    Card("organisations", _("Organisations that wait"), "people/card_waiting.html", waiting, DECIDERS, 30),
)
