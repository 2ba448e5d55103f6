"""The alarms that are up."""

from django.db.models import QuerySet

from core.models import User
from permits.models import Alarm, Works
from permits.selectors.visibility import at_visible_works


def open_alarms(actor: User | None) -> QuerySet[Alarm]:
    """Every alarm that is up at a works `actor` may know of, the newest first."""
    alarms = Alarm.objects.filter(at_visible_works(actor), cleared_at=None)
    return alarms.select_related("works", "works__squadron", "case").order_by("-raised_at", "-pk")


def alarms_of(works: Works) -> QuerySet[Alarm]:
    """The alarms of a works reached through visible_works: those that are up first, then the cleared ones."""
    return works.alarms.order_by("-cleared_at", "-raised_at")
