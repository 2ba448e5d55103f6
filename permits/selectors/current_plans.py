"""Which plan holds for a works now: as it was handed in, not as it is being rewritten."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from permits.lifecycle import EDITABLE_STAGES, OPEN_STAGES, Stage
from permits.models import Case, PlanVersion, Works


class CurrentPlan(NamedTuple):
    """case: primary key of the case it belongs to. plan: in the plan format."""

    case: int
    plan: dict[str, Any]


def current_plans(works: Iterable[Works]) -> dict[int, CurrentPlan]:
    """The plan of the permit in force, else of the latest case on its way, by the works' primary key.

    At most two queries. While a case is being corrected or revised, its last version counts.
    """
    in_force = {one.pk: one.permit_in_force_id for one in works}
    if not in_force:
        return {}
    cases = Case.objects.filter(works_id__in=in_force, stage__in=(*OPEN_STAGES, Stage.IN_FORCE)).order_by("pk")
    found: dict[int, tuple[int, str, dict]] = {}
    for key, works_key, stage, plan in cases.values_list("pk", "works_id", "stage", "plan"):
        if in_force[works_key] in (None, key):
            found[works_key] = (key, stage, plan or {})
    rewritten = [key for key, stage, _ in found.values() if stage in EDITABLE_STAGES]
    versions = PlanVersion.objects.filter(case_id__in=rewritten).order_by("number") if rewritten else ()
    handed_in = {version.case_id: version.plan for version in versions}
    return {works_key: CurrentPlan(key, handed_in.get(key, plan)) for works_key, (key, _, plan) in found.items()}
