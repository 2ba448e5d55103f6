"""How a life in the demo city begins: the draft, its plan, its materials."""

import datetime as dt
import random
from typing import Any

from core.models import User
from permits.lifecycle import Kind
from permits.models import Case
from permits.plan.standards import no_dig_years
from permits.rules.no_dig_period import longest_ban
from permits.selectors.materials import materials_needed
from permits.selectors.roads import road_facts_at
from permits.services import drafting, materials
from web.demo import words
from web.demo.files import pdf
from web.demo.plans import choose_layout, make_plan
from web.demo.script import Script, World
from web.demo.ways_round import way_round


class Applying:
    """One works with its present case: filling it in, and what every later part asks of it."""

    def __init__(self, world: World, script: Script, seed: int):
        self.world, self.script = world, script
        self.rng = random.Random(f"{seed}/{script.serial}")
        self.office = world.people.office
        self.number = self.works = ""

    def _fill_in(self, kind: Kind) -> None:
        rng, script = self.rng, self.script
        case = drafting.create_draft(script.applicant, kind)
        self.number, self.works = case.number, case.works.number
        declared = script.ends != "draft" or rng.random() < 0.5
        drafting.edit_case(script.applicant, case.number, self._entries() | {"declared": declared})
        self._hand_in()

    def _entries(self) -> dict:
        rng, script = self.rng, self.script
        project, purpose, digs = rng.choice(words.PROJECTS)
        road, line = self.world.network.stretch(rng, rng.choice((40, 80, 120, 180, 260, 380)))
        registered = road_facts_at(line).plan_members
        layout = "L12" if script.ends.startswith("emergency") else choose_layout(rng, registered["lanes"])
        if layout in ("L09", "L12") and road.road_class == "branch":
            layout = "L07"
        detour_line = way_round(line) if layout == "L10" else None
        plan = make_plan(
            rng,
            road={"name": road.name, "kind": road.road_kind, "class": road.road_class, **registered},
            layout=layout,
            starts_on=script.starts_on,
            ends_on=script.ends_on,
            length_m=rng.choice((40, 80, 120, 180)),
            detour_line=detour_line,
        )
        start, end = rng.sample(words.BETWEEN, 2)
        return {
            "project_name": f"{road.name}{project}",
            "purpose": purpose,
            "client_name": rng.choice(words.CLIENTS),
            "agent_name": str(script.applicant),
            "agent_phone": script.applicant.phone,
            "site_manager_name": f"{rng.choice(words.SURNAMES)}{rng.choice(words.GIVEN)}",
            "site_manager_phone": f"139{rng.randrange(10**8):08d}",
            "road_name": road.name,
            "road_kind": road.road_kind,
            "road_class": road.road_class,
            "place_text": f"{start}至{end}",
            "geometry": line,
            "area_m2": float(rng.choice((60, 120, 240, 420, 800))),
            "excavation": digs,
            "government_approval": digs and script.ends != "draft" and _too_new(registered, script.starts_on),
            "affects_bus": rng.random() < 0.15,
            "plan": plan,
            "detour_line": detour_line,
            "detour_text": "绕行周边相邻道路，按绕行标志通行。" if layout == "L10" else "",
            "notice_text": "施工期间请按现场标志和引导人员指挥通行。",
        }

    def _hand_in(self) -> None:
        case = Case.objects.get(number=self.number)
        for item in materials_needed(case):
            if item.required:
                materials.add_material(
                    self.script.applicant, self.number, item.code, pdf(f"{item.code} {item.name_zh}.pdf")
                )

    def _stage(self) -> str:
        return Case.objects.values_list("stage", flat=True).get(number=self.number)

    def _officers(self) -> tuple[User, User]:
        squadron = Case.objects.values_list("squadron__code", flat=True).get(number=self.number)
        return self.world.people.officers[squadron]


def _too_new(road: dict[str, Any], on: dt.date) -> bool:
    """Whether a road may be dug up on a day only with the government's approval (城市道路管理条例 33)."""
    days = (dt.date.fromisoformat(road[name]) if name in road else None for name in ("opened_on", "overhauled_on"))
    ban = longest_ban(*days, no_dig_years())
    return ban is not None and on < ban.until
