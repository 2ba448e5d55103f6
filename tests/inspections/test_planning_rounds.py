"""The rounds of a day, made once for every active site; and the day closed after it."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from core import clock
from core.errors import NotFound
from core.models import User
from inspections.lifecycle import VisitState
from inspections.models import DayPlan, Deferral, Round, Visit
from inspections.selectors.day_plans import as_json
from inspections.services import reports, visits
from inspections.services.planning_rounds import close_past_days, plan_rounds_of_day
from permits.models import Alarm, Works
from permits.services import works_life
from tests.city import MONDAY
from tests.inspections.site import LAT, LON, answered, answers, ledger_sites, ordered, recorded, trail

TUESDAY = MONDAY + dt.timedelta(days=1)


def planned(day: dt.date = TUESDAY) -> dict:
    plan_rounds_of_day(day)
    return as_json(day)


def visits_of(answer: dict) -> dict[str, dict]:
    return {
        visit["works"]: visit for group in answer["squadrons"] for one in group["rounds"] for visit in one["visits"]
    }


def group_of(answer: dict, squadron: str) -> dict:
    return next(group for group in answer["squadrons"] if group["squadron"] == squadron)


def test_a_pair_of_the_squadron_goes_to_the_site_and_knows_why(city, works):
    (one,) = group_of(planned(), "east")["rounds"]
    assert (one["inspector"], one["second_inspector"], one["starts_at"]) == ("inspector1", "inspector2", "08:30")
    (visit,) = one["visits"]
    assert visit | {"arrives_at": "", "leaves_at": ""} == {
        "order": 1,
        "works": works.number,
        "lon": works.lon,
        "lat": works.lat,
        "arrives_at": "",
        "leaves_at": "",
        "due_by": "2026-03-03",
        "mandatory": True,
        "reasons": ["start_check"],
    }
    assert "08:30" < visit["arrives_at"] < visit["leaves_at"] < one["ends_at"] <= "17:00"


def test_making_the_rounds_again_changes_nothing(city, works, tmp_path):
    ledger_sites(tmp_path, "east", count=40, starts="2026-02-01", ends="2026-04-01")
    first = planned()
    rows = (DayPlan.objects.count(), Round.objects.count(), Visit.objects.count(), Deferral.objects.count())
    ledger_sites(tmp_path, "east", count=3, first=90, starts="2026-02-01", ends="2026-04-01")
    assert planned() == first
    assert rows == (DayPlan.objects.count(), Round.objects.count(), Visit.objects.count(), Deferral.objects.count())


def test_every_due_site_is_planned_or_deferred(city, works, tmp_path):
    ledger_sites(tmp_path, "east", count=40, starts="2026-02-01", ends="2026-04-01")
    answer = planned()
    counts = answer["coverage"]
    assert (counts["active"], counts["due"]) == (41, 41)
    assert counts["planned_due"] + counts["deferred"] == 41 and counts["deferred"] > 0
    deferred = group_of(answer, "east")["deferred"]
    assert {one["reason"] for one in deferred} == {"no_capacity"}
    numbers = set(visits_of(answer)) | {one["works"] for one in deferred}
    assert numbers == set(Works.objects.values_list("number", flat=True))


def test_works_of_a_ledger_are_on_the_rounds_by_their_dates(city, monday, tmp_path):
    ledger_sites(tmp_path, "west", count=2, starts="2026-03-03", ends="2026-03-05")
    User.objects.create(username="w1", role="inspector", squadron=city.west)
    User.objects.create(username="w2", role="inspector", squadron=city.west)
    assert as_json(MONDAY)["coverage"]["active"] == 0
    # On the first day they are not yet due, but they lie on nobody's way: the second day is the last for the check.
    assert planned(TUESDAY)["coverage"]["active"] == 2
    assert planned(TUESDAY + dt.timedelta(days=1))["coverage"]["planned_due"] == 2
    assert planned(dt.date(2026, 3, 6))["coverage"]["active"] == 0


def test_a_squadron_without_inspectors_sends_its_officers_and_one_alone_nobody(city, monday, tmp_path):
    User.objects.filter(username__startswith="inspector").update(is_active=False)
    ledger_sites(tmp_path, "east", count=2, starts="2026-02-01", ends="2026-04-01")
    (one,) = group_of(planned(), "east")["rounds"]
    assert {one["inspector"], one["second_inspector"]} == {"squadron", "partner"}
    Works.objects.update(squadron=city.west)
    wednesday = planned(TUESDAY + dt.timedelta(days=1))
    assert group_of(wednesday, "west")["rounds"] == []
    assert [one["reason"] for one in group_of(wednesday, "west")["deferred"]] == ["no_capacity"] * 2


def test_sites_of_no_squadron_are_not_forgotten(city, works):
    Works.objects.update(squadron=None)
    answer = planned()
    assert [one["reason"] for one in group_of(answer, "")["deferred"]] == ["no_squadron"]
    assert answer["coverage"] == {"active": 1, "due": 1, "planned_due": 0, "planned_optional": 0, "deferred": 1}


def test_one_squadron_can_be_planned_alone(city, works):
    plan_rounds_of_day(TUESDAY, "west")
    assert [group["squadron"] for group in as_json(TUESDAY, "west")["squadrons"]] == ["west"]
    assert not Visit.objects.exists()
    with pytest.raises(NotFound):
        plan_rounds_of_day(TUESDAY, "north")


def test_an_answered_order_a_report_and_a_grave_finding_bring_a_visit(city, works):
    order = answered(city, ordered(city, works, {"C04": "无许可"}))
    reports.report_dangerous_site(lon=LON, lat=LAT, text="围挡倒了")
    assert visits_of(planned())[works.number]["reasons"] == ["order_due", "citizen_report", "risk_high"]
    assert order.state == "ANSWERED"


def test_the_settings_of_the_installation_count(city, works, settings):
    settings.INSPECTION_ROUNDS = {"service_min": 45, "day_starts": dt.time(9, 0)}
    (one,) = group_of(planned(), "east")["rounds"]
    assert one["starts_at"] == "09:00"
    settings.INSPECTION_ROUNDS = {"speed": 3}
    with pytest.raises(ImproperlyConfigured, match="INSPECTION_ROUNDS: speed"):
        plan_rounds_of_day(TUESDAY + dt.timedelta(days=1))


def test_a_planned_visit_is_made(city, works):
    plan_rounds_of_day(TUESDAY)
    visit = Visit.objects.get()
    with clock.at(TUESDAY):
        visits.start_visit(city.people.inspector2, visit.pk, lon=LON, lat=LAT)
        visit = visits.record_visit(
            city.people.inspector2, visit.pk, second_officer="inspector1", answers=answers(works)
        )
    assert (visit.state, visit.mandatory) == (VisitState.RECORDED, True)
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        assert close_past_days() == 0
    assert not Alarm.objects.exists()


def test_a_day_is_closed_once_with_the_reason_and_the_alarm(city, works):
    plan_rounds_of_day(TUESDAY)
    with clock.at(TUESDAY):
        assert close_past_days() == 0
    with clock.at(TUESDAY + dt.timedelta(days=3)):
        assert close_past_days() == 1
        assert close_past_days() == 0
    visit = Visit.objects.get()
    assert (visit.state, visit.missed_reason) == (VisitState.MISSED, "not_started")
    assert Alarm.objects.get(works=works).kind == Alarm.Kind.UNINSPECTED
    assert trail(works)[-2:] == ["uninspected", "miss_visit"]


def test_a_visit_that_was_begun_and_not_recorded_says_so(city, works):
    plan_rounds_of_day(TUESDAY)
    with clock.at(TUESDAY):
        visits.start_visit(city.people.inspector1, Visit.objects.get().pk)
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        close_past_days()
    assert Visit.objects.get().missed_reason == "not_recorded"


def test_works_that_ended_before_the_visit_raise_no_alarm(city, works):
    plan_rounds_of_day(TUESDAY)
    with clock.at(TUESDAY):
        works_life.request_acceptance(city.people.contractor, works.number, text="完工")
        works_life.sign_acceptance(city.people.squadron, works.number, opinion="合格")
        works_life.sign_acceptance(city.people.agency, works.number, opinion="合格")
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        assert close_past_days() == 1
    assert Visit.objects.get().missed_reason == "works_ended"
    assert not Alarm.objects.exists()


def test_a_site_seen_before_the_day_was_closed_raises_no_alarm(city, works):
    plan_rounds_of_day(TUESDAY)
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        recorded(city, works)
        assert close_past_days() == 1
    assert not Alarm.objects.exists()


def test_a_deferred_site_nobody_saw_raises_the_alarm_once_and_a_visit_clears_it(city, works):
    User.objects.filter(squadron=city.east).update(is_active=False)
    plan_rounds_of_day(TUESDAY)
    User.objects.filter(squadron=city.east).update(is_active=True)
    assert Deferral.objects.get().reason == "no_capacity"
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        close_past_days()
        close_past_days()
        assert Alarm.objects.filter(cleared_at=None).count() == 1
        recorded(city, works)
        close_past_days()
        assert not Alarm.objects.filter(cleared_at=None).exists()


def test_the_command_prints_what_was_planned(city, works):
    out = StringIO()
    call_command("plan_rounds", "--date", str(TUESDAY), "--json", stdout=out)
    assert json.loads(out.getvalue()) == as_json(TUESDAY)
    plain = StringIO()
    call_command("plan_rounds", "--date", str(TUESDAY), stdout=plain)
    assert works.number in plain.getvalue() and "inspector1 and inspector2" in plain.getvalue()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(["--date", "20260303"], "20260303"), (["--date", "2026-03-03", "--squadron", "north"], "north")],
)
def test_the_command_refuses_bad_input_in_one_line(city, arguments, named):
    with pytest.raises(CommandError) as refused:
        call_command("plan_rounds", *arguments)
    assert refused.value.returncode == 2
    assert named in str(refused.value) and "\n" not in str(refused.value)
