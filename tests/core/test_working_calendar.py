"""The calendar in the database: what is seeded, who may enter a year, and that every process sees it."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core import working_calendar
from core.calendar_rules import SpecialDay, year_problems
from core.errors import NotPermitted, RuleViolated
from core.models import AccountEvent, CalendarYear, User
from core.roles import Role
from core.workdays import CalendarUnknown, add_working_days
from core.working_calendar import current_calendar, enter_year

pytestmark = pytest.mark.django_db
NOTICE = "国办发明电〔2026〕9号"


def day(text):
    return dt.date.fromisoformat(text)


def days_of_2027():
    """A full set for 2027, invented for the test: New Year moved to a Monday worked off on a Sunday."""
    free = ["01-01", *(f"02-0{n}" for n in range(5, 10)), "04-05", *(f"05-0{n}" for n in range(1, 6)), "06-09", "09-15"]
    free += [f"10-0{n}" for n in range(1, 8)]
    return [SpecialDay(day(f"2027-{text}"), "holiday", "节") for text in free] + [
        SpecialDay(day("2027-10-10"), "workday_makeup", "国庆节")
    ]


@pytest.fixture
def admin():
    return User.objects.create(username="admin", role=Role.ADMIN)


def test_the_years_2004_to_2026_are_known_and_2027_is_provisional():
    calendar = current_calendar()
    assert calendar.known_years == frozenset(range(2004, 2027))
    assert calendar.provisional_years == frozenset({2027})
    assert day("2026-10-10") in calendar.makeup_workdays
    assert calendar.festivals[day("2026-10-01")] == "国庆节"
    assert day("2027-02-06") in calendar.holidays


def test_it_is_read_whole_once_and_then_checked_by_one_query(django_assert_num_queries):
    current_calendar()
    with django_assert_num_queries(1):
        current_calendar()


def test_an_administrator_enters_the_year_and_the_dates_are_provisional_no_longer(admin):
    before = add_working_days(day("2026-12-30"), 10, current_calendar(), allow_provisional=True)
    assert before.provisional
    enter_year(admin, 2027, days_of_2027(), NOTICE)
    # Friday the 8th is day 1; the Sunday worked for the holiday is day 2.
    after = add_working_days(day("2027-10-07"), 2, current_calendar())
    assert (after.day, after.provisional) == (day("2027-10-10"), False)
    assert CalendarYear.objects.get(year=2027).provisional is False
    event = AccountEvent.objects.get(action="enter_calendar_year")
    assert event.actor == admin
    assert event.data["notice"] == NOTICE
    assert event.data["was_provisional"] is True
    assert "2027-10-10" in event.data["days_changed"]


def test_entering_it_again_replaces_the_days(admin):
    enter_year(admin, 2027, days_of_2027(), NOTICE)
    enter_year(admin, 2027, days_of_2027()[:-1], NOTICE)
    assert day("2027-10-10") not in current_calendar().makeup_workdays
    latest = AccountEvent.objects.first()
    assert latest.data["days_changed"] == ["2027-10-10"]
    assert latest.data["was_provisional"] is False


def test_another_process_sees_the_change_at_once(admin, monkeypatch):
    stale = working_calendar._last if current_calendar() else None
    enter_year(admin, 2027, days_of_2027(), NOTICE)
    monkeypatch.setattr(working_calendar, "_last", stale)  # what a process that did not enter it remembers
    assert 2027 in current_calendar().known_years


def test_a_year_beyond_the_seed_can_be_entered(admin):
    with pytest.raises(CalendarUnknown):
        add_working_days(day("2028-01-03"), 1, current_calendar())
    days = [SpecialDay(special.day.replace(year=2028), special.kind) for special in days_of_2027()[:-1]]
    enter_year(admin, 2028, days, NOTICE)
    assert 2028 in current_calendar().known_years


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_nobody_else_may_enter_a_year(role):
    actor = User.objects.create(username="someone", role=role)
    with pytest.raises(NotPermitted):
        enter_year(actor, 2027, days_of_2027(), NOTICE)
    assert CalendarYear.objects.get(year=2027).provisional
    assert not AccountEvent.objects.exists()


def test_a_refusal_names_every_reason_and_changes_nothing(admin):
    days = days_of_2027()[1:8] + [
        SpecialDay(day("2027-03-01"), "workday_makeup"),
        SpecialDay(day("2028-03-04"), "holiday"),
        SpecialDay(day("2027-03-08"), "bank_holiday"),
        days_of_2027()[1],
    ]
    with pytest.raises(RuleViolated) as refused:
        enter_year(admin, 2027, days, " ")
    assert {problem.code for problem in refused.value.violations} == {
        "calendar_notice_missing",
        "calendar_makeup_on_weekday",
        "calendar_day_outside_year",
        "calendar_day_repeated",
        "calendar_kind_unknown",
        "calendar_holiday_missing",
        "calendar_holidays_too_few",
    }
    assert CalendarYear.objects.get(year=2027).provisional
    assert not AccountEvent.objects.exists()


@pytest.mark.parametrize("year", [1999, 2101, 10**9])
def test_an_impossible_year_is_refused(admin, year):
    with pytest.raises(RuleViolated) as refused:
        enter_year(admin, year, [], NOTICE)
    assert [problem.code for problem in refused.value.violations] == ["calendar_year_impossible"]


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_seeded_year_would_pass_its_own_check(year):
    days = [SpecialDay(*row) for row in CalendarYear.objects.get(year=year).days.values_list("day", "kind", "festival")]
    assert year_problems(year, days, NOTICE) == ()


def workdays(*arguments):
    out = StringIO()
    call_command("workdays", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_the_date():
    assert workdays("2026-02-10", "20") == "2026-03-16"
    assert workdays("2026-02-10", "20", "--calendar", "cn") == "2026-03-16"
    assert json.loads(workdays("2026-02-10", "20", "--json")) == {
        "start": "2026-02-10",
        "working_days": 20,
        "date": "2026-03-16",
    }


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("2026-12-20", "20"), "2027"),
        (("2026-12-20", "999999999"), "2027"),
        (("2003-05-01", "1"), "2003"),
        (("2026-02-30", "5"), "2026-02-30"),
        (("20260203", "5"), "20260203"),
        (("2026-02-03", "five"), "five"),
        (("2026-02-03", "-3"), "-3"),
        (("2026-02-03", "²"), "²"),
    ],
)
def test_the_command_refuses_with_2_and_names_what_is_wrong(arguments, named):
    with pytest.raises(CommandError, match=named) as refused:
        workdays(*arguments)
    assert refused.value.returncode == 2
