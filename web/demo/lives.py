"""The lives of works and cases in the demo city, each a generator that yields the moment of its next step."""

import datetime as dt

from core import clock
from inspections.documents import KINDS as inspection_kinds
from permits.documents import KINDS as permit_kinds
from permits.lifecycle import Kind, Stage
from permits.models import Case, IssuedDocument, Works
from permits.services import drafting, drawing, force, works_life
from web.demo.clockwork import Moments, in_office, moment, workday_after
from web.demo.deciding import Deciding


class Life(Deciding):
    """A whole life. `run` yields; every step between two yields is services alone."""

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
        done_on = min(case.valid_until - dt.timedelta(days=rng.randint(0, 3)), self.world.today - dt.timedelta(days=7))
        if ends == "awaiting":
            done_on = self.world.today - dt.timedelta(days=rng.randint(0, 2))
        yield moment(max(done_on, clock.today() + dt.timedelta(days=1)), 16, rng.randrange(60))
        works_life.request_acceptance(self.script.applicant, self.works, text="已清理现场，路面和标线已恢复。")
        items = [
            {"subject": subject, "result": "passed"}
            for subject in ("障碍物清除", "道路设施恢复", "标志标线恢复", "信号设施恢复")
        ]
        yield moment(clock.today() + dt.timedelta(days=1), 9, rng.randrange(60))
        if Works.objects.get(number=self.works).open_orders:
            return  # as on any site: no acceptance while an order is open
        if ends != "awaiting" or rng.random() < 0.5:
            works_life.sign_acceptance(self._officers()[0], self.works, opinion="同意恢复通行。", items=items)
        if ends == "awaiting":
            return
        yield moment(clock.today(), 15, rng.randrange(60))
        agency = self.world.people.agencies["agency"]
        works_life.sign_acceptance(agency, self.works, opinion="路面恢复合格，同意恢复通行。")
        if ends == "archived":
            yield in_office(rng, workday_after(clock.today(), 1))
            self._archive()

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

    def _archive(self) -> None:
        """A file is closed when its documents are on paper: draw them now instead of leaving them to the sweeper."""
        kinds = {**permit_kinds, **inspection_kinds}
        for document in IssuedDocument.objects.filter(works__number=self.works):
            drawing.draw_and_keep(kinds, document.pk)
        works_life.archive_works(self.office["archivist"], self.works)
