"""The whole story: one paragraph per stage, through the services."""

import datetime as dt

import pytest

from core import clock
from core.errors import RuleViolated
from inspections.rules.visit import Answer
from inspections.selectors.checklists import checklist_of
from inspections.selectors.rounds import my_round
from inspections.services.issuing_orders import issue_order
from inspections.services.planning_rounds import plan_rounds_of_day
from inspections.services.settling_orders import answer_order, verify_order
from inspections.services.visits import attach_photo, begin_unplanned_visit, record_visit, start_visit
from permits.lifecycle import Stage, State
from permits.models import Event, IssuedDocument, Works
from permits.selectors.documents import verify_document
from permits.services import acceptance, application, decision, force, review, survey, works_life
from tests.city import City, filled_draft, picture_upload


def test_a_case_from_application_to_archive(city: City, run_tasks):
    people = city.people

    # The contractor applies: place, phases, plan, materials, declaration.
    case = filled_draft(city, start_in_days=40)
    case = application.submit_case(people.contractor, case.number, version=case.version)
    assert (case.stage, case.received_on) == (Stage.SUBMITTED, dt.date(2026, 3, 2))
    assert case.accept_by == dt.date(2026, 3, 9)
    assert case.squadron == city.east and case.works.road_name == "万松东路"

    # The window accepts; twenty working days end on 31 March.
    with clock.at(dt.date(2026, 3, 3)):
        case = acceptance.accept_case(people.clerk, case.number)
    assert case.decide_by == dt.date(2026, 3, 31)

    # Two officers of the squadron see the place.
    with clock.at(dt.date(2026, 3, 4)):
        case = survey.record_survey(
            people.squadron,
            case.number,
            second_officer="partner",
            surveyed_at=clock.now(),
            findings="双向六车道，与申请一致。",
            suitable=True,
            photos=[picture_upload()],
        )
    assert case.stage == Stage.SURVEYED

    # The order section asks the road authority, which agrees, and recommends granting.
    with clock.at(dt.date(2026, 3, 5)):
        review.ask_opinion(
            people.reviewer, case.number, organisation=city.road_authority.pk, due_on=dt.date(2026, 3, 12)
        )
        with pytest.raises(RuleViolated) as refused:
            review.close_review(people.reviewer, case.number, recommends="grant", text="可行")
        assert [v.code for v in refused.value.violations] == ["opinion_pending"]
        review.give_opinion(people.agency, case.number, verdict="agrees_with_conditions", text="完工后恢复路面。")
        case = review.close_review(
            people.reviewer, case.number, recommends="grant", text="方案可行。", conditions=["完工后恢复路面。"]
        )
    assert case.reviewed_by == people.reviewer

    # The leader grants, the window issues: decision, certificate and notice exist and can be verified.
    with clock.at(dt.date(2026, 3, 6)):
        case = decision.grant_case(people.leader, case.number)
        case = force.issue_permit(people.clerk, case.number)
    assert case.stage == Stage.IN_FORCE
    card = case.documents.get(kind="D09")
    assert card.number == "瑞公交占证字〔2026〕第001号"
    assert verify_document(card.verify_code).standing == "valid"
    run_tasks()
    assert not IssuedDocument.objects.filter(path="").exists()

    # Works start on the first permitted day, not before.
    works_number = case.works.number
    with pytest.raises(RuleViolated) as refused, clock.at(case.valid_from - dt.timedelta(days=1)):
        works_life.start_works(people.contractor, works_number)
    assert [v.code for v in refused.value.violations] == ["permit_not_yet_valid"]
    with clock.at(case.valid_from):
        works = works_life.start_works(people.contractor, works_number)
    assert works.state == State.UNDER_WAY

    # Next morning the round brings two inspectors; a cone row is broken, they order it put right on the spot.
    with clock.at(case.valid_from + dt.timedelta(days=1)):
        plan_rounds_of_day(clock.today())
        visit = my_round(people.inspector1, clock.today()).visits.get(works=works)
        start_visit(people.inspector1, visit.pk, lon=works.lon, lat=works.lat)
        items = checklist_of(Works.objects.get(number=works_number))
        attach_photo(people.inspector1, visit.pk, upload=picture_upload(), item_code="C08")
        answers = [
            Answer(item.code, "not_ok", "缺2个交通锥") if item.code == "C08" else Answer(item.code, "ok")
            for item in items
        ]
        visit = record_visit(people.inspector1, visit.pk, second_officer="inspector2", answers=answers)
        order = issue_order(
            people.inspector1,
            visit.pk,
            second_officer="inspector2",
            findings=list(visit.findings.values_list("pk", flat=True)),
            received_by="林工",
        )
    assert Works.objects.get(number=works_number).open_orders == 1

    # While the order is open nobody may sign the acceptance.
    with clock.at(case.valid_from + dt.timedelta(days=1)), pytest.raises(RuleViolated) as refused:
        works_life.request_acceptance(people.contractor, works_number, text="已完工")
        works_life.sign_acceptance(people.squadron, works_number, opinion="同意")
    assert [v.code for v in refused.value.violations] == ["order_open"]
    works_life.return_to_works(people.squadron, works_number, reason="责令改正未办结")

    # The contractor answers with a photo; the same officer sees for itself and verifies.
    with clock.at(order.issued_at + dt.timedelta(hours=2)):
        answer_order(people.contractor, order.number, text="已补足交通锥。", photos=[picture_upload()])
    with clock.at(case.valid_from + dt.timedelta(days=2)):
        again = begin_unplanned_visit(people.inspector1, works_number)
        start_visit(people.inspector1, again.pk)
        answers = [Answer(item.code, "ok") for item in checklist_of(Works.objects.get(number=works_number))]
        record_visit(people.inspector1, again.pk, second_officer="inspector2", answers=answers)
        verify_order(people.inspector1, order.number, visit_id=again.pk)
    works = Works.objects.get(number=works_number)
    assert (works.open_orders, works.last_visit_on) == (0, case.valid_from + dt.timedelta(days=2))

    # Done: police and road authority sign, the second signature restores traffic.
    with clock.at(case.valid_from + dt.timedelta(days=20)):
        works_life.request_acceptance(people.contractor, works_number, text="路面已恢复，标线已重划。")
        items = [{"subject": "障碍物清除", "result": "passed"}, {"subject": "标志标线恢复", "result": "passed"}]
        works = works_life.sign_acceptance(people.squadron, works_number, opinion="同意恢复通行。", items=items)
        assert works.state == State.AWAITING_ACCEPTANCE
        works = works_life.sign_acceptance(people.agency, works_number, opinion="路面合格。")
    assert works.state == State.ACCEPTED
    run_tasks()

    # The archivist closes the file; nothing in it is missing, and the trail tells all of it in order.
    works = works_life.archive_works(people.archivist, works_number)
    assert works.state == State.ARCHIVED
    kinds = list(works.documents.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["D01", "D02", "D05", "D08", "D09", "D13", "D15", "D22"]
    actions = list(Event.objects.filter(works=works).order_by("pk").values_list("action", flat=True))
    assert actions == [
        "submit", "accept", "record_survey", "ask_opinion", "give_opinion", "close_review", "grant", "issue", "start",
        "start_visit", "record_visit", "issue_order", "request_acceptance", "return_to_works", "answer_order",
        "begin_unplanned_visit", "start_visit", "record_visit", "verify_order",
        "request_acceptance", "sign_acceptance", "sign_acceptance", "archive",
    ]  # fmt: skip
    assert Works.objects.get(number=works_number).archived_at is not None
