"""The traffic-organization plan: a pure engine, from JSON to findings.

What others use:

- `parse(data)` reads decoded JSON, `read(raw)` a JSON document; both give a `Plan` or raise `PlanInvalid`, whose
  `problems` are `Problem(path, code, message={"zh", "en"})`, all at once. `as_json(plan)` is the way back.
- `permits.plan.check.check(plan)` gives a `CheckResult`: `.result` (pass, warn, block), `.findings`
  (`permits.plan.finding.Finding`), `.areas`, and `.as_json()`, the output of `check_plan --json`.
- `permits.plan.model` describes every member (kind, bounds, meaning): `PLAN.members`, `LAYOUTS`, `SIGN_CODES`.
- `permits.plan.standards` holds the tables: `LAYOUTS`, `value(quantity, road_kind=…, speed_kmh=…)`,
  `taper_length_m(…)`.
- `permits.plan.situation.situations(plan)` answers questions about each phase, such as `full_closure`.
"""

from permits.plan.model import Plan, as_json
from permits.plan.problem import PlanInvalid, Problem
from permits.plan.reading import parse, read

__all__ = ["Plan", "PlanInvalid", "Problem", "as_json", "parse", "read"]
