"""Alarms: raised by the clock, cleared by a deed; at most one open of a kind per works."""

from core import clock
from permits import timeline
from permits.models import Alarm, Case, Event, Works


def raise_alarm(works: Works, kind: Alarm.Kind, *, case: Case | None = None, **data) -> Alarm | None:
    """Raise it and record it on the timeline; None when it is already up. `works` is locked by the caller."""
    alarm, raised = Alarm.objects.get_or_create(
        works=works, kind=kind, cleared_at=None, defaults={"case": case, "raised_at": clock.now(), "data": data}
    )
    if not raised:
        return None
    timeline.record(kind.value, actor=None, works=works, case=case, level=Event.Level.PARTIES, data=data)
    return alarm


def clear_alarms(works: Works, *kinds: Alarm.Kind) -> int:
    """Clear the open alarms of these kinds; how many there were."""
    return Alarm.objects.filter(works=works, kind__in=kinds, cleared_at=None).update(cleared_at=clock.now())
