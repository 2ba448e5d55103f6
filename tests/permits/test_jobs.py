"""What the clock does: every job twice, same world."""

import datetime as dt

import pytest
from celery import current_app

from core import clock
from core.calendar_rules import SpecialDay
from core.errors import RuleViolated
from core.working_calendar import current_calendar, enter_year
from permits import tasks
from permits.models import Alarm, Case, Event, IssuedDocument
from permits.rules.deadlines import is_provisional
from permits.selectors.legal_clock import clock_of
from permits.services import drafting, jobs, materials
from tests.city import City, accepted_case, pdf_upload, submitted_case

pytestmark = pytest.mark.usefixtures("monday")


def world() -> tuple:
    """Everything a job could change."""
    return (
        list(Case.objects.order_by("pk").values_list("number", "stage", "version", "due_on")),
        list(Event.objects.order_by("pk").values_list("pk", "action")),
        list(Alarm.objects.order_by("pk").values_list("pk", "kind", "cleared_at")),
        list(IssuedDocument.objects.order_by("pk").values_list("pk", "sha256", "status")),
    )


@pytest.mark.parametrize("name", ["permits.daily", "permits.recompute_deadlines", "permits.sweep_documents"])
def test_every_periodic_job_may_run_twice(city: City, name, run_tasks):
    submitted_case(city)
    accepted_case(city)
    run_tasks()
    with clock.at(dt.date(2026, 4, 20)):
        current_app.tasks[name].apply(throw=True)
        run_tasks()
        once = world()
        current_app.tasks[name].apply(throw=True)
        run_tasks()
    assert world() == once


def test_a_late_decision_raises_one_alarm(city: City):
    case = accepted_case(city)
    with clock.at(case.decide_by):
        assert jobs.raise_alarms() == 0
    with clock.at(case.decide_by + dt.timedelta(days=1)):
        assert jobs.raise_alarms() == 1
    assert Alarm.objects.get().kind == Alarm.Kind.DECISION_OVERDUE


def test_a_document_is_drawn_once_with_its_hash(city: City, run_tasks):
    case = submitted_case(city)
    assert "permits.draw_document" in run_tasks()
    document = case.documents.get(kind="D01")
    assert len(document.sha256) == 64 and document.size_bytes > 1000
    tasks.draw_document(document.pk)
    again = IssuedDocument.objects.get(pk=document.pk)
    assert (again.sha256, again.path, again.drawn_at) == (document.sha256, document.path, document.drawn_at)


def test_a_lost_drawing_is_swept(city: City, run_tasks):
    case = submitted_case(city)
    run_tasks()
    document = case.documents.get(kind="D01")
    IssuedDocument.objects.filter(pk=document.pk).update(path="", sha256="")
    with clock.at(document.issued_at + dt.timedelta(minutes=5)):
        jobs.sweep_documents()
        assert run_tasks() == ["permits.draw_document"]
    assert IssuedDocument.objects.get(pk=document.pk).sha256 == document.sha256


def test_last_days_beyond_the_known_calendar_are_provisional_and_move_with_the_notice(city: City, run_tasks):
    with clock.at(dt.date(2026, 12, 10)):
        case = accepted_case(city)
        before = case.decide_by
        assert before.year == 2027 and is_provisional(before, current_calendar())
        assert clock_of(case).provisional
        new_year = [SpecialDay(dt.date(2027, 1, day), "holiday", "元旦") for day in (1, 2, 3)]
        shifted = [SpecialDay(dt.date(2027, 1, 4), "holiday", "元旦")]
        others = [
            SpecialDay(day, "holiday", festival)
            for festival, days in {
                "春节": [dt.date(2027, 2, d) for d in range(5, 13)],
                "清明节": [dt.date(2027, 4, 5)],
                "劳动节": [dt.date(2027, 5, d) for d in (1, 2)],
                "端午节": [dt.date(2027, 6, 9)],
                "中秋节": [dt.date(2027, 9, 15)],
                "国庆节": [dt.date(2027, 10, d) for d in (1, 2, 3)],
            }.items()
            for day in days
        ]
        enter_year(city.people.admin, 2027, [*new_year, *shifted, *others], "国办发明电〔2026〕9号")
        assert "permits.recompute_deadlines" in run_tasks()
    case = Case.objects.get(pk=case.pk)
    assert (before, case.decide_by) == (dt.date(2027, 1, 8), dt.date(2027, 1, 11))
    assert not is_provisional(case.decide_by, current_calendar())
    assert Event.objects.filter(case=case, action="deadlines_recomputed").count() == 1


def test_unknown_fields_and_materials_are_refused_by_name(city: City):
    contractor = city.people.contractor
    case = drafting.create_draft(contractor)
    with pytest.raises(RuleViolated) as refused:
        drafting.edit_case(contractor, case.number, {"stage": "GRANTED"})
    assert [(v.code, v.field) for v in refused.value.violations] == [("field_unknown", "stage")]
    with pytest.raises(RuleViolated) as refused:
        materials.add_material(contractor, case.number, "M99", pdf_upload())
    assert refused.value.violations[0].code == "material_unknown"
    with pytest.raises(RuleViolated) as refused:
        drafting.create_draft(contractor, "renewal")
    assert refused.value.violations[0].code == "parent_missing"


def test_the_same_token_makes_one_draft(city: City):
    contractor = city.people.contractor
    first, second = (drafting.create_draft(contractor, token="t1") for _ in range(2))
    assert first.pk == second.pk and Case.objects.count() == 1
