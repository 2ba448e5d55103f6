"""How a case of the demo city goes through the offices."""

import datetime as dt

from core import clock
from permits.services import acceptance, application, decision, drafting, force, materials, review, survey
from web.demo import words
from web.demo.applying import Applying
from web.demo.clockwork import Moments, in_office, workday_after
from web.demo.files import pdf, picture


class Deciding(Applying):
    """From the submission to the certificate, or to wherever the script ends."""

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
        if ends == "correction" or (self.script.settled and rng.random() < 0.12):
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
        if self.script.ends == "revision" or (self.script.settled and rng.random() < 0.08):
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
