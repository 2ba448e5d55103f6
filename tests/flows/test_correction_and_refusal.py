"""Files that do not go straight through: corrections, silence of the window, refusal, withdrawal."""

import datetime as dt

import pytest

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated
from permits.lifecycle import Stage
from permits.models import Case, Event
from permits.services import acceptance, application, decision, drafting, jobs, reminders, review
from tests.city import City, accepted_case, filled_draft, reviewed_case, submitted_case, surveyed_case


def test_a_correction_is_told_once_and_answered(city: City):
    people = city.people
    case = submitted_case(city)
    items = [{"text": "补充交通引导人员名单", "material": "M13", "legal_basis": "行政许可法 32"}]
    case = acceptance.request_correction(people.clerk, case.number, items)
    assert case.stage == Stage.CORRECTION
    assert case.due_on == case.correction_by == dt.date(2026, 3, 16)

    with clock.at(dt.date(2026, 3, 5)):
        drafting.edit_case(people.contractor, case.number, {"place_text": "安阳路以东", "declared": True})
        case = application.resubmit_case(people.contractor, case.number)
    assert case.stage == Stage.SUBMITTED
    assert (case.received_on, case.accept_by) == (dt.date(2026, 3, 5), dt.date(2026, 3, 12))
    assert case.correction_items.get().answered_at is not None
    assert [version.number for version in case.plan_versions.all()] == [1, 2]

    with pytest.raises(RuleViolated) as refused:
        acceptance.request_correction(people.clerk, case.number, items)
    assert refused.value.violations[0].code == "correction_already_requested"


def test_an_unanswered_correction_is_reminded_then_shown_to_the_window_to_close(city: City):
    people = city.people
    case = submitted_case(city)
    acceptance.request_correction(people.clerk, case.number, [{"text": "补充名单"}])
    with clock.at(dt.date(2026, 3, 11)):
        assert reminders.remind() == 1
        assert reminders.remind() == 0
    with clock.at(dt.date(2026, 3, 16)), pytest.raises(RuleViolated) as refused:
        application.withdraw_case(people.clerk, case.number, reason="逾期未补正")
    assert [v.code for v in refused.value.violations] == ["correction_not_lapsed"]
    with clock.at(dt.date(2026, 3, 17)):
        assert reminders.remind() == 1
        case = application.withdraw_case(people.clerk, case.number, reason="逾期未补正")
    assert case.stage == Stage.WITHDRAWN
    events = list(Event.objects.filter(case=case).values_list("action", flat=True))
    assert events == ["submit", "request_correction", "correction_reminded", "correction_lapsed", "withdraw"]


def test_a_file_nobody_answered_counts_as_accepted_from_the_day_of_receipt(city: City):
    case = submitted_case(city)
    with clock.at(dt.date(2026, 3, 9)):
        assert jobs.deem_overdue_accepted() == 0
    with clock.at(dt.date(2026, 3, 10)):
        assert jobs.deem_overdue_accepted() == 1
        assert jobs.deem_overdue_accepted() == 0
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.accepted_on, case.deemed_accepted) == (Stage.ACCEPTED, dt.date(2026, 3, 2), True)
    assert case.decide_by == dt.date(2026, 3, 30)
    assert Event.objects.get(case=case, action="accept").actor is None


def test_a_file_for_another_authority_is_declined_with_its_name(city: City):
    case = submitted_case(city)
    with pytest.raises(RuleViolated) as refused:
        acceptance.decline_case(city.people.clerk, case.number, ground="not_competent", reasons=[""])
    assert [v.code for v in refused.value.violations] == ["reason_missing", "competent_authority_missing"]
    case = acceptance.decline_case(
        city.people.clerk,
        case.number,
        ground="not_competent",
        reasons=["属高速公路路段"],
        competent_authority="高速交警支队",
    )
    assert case.stage == Stage.NOT_ACCEPTED
    assert case.documents.filter(kind="D04").exists()


def test_a_refusal_needs_the_legal_opinion(city: City):
    people = city.people
    case = reviewed_case(city, recommends="refuse")
    reasons, basis = ["占道期间通行能力不足且无绕行条件。"], ["道路交通安全法 32"]
    with pytest.raises(RuleViolated) as refused:
        decision.refuse_case(people.leader, case.number, reasons=reasons, basis=basis)
    assert [v.code for v in refused.value.violations] == ["legal_opinion_missing"]
    decision.give_legal_opinion(people.legal, case.number, agrees=False, text="理由不足")
    with pytest.raises(RuleViolated) as refused:
        decision.refuse_case(people.leader, case.number, reasons=reasons, basis=basis)
    assert [v.code for v in refused.value.violations] == ["legal_opinion_disagrees"]
    decision.give_legal_opinion(people.legal, case.number, agrees=True, text="同意")
    case = decision.refuse_case(people.leader, case.number, reasons=reasons, basis=basis)
    assert case.stage == Stage.REFUSED
    letter = case.documents.get(kind="D10")
    assert letter.snapshot["reconsideration_body"] == "瑞安市人民政府"


def test_whoever_reviews_does_not_decide(city: City):
    case = reviewed_case(city)
    reviewer = city.people.reviewer
    with pytest.raises(NotPermitted) as refused:
        decision.grant_case(reviewer, case.number)
    assert refused.value.reason == "role_not_entitled"
    reviewer.role = "leader"  # promoted the day after the review
    reviewer.save()
    with pytest.raises(NotPermitted) as refused:
        decision.grant_case(reviewer, case.number)
    assert refused.value.reason == "reviewer_may_not_decide"


def test_a_plan_is_revised_after_acceptance_while_the_clock_runs(city: City):
    people = city.people
    case = surveyed_case(city)
    before = case.decide_by
    case = review.request_revision(people.reviewer, case.number, reason="警告区起点请移至路口")
    assert (case.stage, case.due_on) == (Stage.REVISION, before)
    with clock.at(dt.date(2026, 3, 4)):
        drafting.edit_case(people.contractor, case.number, {"detour_text": "绕行瑞祥大道", "declared": True})
        case = application.submit_revision(people.contractor, case.number)
    assert (case.stage, case.decide_by) == (Stage.SURVEYED, before)


def test_the_clock_stands_during_a_revision_when_the_city_says_so(city: City, settings):
    settings.CITY = settings.CITY | {"revision_stops_clock": True}
    case = surveyed_case(city)
    review.request_revision(city.people.reviewer, case.number, reason="请修改")
    with clock.at(dt.date(2026, 3, 5)):
        drafting.edit_case(city.people.contractor, case.number, {"declared": True})
        case = application.submit_revision(city.people.contractor, case.number)
    assert (case.paused_workdays, case.decide_by) == (3, dt.date(2026, 4, 2))


def test_the_time_to_decide_is_extended_once(city: City):
    leader = city.people.leader
    case = reviewed_case(city)
    with pytest.raises(RuleViolated) as refused:
        decision.extend_processing(leader, case.number, workdays=11, reason="")
    assert [v.code for v in refused.value.violations] == ["extension_too_long", "reason_missing"]
    case = decision.extend_processing(leader, case.number, workdays=10, reason="案情复杂")
    assert case.decide_by == dt.date(2026, 4, 14)  # Qingming, 4–6 April, is not counted
    assert case.documents.filter(kind="D06").exists()
    with pytest.raises(RuleViolated) as refused:
        decision.extend_processing(leader, case.number, workdays=1, reason="再延")
    assert refused.value.violations[0].code == "already_extended"


def test_a_draft_is_discarded_leaving_only_a_log_line(city: City):
    case = filled_draft(city)
    drafting.discard_case(city.people.contractor, case.number)
    assert not Case.objects.filter(number=case.number).exists()
    line = Event.objects.get()
    assert (line.action, line.data["case"], line.case_id) == ("discard", case.number, None)


def test_a_refused_submission_names_every_reason_and_changes_nothing(city: City):
    draft = drafting.create_draft(city.people.contractor)
    with pytest.raises(RuleViolated) as refused:
        application.submit_case(city.people.contractor, draft.number)
    codes = {v.code for v in refused.value.violations}
    assert codes == {"field_missing", "material_missing", "plan_missing", "declaration_missing"}
    again = Case.objects.get(pk=draft.pk)
    assert (again.stage, again.version, again.submitted_at) == (Stage.DRAFT, draft.version, None)
    assert not Event.objects.exists() and not again.documents.exists()


def test_contractors_never_see_each_others_files_and_drafts_are_nobodys_else(city: City):
    case = filled_draft(city)
    for stranger in (city.people.contractor2, city.people.clerk, city.people.squadron):
        with pytest.raises(NotFound):
            application.submit_case(stranger, case.number)


def test_an_action_out_of_stage_says_what_is_possible(city: City):
    case = accepted_case(city)
    with pytest.raises(IllegalTransition) as refused:
        decision.grant_case(city.people.leader, case.number)
    assert "record_survey" in refused.value.allowed
