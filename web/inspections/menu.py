"""What supervision puts into the menu and on the desk."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import User
from core.roles import OFFICER_ROLES, SQUADRON_ROLES, Role
from inspections.selectors.coverage import coverage_on
from inspections.selectors.orders import orders_waiting_for, overdue_orders
from inspections.selectors.reports import open_reports
from inspections.selectors.rounds import my_other_visits, my_round
from web.inspections.stops import next_stop, row_of, stops_of
from web.inspections.visit_words import order_lines
from web.inspections.words import moment
from web.shell.dashboard import Card
from web.shell.menu import MenuItem

#: How many orders or reports a card shows; the list has the others.
ON_THE_DESK = 5
APPLICANTS = frozenset({Role.APPLICANT})
#: Who answers for the day's rounds as a whole.
OVERSEERS = frozenset({Role.LEADER, Role.COMMANDER, Role.ADMIN})
#: Who acts on what the public reports.
REPORT_ROLES = SQUADRON_ROLES | {Role.COMMANDER, Role.LEADER}


def waiting_count(user: User) -> int:
    """How many orders need this person's next step."""
    return orders_waiting_for(user).count()


def report_count(user: User) -> int:
    """How many reports nobody has closed."""
    return open_reports(user).count()


def my_day(user: User) -> dict | None:
    """Today's round with the next site; nothing for whoever goes on none."""
    today = clock.today()
    mine, others = my_round(user, today), stops_of(my_other_visits(user, today))
    if mine is None and not others:
        return None
    row = row_of(mine) if mine is not None else None
    return {"row": row, "next": next_stop((*others, *row.stops) if row else others)}


def waiting_orders(user: User) -> dict | None:
    """The most urgent orders that need this person's next step."""
    waiting = orders_waiting_for(user)
    found = list(waiting[: ON_THE_DESK + 1])
    if not found:
        return None
    return {"lines": order_lines(found[:ON_THE_DESK]), "more": len(found) > ON_THE_DESK}


def day_of_the_city(user: User) -> dict:
    """Coverage of today and what is overdue."""
    proof = coverage_on(user, clock.today())
    visited = sum(visit.mandatory for part in proof.squadrons for visit in part.visited)
    return {"proof": proof, "visited": visited, "overdue": overdue_orders(user).count()}


def public_reports(user: User) -> dict | None:
    """The oldest open reports; nothing when there are none."""
    found = list(open_reports(user)[: ON_THE_DESK + 1])
    if not found:
        return None
    rows = [(report, moment(report.reported_at)) for report in found[:ON_THE_DESK]]
    return {"rows": rows, "more": len(found) > ON_THE_DESK}


ITEMS: tuple[MenuItem, ...] = (
    MenuItem(_("Rounds"), "inspect", "signpost-2", OFFICER_ROLES, order=40),
    MenuItem(_("Orders"), "orders", "file-earmark-text", OFFICER_ROLES | APPLICANTS, order=50, count=waiting_count),
    MenuItem(_("Reports from the public"), "reports", "megaphone", REPORT_ROLES, order=60, count=report_count),
)
CARDS: tuple[Card, ...] = (
    Card("my-round", _("My round today"), "inspections/card_round.html", my_day, SQUADRON_ROLES, order=5),
    Card(
        "orders-to-answer", _("Orders to answer"), "inspections/card_orders.html", waiting_orders, APPLICANTS, order=5
    ),
    Card(
        "orders-to-see",
        _("Answers to look at on site"),
        "inspections/card_orders.html",
        waiting_orders,
        SQUADRON_ROLES,
        order=15,
    ),
    Card("coverage", _("Rounds of today"), "inspections/card_coverage.html", day_of_the_city, OVERSEERS, order=30),
    Card(
        "reports", _("Reports from the public"), "inspections/card_reports.html", public_reports, REPORT_ROLES, order=35
    ),
)
