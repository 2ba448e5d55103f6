"""Permits that are renewed, varied, taken away or run out; works that are stopped; emergencies."""

import datetime as dt

import pytest

from core import clock
from core.errors import RuleViolated
from permits.lifecycle import Kind, Stage, State
from permits.models import Alarm, Case, Event, Works
from permits.selectors.documents import verify_document
from permits.services import (
    acceptance,
    application,
    decision,
    drafting,
    force,
    jobs,
    reminders,
    review,
    survey,
    works_life,
)
from tests.city import LINE, City, case_in_force, entries, hand_in_materials, works_under_way


def decided(city: City, number: str) -> Case:
    """Carry a submitted case to its certificate."""
    people = city.people
    acceptance.accept_case(people.clerk, number)
    survey.record_survey(
        people.squadron, number, second_officer="partner", surveyed_at=clock.now(), findings="属实", suitable=True
    )
    review.close_review(people.reviewer, number, recommends="grant", text="可行")
    decision.grant_case(people.leader, number)
    return force.issue_permit(people.clerk, number)


def follow_up(city: City, case: Case, kind: Kind, **changes) -> Case:
    """Apply for a variation or renewal of a permit in force."""
    contractor = city.people.contractor
    child = drafting.create_draft(contractor, kind, parent=case.number)
    plan = {**child.plan, "phases": [dict(phase, **changes) for phase in child.plan["phases"]]}
    child = drafting.edit_case(contractor, child.number, {"plan": plan})
    hand_in_materials(city, child)
    drafting.edit_case(contractor, child.number, {"declared": True})
    return application.submit_case(contractor, child.number)


def test_a_renewal_supersedes_the_permit_while_the_works_go_on(city: City):
    case = works_under_way(city)
    old_card = case.documents.get(kind="D09")
    last_day = case.valid_until
    child = follow_up(city, case, Kind.RENEWAL, ends_on=str(last_day + dt.timedelta(days=30)))
    assert child.works_id == case.works_id
    child = decided(city, child.number)
    case, works = Case.objects.get(pk=case.pk), Works.objects.get(pk=case.works_id)
    assert (case.stage, child.stage, works.state) == (Stage.SUPERSEDED, Stage.IN_FORCE, State.UNDER_WAY)
    assert works.permit_in_force == child and works.valid_until == last_day + dt.timedelta(days=30)
    verified = verify_document(old_card.verify_code)
    assert (verified.standing, verified.superseded_by) == ("superseded", child.documents.get(kind="D09").number)
    decision_facts = child.documents.get(kind="D08").snapshot
    assert decision_facts["previous_number"] == case.documents.get(kind="D08").number


def test_a_variation_moves_the_works_only_when_it_comes_into_force(city: City):
    case = works_under_way(city)
    signs = [{"code": "works_ahead", "at_m": 0}, {"code": "detour", "at_m": 20}]
    closure = {"layout": "L10", "closed_lanes": [1, 2, 3], "detour": {"description": "绕行"}, "signs": signs}
    child = follow_up(city, case, Kind.VARIATION, **closure)
    assert Works.objects.get(pk=case.works_id).closure == "lane"
    decided(city, child.number)
    assert Works.objects.get(pk=case.works_id).closure == "full"


def test_only_one_case_about_a_works_is_open_at_a_time(city: City):
    case = works_under_way(city)
    drafting.create_draft(city.people.contractor, Kind.RENEWAL, parent=case.number)
    with pytest.raises(RuleViolated) as refused:
        drafting.create_draft(city.people.contractor, Kind.VARIATION, parent=case.number)
    assert refused.value.violations[0].code == "case_already_open"


def test_a_permit_expires_by_itself_and_standing_works_raise_an_alarm(city: City):
    case = works_under_way(city)
    with clock.at(case.valid_until):
        assert jobs.expire_permits() == 0
    with clock.at(case.valid_until + dt.timedelta(days=1)):
        assert jobs.expire_permits() == 1
        assert jobs.expire_permits() == 0
    case, works = Case.objects.get(pk=case.pk), Works.objects.get(pk=case.works_id)
    assert (case.stage, works.permit_in_force, works.state) == (Stage.EXPIRED, None, State.UNDER_WAY)
    assert works.alarms.get().kind == Alarm.Kind.PERMIT_EXPIRED_WORKS_STANDING
    assert verify_document(case.documents.get(kind="D09").verify_code).standing == "expired"
    cancelled = force.cancel_permit(city.people.clerk, case.number, reason="有效期届满未延续")
    assert cancelled.stage == Stage.CANCELLED


def test_a_renewal_asked_for_in_time_keeps_the_permit_until_it_is_decided(city: City):
    case = works_under_way(city)
    with clock.at(case.valid_until - dt.timedelta(days=30)):
        follow_up(city, case, Kind.RENEWAL, ends_on=str(case.valid_until + dt.timedelta(days=30)))
    with clock.at(case.valid_until + dt.timedelta(days=1)):
        assert jobs.expire_permits() == 0
    assert Case.objects.get(pk=case.pk).stage == Stage.IN_FORCE


def test_a_renewal_asked_for_too_late_does_not(city: City):
    case = works_under_way(city)
    with clock.at(case.valid_until - dt.timedelta(days=29)):
        follow_up(city, case, Kind.RENEWAL, ends_on=str(case.valid_until + dt.timedelta(days=30)))
    with clock.at(case.valid_until + dt.timedelta(days=1)):
        assert jobs.expire_permits() == 1


def test_the_end_of_a_permit_is_told_in_time_to_renew(city: City):
    case = case_in_force(city)
    with clock.at(case.valid_until - dt.timedelta(days=33)):
        assert reminders.remind() == 1
        assert reminders.remind() == 0
    with clock.at(case.valid_until - dt.timedelta(days=7)):
        assert reminders.remind() == 1


def test_a_stop_order_suspends_the_permit_until_the_works_may_resume(city: City):
    people = city.people
    case = works_under_way(city)
    card = case.documents.get(kind="D09")
    works = works_life.suspend_works(people.inspector1, case.works.number, reason="未设警示灯，危及通行")
    assert works.state == State.SUSPENDED
    assert verify_document(card.verify_code).standing == "suspended"
    with pytest.raises(RuleViolated) as refused:
        works_life.resume_works(people.squadron, works.number, reason="已整改", open_stop_orders=1)
    assert refused.value.violations[0].code == "order_open"
    works = works_life.resume_works(people.squadron, works.number, reason="已整改")
    assert (works.state, verify_document(card.verify_code).standing) == (State.UNDER_WAY, "valid")


def test_a_revoked_permit_stops_the_right_to_work_and_raises_an_alarm(city: City):
    case = works_under_way(city)
    with pytest.raises(RuleViolated) as refused:
        force.revoke_permit(city.people.leader, case.number, ground="whim", reason="提供虚假材料")
    assert refused.value.violations[0].code == "revocation_ground_unknown"
    case = force.revoke_permit(city.people.leader, case.number, ground="fraud", reason="提供虚假材料")
    assert case.stage == Stage.REVOKED
    assert case.works.alarms.get().kind == Alarm.Kind.PERMIT_ENDED_WORKS_STANDING


def test_a_full_closure_waits_five_days_for_its_notice(city: City):
    case = case_in_force(city, start_in_days=3, layout="L10")
    contractor = city.people.contractor
    assert case.documents.filter(kind="D13", issued_on=dt.date(2026, 3, 2)).exists()
    with clock.at(dt.date(2026, 3, 6)), pytest.raises(RuleViolated) as refused:
        works_life.start_works(contractor, case.works.number)
    assert [v.code for v in refused.value.violations] == ["notice_too_recent"]
    assert refused.value.violations[0].data["earliest"] == "2026-03-07"
    with clock.at(dt.date(2026, 3, 7)):
        assert works_life.start_works(contractor, case.works.number).state == State.UNDER_WAY


def emergency(city: City) -> Case:
    """A burst pipe: only place and reason are known yet."""
    contractor = city.people.contractor
    case = drafting.create_draft(contractor, Kind.EMERGENCY)
    typed = {
        "road_name": "万松东路",
        "road_kind": "city",
        "road_class": "arterial",
        "geometry": LINE,
        "purpose": "爆管",
    }
    return drafting.edit_case(contractor, case.number, typed)


def test_emergency_works_start_at_once_and_are_applied_for_in_time(city: City):
    case = emergency(city)
    contractor = city.people.contractor
    works = works_life.report_emergency_start(contractor, case.works.number)
    assert works.state == State.UNDER_WAY
    assert works.emergency_apply_by - works.started_at == dt.timedelta(hours=24)
    with clock.at(works.emergency_apply_by - dt.timedelta(hours=2)):
        assert reminders.remind() == 1
    with clock.at(works.emergency_apply_by - dt.timedelta(hours=1)):
        submit_emergency(city, case)
        assert jobs.raise_alarms() == 0
    assert "late" not in Event.objects.get(case=case, action="submit").data
    decided(city, case.number)
    assert Works.objects.get(pk=works.pk).permit_in_force_id == case.pk


def test_an_emergency_nobody_applies_for_raises_an_alarm_and_is_marked_late(city: City):
    case = emergency(city)
    works = works_life.report_emergency_start(city.people.contractor, case.works.number)
    with clock.at(works.emergency_apply_by + dt.timedelta(minutes=1)):
        assert jobs.raise_alarms() == 1
        assert jobs.raise_alarms() == 0
        submit_emergency(city, case)
    assert works.alarms.get().kind == Alarm.Kind.EMERGENCY_NOT_APPLIED
    assert Event.objects.get(case=case, action="submit").data["late"] is True


def test_the_draft_of_an_emergency_under_way_cannot_be_thrown_away(city: City):
    case = emergency(city)
    works_life.report_emergency_start(city.people.contractor, case.works.number)
    with pytest.raises(RuleViolated) as refused:
        drafting.discard_case(city.people.contractor, case.number)
    assert refused.value.violations[0].code == "works_already_begun"
    assert Case.objects.filter(pk=case.pk).exists()


def test_only_an_emergency_starts_before_its_permit(city: City):
    draft = drafting.create_draft(city.people.contractor)
    with pytest.raises(RuleViolated) as refused:
        works_life.report_emergency_start(city.people.contractor, draft.works.number)
    assert [v.code for v in refused.value.violations] == ["not_an_emergency", "field_missing", "field_missing"]


def submit_emergency(city: City, case: Case) -> Case:
    """Fill in the rest of an emergency and hand it in."""
    from_city = city.people.contractor
    today = clock.today()
    more = typed_for_emergency(today)
    drafting.edit_case(from_city, case.number, more)
    hand_in_materials(city, case)
    drafting.edit_case(from_city, case.number, {"declared": True})
    return application.submit_case(from_city, case.number)


def typed_for_emergency(today: dt.date) -> dict:
    """The application of a burst pipe repaired within three days."""
    from_day = Works.objects.values_list("started_at", flat=True).get()
    first = clock.local_day(from_day)
    everything = entries(first, today + dt.timedelta(days=3), layout="L12")
    return {name: value for name, value in everything.items() if name != "geometry"}
