"""Which materials a case needs and which files it has."""

from core.models import User
from core.roles import Role
from permits.models import Case, Material
from permits.rules.materials import MaterialFacts, MaterialItem, needed_materials

#: Identity papers: between the applicant and the office.
PERSONAL_CODES = frozenset({"M03"})


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


def visible_materials(actor: User, case: Case) -> tuple[Material, ...]:
    """The files of a case reached through visible_cases that `actor` may open; agencies see no identity papers.

    The case comes from selectors.cases.get_case, which has fetched the files that are not superseded.
    """
    files = tuple(case.materials.all())
    if actor.role == Role.AGENCY:
        return tuple(file for file in files if file.code not in PERSONAL_CODES)
    return files
