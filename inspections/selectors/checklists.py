"""The checklist of a site, from what its works is now."""

from inspections.rules.checklist import Item, SiteFacts, items_for
from permits.lifecycle import State
from permits.models import Works


def site_facts(works: Works) -> SiteFacts:
    """What decides which items concern this works; the conditions are those of the permit in force."""
    permit = works.permit_in_force
    return SiteFacts(
        closure=works.closure,
        excavation=works.excavation,
        open_orders=works.open_orders,
        awaiting_acceptance=works.state == State.AWAITING_ACCEPTANCE,
        conditions=tuple(permit.conditions) if permit is not None else (),
    )


def checklist_of(works: Works) -> tuple[Item, ...]:
    """The items two officers answer at this works."""
    return items_for(site_facts(works))
