"""The traffic-organization plan: a pure engine, from JSON to findings.

What others use:

- `parse(data)` reads decoded JSON, `read(raw)` a JSON document; both give a `Plan` or raise `PlanInvalid`, whose
  `problems` are `Problem(path, code, message={"zh", "en"})`, all at once. `as_json(plan)` is the way back.
- `permits.plan.check.check(plan)` gives a `CheckResult`: `.result` (pass, warn, block), `.findings`
  (`permits.plan.finding.Finding`), `.areas`, `.devices`, `.impacts`, and `.as_json()`, the output of
  `check_plan --json`. Works near by are handed in as `Neighbour`s (`permits.plan.checks.neighbours`) for rule P23,
  the roads around (`permits.rules.roads.RegisteredRoad`) for detours and the nuisance of buses, cycles and trams, and
  the profile of capacities (`permits.plan.impact.capacity.PROFILES`) for the traffic.
- `permits.plan.layout.complete.complete(plan)` gives the plan with the least layout that passes filled in;
  `filled_members(before, after)` names what it filled in a phase.
- `permits.plan.drawing.sheet.draw_phase(plan, number, language=…, caption=Caption(…), findings=…, roads=…)` gives the
  A3 sheet of a phase as a `Scene`. findings are numbered as they come, those of the phase first (`data-number` of their
  flags in the SVG); None when the plan was not checked. roads are `RegisteredRoad`s for the sketch of a detour;
  `permits.plan.drawing.detour_map.sketch_roads(at, roads)` are those of them that a sketch shows, cut small.
  `permits.plan.drawing.svg.to_svg(*scenes)` and `permits.plan.drawing.pdf.to_pdf(scenes, fonts)` write it. Every device
  is a `Mark` (`data-kind`); where devices lie in a break, one Mark with their number (`data-count`) stands for them.
  `permits.plan.drawing.thumbnail.layout_picture(layout)` is the picture of a layout to choose by,
  `permits.plan.drawing.impact_chart.impact_chart(at, impact)` the chart of an hour-by-hour impact.
- `permits.plan.diff.changes(before, after)` names every member that differs between two versions, `pairs_of` which
  phase became which, `finding_changes` which findings came and went;
  `permits.plan.drawing.changed.mark_changes(scene, plan, number, other)` marks on a sheet what differs.
- For an editor: `permits.plan.drawing.anchors.anchors(plan, number)` says where on the sheet areas and lanes can be
  taken hold of; `to_svg(scene, view_mm=…)` shows a part of it; `permits.plan.remedy.mended(plan, finding)` and
  `all_mended(plan, number)` put findings right; `permits.plan.phasing` copies, mirrors, moves and reorders phases;
  `permits.plan.carry.carried_m(…)` takes a sign along when an area grows.
- `permits.plan.model` describes every member (kind, bounds, meaning): `PLAN.members`, `LAYOUTS`, `SIGN_CODES`.
- `permits.plan.standards` holds the tables: `LAYOUTS`, `value(quantity, road_kind=…, speed_kmh=…)`,
  `taper_length_m(…)`.
- `permits.plan.situation.situations(plan)` answers questions about each phase, such as `full_closure`.
"""

from permits.plan.model import Plan, as_json
from permits.plan.problem import PlanInvalid, Problem
from permits.plan.reading import parse, read

__all__ = ["Plan", "PlanInvalid", "Problem", "as_json", "parse", "read"]
