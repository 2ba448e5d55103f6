"""Which materials a case needs and which files it has."""

from permits.models import Case
from permits.rules.materials import MaterialFacts, MaterialItem, needed_materials


def materials_needed(case: Case) -> tuple[MaterialItem, ...]:
    """The list for this case as it stands now."""
    checked = case.plan_check or {}
    return needed_materials(
        MaterialFacts(
            kind=case.kind,
            road_kind=case.road_kind,
            full_closure=bool(checked.get("full_closure")) or case.closure == "full",
            traffic_restricted=case.closure not in ("footway", "none"),
            excavation=case.excavation,
            in_no_dig_period=any(finding["rule"] == "P17" for finding in checked.get("findings", ()))
            or case.government_approval,
            affects_bus=case.affects_bus,
            affects_signals=case.affects_signals,
            uses_agent=bool(case.agent_name),
        )
    )
