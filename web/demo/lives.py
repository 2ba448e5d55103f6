"""The lives of works and cases in the demo city, each a generator that yields the moment of its next step."""

import datetime as dt
import random
from dataclasses import dataclass

from core import clock
from core.models import User
from permits.lifecycle import Kind, Stage
from permits.models import Case
from permits.selectors.materials import materials_needed
from permits.services import (
    acceptance,
    application,
    decision,
    drafting,
    force,
    materials,
    review,
    survey,
    works_life,
)
from web.demo import words
from web.demo.clockwork import Moments, in_office, moment, workday_after
from web.demo.files import pdf, picture
from web.demo.network import Network
from web.demo.people import People
from web.demo.plans import choose_layout, make_plan


@dataclass(frozen=True)
class World:
    """Where the lives are lived. today: the day the city is seeded for."""

    people: People
    network: Network
    today: dt.date


@dataclass(frozen=True)
class Script:
    """How far a life goes. applies_on, starts_on, ends_on: of the application; ends: how the story ends.

    ends: draft, submitted, correction, declined, withdrawn, accepted, surveyed, revision, reviewed, refusing, refused,
    granted, in_force, under_way, standing (permit expired, works still there), suspended, awaiting, done, archived,
    abandoned, cancelled, revoked, recalled, varied, renewed, emergency, emergency_late.
    """

    serial: int
    ends: str
    applies_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    applicant: User


class Life:
    """One works with its cases. `run` yields; every step between two yields is services alone."""

    def __init__(self, world: World, script: Script, seed: int):
        self.world, self.script = world, script
        self.rng = random.Random(f"{seed}/{script.serial}")
        self.office = world.people.office
        self.number = self.works = ""

    def run(self) -> Moments:
        """From the draft to the end the script names."""
        ends = self.script.ends
        yield in_office(self.rng, self.script.applies_on)
        if ends.startswith("emergency"):
            yield from self._emergency()
            return
        self._fill_in(Kind.NEW)
        if ends == "draft":
            return
        yield from self._decide()
        if self._stage() == Stage.IN_FORCE:
            yield from self._carry_out()

    # --- applying -------------------------------------------------------------------------------------------------

    def _fill_in(self, kind: Kind) -> None:
        rng, script = self.rng, self.script
        case = drafting.create_draft(script.applicant, kind)
        self.number, self.works = case.number, case.works.number
        drafting.edit_case(script.applicant, case.number, self._entries())
        self._hand_in()
        if script.ends != "draft" or rng.random() < 0.5:
            drafting.edit_case(script.applicant, case.number, {"declared": True})

    def _entries(self) -> dict:
        rng, script = self.rng, self.script
        project, purpose, digs = rng.choice(words.PROJECTS)
        road, line = self.world.network.stretch(rng, rng.choice((40, 80, 120, 180, 260, 380)))
        layout = "L12" if script.ends.startswith("emergency") else choose_layout(rng, road.road_class)
        if layout in ("L09", "L12") and road.road_class == "branch":
            layout = "L07"
        plan = make_plan(
            rng,
            road_name=road.name,
            road_kind=road.road_kind,
            road_class=road.road_class,
            layout=layout,
            starts_on=script.starts_on,
            ends_on=script.ends_on,
            length_m=rng.choice((40, 80, 120, 180)),
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
            "affects_bus": rng.random() < 0.15,
            "plan": plan,
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

    # --- deciding -------------------------------------------------------------------------------------------------

    def _decide(self) -> Moments:
        rng, ends, applicant = self.rng, self.script.ends, self.script.applicant
        application.submit_case(applicant, self.number)
        if ends == "submitted":
            return
        yield in_office(rng, workday_after(clock.today(), rng.randint(1, 3)))
        if ends == "declined":
            acceptance.decline_case(
                self.office["clerk"],
                self.number,
                ground="not_competent",
                reasons=["该路段属高速公路管理范围。"],
                competent_authority="高速公路交警支队",
            )
            return
        if ends == "correction" or rng.random() < 0.12:
            yield from self._correct()
            if ends == "correction":
                return
        acceptance.accept_case(self.office["clerk"], self.number)
        if ends == "withdrawn":
            yield in_office(rng, workday_after(clock.today(), 2))
            application.withdraw_case(applicant, self.number, reason="施工计划调整")
            return
        if ends == "accepted":
            return
        yield in_office(rng, workday_after(clock.today(), rng.randint(1, 3)))
        self._survey()
        if ends == "surveyed":
            self._ask()
            return
        yield from self._review()
        if ends in ("revision", "reviewed"):
            return
        yield in_office(rng, workday_after(clock.today(), rng.randint(1, 2)))
        if ends in ("refusing", "refused"):
            yield from self._refuse()
            return
        decision.grant_case(self.office["leader"], self.number)
        if ends == "granted":
            return
        yield in_office(rng, workday_after(clock.today(), rng.randint(1, 2)))
        force.issue_permit(self.office["clerk"], self.number)

    def _correct(self) -> Moments:
        text, material = self.rng.choice(words.CORRECTIONS)
        items = [{"text": text, "material": material, "legal_basis": "行政许可法第三十二条"}]
        acceptance.request_correction(self.office["clerk"], self.number, items)
        if self.script.ends == "correction":
            return
        yield in_office(self.rng, workday_after(clock.today(), self.rng.randint(1, 4)))
        materials.add_material(self.script.applicant, self.number, material, pdf(f"{material} 补正.pdf"))
        drafting.edit_case(self.script.applicant, self.number, {"declared": True})
        application.resubmit_case(self.script.applicant, self.number)
        yield in_office(self.rng, workday_after(clock.today(), 1))

    def _survey(self) -> None:
        first, second = self._officers()
        survey.record_survey(
            first,
            self.number,
            second_officer=second.username,
            surveyed_at=clock.now() - dt.timedelta(hours=1),
            findings=self.rng.choice(words.SURVEY_NOTES),
            suitable=self.script.ends not in ("refusing", "refused"),
            persons_present=self.rng.choice(words.SURNAMES) + "工",
            photos=[picture(f"勘查 {self.number}.jpg", self.rng)],
        )

    def _ask(self) -> None:
        agency = self.world.people.agencies[self.rng.choice(("agency", "agency", "bus", "urban"))]
        review.ask_opinion(
            self.office["reviewer"],
            self.number,
            organisation=agency.organisation_id,
            due_on=workday_after(clock.today(), 3),
            question="请就占道范围和恢复要求提出意见。",
        )
        if self.script.ends != "surveyed":
            review.give_opinion(agency, self.number, verdict="agrees_with_conditions", text="完工后按标准恢复路面。")

    def _review(self) -> Moments:
        rng = self.rng
        if rng.random() < 0.3:
            self._ask()
        yield in_office(rng, workday_after(clock.today(), rng.randint(1, 4)))
        if self.script.ends == "revision" or rng.random() < 0.08:
            review.request_revision(self.office["reviewer"], self.number, reason=rng.choice(words.REVISIONS))
            if self.script.ends == "revision":
                return
            yield in_office(rng, workday_after(clock.today(), rng.randint(1, 3)))
            drafting.edit_case(self.script.applicant, self.number, {"declared": True})
            application.submit_revision(self.script.applicant, self.number)
            yield in_office(rng, workday_after(clock.today(), 1))
        refusing = self.script.ends in ("refusing", "refused")
        review.close_review(
            self.office["reviewer"],
            self.number,
            recommends="refuse" if refusing else "grant",
            text=rng.choice(words.REFUSALS) if refusing else "方案符合要求，建议准予。",
            conditions=rng.sample(words.CONDITIONS, 3),
        )

    def _refuse(self) -> Moments:
        decision.give_legal_opinion(
            self.office["legal"], self.number, agrees=True, text="事实清楚，依据充分，程序合法。"
        )
        if self.script.ends == "refusing":
            return
        yield in_office(self.rng, workday_after(clock.today(), 1))
        decision.refuse_case(
            self.office["leader"],
            self.number,
            reasons=[self.rng.choice(words.REFUSALS)],
            basis=["《中华人民共和国道路交通安全法》第三十二条"],
        )

    # --- carrying out ---------------------------------------------------------------------------------------------

    def _carry_out(self) -> Moments:
        rng, ends = self.rng, self.script.ends
        if ends == "in_force":
            return
        case = Case.objects.get(number=self.number)
        if ends in ("abandoned", "cancelled"):
            yield in_office(rng, workday_after(clock.today(), 3))
            force.cancel_permit(self.office["clerk"], self.number, reason="申请人书面告知不再施工")
            if ends == "abandoned":
                works_life.abandon_works(self.script.applicant, self.works, reason="项目取消")
            return
        first_day = case.valid_from
        if case.closure == "full":
            first_day = max(first_day, case.notice_published_on + dt.timedelta(days=5))
        yield moment(max(first_day, clock.today() + dt.timedelta(days=1)), 8, rng.randrange(10, 59))
        works_life.start_works(self.script.applicant, self.works)
        if ends in ("varied", "renewed"):
            yield from self._follow_up(Kind.VARIATION if ends == "varied" else Kind.RENEWAL)
        elif ends in ("revoked", "recalled"):
            yield in_office(rng, workday_after(self.world.today, 1) - dt.timedelta(days=rng.randint(4, 9)))
            if ends == "revoked":
                force.revoke_permit(
                    self.office["leader"], self.number, ground="fraud", reason="申请时提供虚假的建设批准文件"
                )
            else:
                force.recall_permit(self.office["leader"], self.number, reason="重大活动保障，道路通行条件发生重大变化")
        elif ends == "suspended":
            yield moment(self.world.today - dt.timedelta(days=rng.randint(1, 4)), 10, rng.randrange(60))
            works_life.suspend_works(self._officers()[0], self.works, reason="夜间未设警示灯，危及通行安全")
        elif ends in ("awaiting", "done", "archived"):
            yield from self._complete(case)

    def _follow_up(self, kind: Kind) -> Moments:
        """Vary or renew while the works go on; the parent's life carries on in the child's."""
        rng, applicant, parent = self.rng, self.script.applicant, self.number
        yield in_office(rng, workday_after(clock.today(), rng.randint(5, 12)))
        child = drafting.create_draft(applicant, kind, parent=parent)
        self.number = child.number
        plan = child.plan
        last = plan["phases"][-1]
        last["ends_on"] = str(dt.date.fromisoformat(last["ends_on"]) + dt.timedelta(days=30))
        drafting.edit_case(applicant, child.number, {"plan": plan})
        self._hand_in()
        drafting.edit_case(applicant, child.number, {"declared": True})
        yield from self._decide()

    def _complete(self, case: Case) -> Moments:
        rng, ends = self.rng, self.script.ends
        done_on = min(case.valid_until - dt.timedelta(days=rng.randint(0, 3)), self.world.today - dt.timedelta(days=3))
        if ends == "awaiting":
            done_on = self.world.today - dt.timedelta(days=rng.randint(0, 2))
        yield moment(max(done_on, clock.today() + dt.timedelta(days=1)), 16, rng.randrange(60))
        works_life.request_acceptance(self.script.applicant, self.works, text="已清理现场，路面和标线已恢复。")
        items = [
            {"subject": subject, "result": "passed"}
            for subject in ("障碍物清除", "道路设施恢复", "标志标线恢复", "信号设施恢复")
        ]
        yield moment(clock.today() + dt.timedelta(days=1), 9, rng.randrange(60))
        if ends != "awaiting" or rng.random() < 0.5:
            works_life.sign_acceptance(self._officers()[0], self.works, opinion="同意恢复通行。", items=items)
        if ends == "awaiting":
            return
        yield moment(clock.today(), 15, rng.randrange(60))
        agency = self.world.people.agencies["agency"]
        works_life.sign_acceptance(agency, self.works, opinion="路面恢复合格，同意恢复通行。")

    def _emergency(self) -> Moments:
        applicant, rng = self.script.applicant, self.rng
        case = drafting.create_draft(applicant, Kind.EMERGENCY)
        self.number, self.works = case.number, case.works.number
        entries = self._entries()
        place = ("road_name", "road_kind", "road_class", "place_text", "geometry")
        first = {name: entries.pop(name) for name in place} | {"purpose": "供水主管爆裂，抢修。"}
        drafting.edit_case(applicant, self.number, first)
        works_life.report_emergency_start(applicant, self.works)
        if self.script.ends == "emergency_late":
            return
        yield clock.now() + dt.timedelta(hours=rng.randint(2, 20))
        drafting.edit_case(applicant, self.number, entries)
        self._hand_in()
        drafting.edit_case(applicant, self.number, {"declared": True})
        yield from self._decide()

    # --- what is needed everywhere ---------------------------------------------------------------------------------

    def _stage(self) -> str:
        return Case.objects.values_list("stage", flat=True).get(number=self.number)

    def _officers(self) -> tuple[User, User]:
        squadron = Case.objects.values_list("squadron__code", flat=True).get(number=self.number)
        return self.world.people.officers[squadron]
