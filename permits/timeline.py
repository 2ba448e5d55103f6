"""The one writer of the append-only event: legal trail, page history and outbox in one row."""

from core import clock
from core.models import User
from core.queue import after_commit
from permits.models import Case, Event, Works

#: What notifications' task is called; it lives above us, so it is known by name only.
DELIVER_EVENT = "notifications.deliver_event"


def record(
    action: str,
    *,
    actor: User | None,
    works: Works | None = None,
    case: Case | None = None,
    from_stage: str = "",
    to_stage: str = "",
    level: Event.Level = Event.Level.PARTIES,
    data: dict | None = None,
    office_data: dict | None = None,
    deliver: bool = True,
) -> Event:
    """Write one event in the running transaction and ask for its delivery after commit.

    action: an Action's value, or the name of something the clock did (`correction_reminded`).
    data: what every viewer of the event reads; office_data: officers only. Both JSON-serialisable.
    deliver: False for what nobody is told of (rows of an imported ledger); the outbox then passes it over.
    """
    event = Event.objects.create(
        action=str(action),
        works=works if works is not None else (case.works if case is not None else None),
        case=case,
        actor=actor,
        at=clock.now(),
        from_stage=from_stage,
        to_stage=to_stage,
        level=level,
        data=data or {},
        office_data=office_data or {},
        delivered_at=None if deliver else clock.now(),
    )
    if deliver:
        after_commit(DELIVER_EVENT, event.pk)
    return event
