"""An order after its service: answered, verified on site or returned, escalated when nobody answers."""

import datetime as dt

import pytest

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, StaleCase
from core.models import Organisation, User
from inspections.lifecycle import OrderState, Severity
from inspections.models import Order, OrderAnswer, Photo
from inspections.services import settling_orders
from permits.models import Alarm, Event, Works
from permits.services import works_life
from tests.city import pdf_upload, picture_upload
from tests.inspections.site import answered, codes, ordered, recorded, trail

HOUR = dt.timedelta(hours=1)


def fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def test_the_contractor_answers_with_words_and_photos(city, works):
    order = answered(city, ordered(city, works))
    answer = order.answers.get()
    assert (order.state, answer.text, answer.answered_by) == (
        OrderState.ANSWERED,
        "已退回许可范围。",
        city.people.contractor,
    )
    assert Photo.objects.get(answer=answer).content_type == "image/jpeg"
    assert trail(works)[-1] == "answer_order"


def test_an_answer_without_proof_is_refused_and_changes_nothing(city, works):
    order = ordered(city, works)
    with pytest.raises(RuleViolated) as refused:
        settling_orders.answer_order(city.people.contractor, order.number, text=" ", photos=[])
    assert codes(refused) == ["answer_text_missing", "answer_photo_missing"]
    with pytest.raises(RuleViolated) as refused:
        settling_orders.answer_order(
            city.people.contractor, order.number, text="好", photos=[picture_upload(), pdf_upload()]
        )
    assert codes(refused) == ["file_type_not_accepted"]
    assert fresh(order).state == OrderState.ISSUED
    assert not OrderAnswer.objects.exists() and not Photo.objects.filter(answer__isnull=False).exists()


def test_an_order_is_answered_once_at_a_time(city, works):
    order = answered(city, ordered(city, works))
    with pytest.raises(IllegalTransition):
        answered(city, order)
    assert order.answers.count() == 1


def test_a_stale_answer_is_told_who_changed_the_order(city, works):
    order = answered(city, ordered(city, works))
    with pytest.raises(StaleCase) as refused:
        settling_orders.return_order(city.people.inspector1, order.number, reason="不符", version=order.version - 1)
    assert refused.value.changed_by == "contractor"


@pytest.mark.parametrize(("who", "refusal"), [("contractor2", NotFound), ("inspector1", NotPermitted)])
def test_only_the_contractor_of_the_works_answers(city, works, who, refusal):
    order = ordered(city, works)
    with pytest.raises(refusal):
        settling_orders.answer_order(getattr(city.people, who), order.number, text="好", photos=[picture_upload()])
    assert fresh(order).state == OrderState.ISSUED


def test_an_organisation_that_is_not_approved_any_more_does_not_answer(city, works):
    order = ordered(city, works)
    Organisation.objects.filter(pk=city.contractor.pk).update(status=Organisation.Status.REJECTED)
    contractor = User.objects.get(username="contractor")
    with pytest.raises(NotPermitted) as refused:
        settling_orders.answer_order(contractor, order.number, text="好", photos=[picture_upload()])
    assert refused.value.reason == "organisation_not_approved"


def test_a_visit_after_the_answer_closes_the_order(city, works):
    order = answered(city, ordered(city, works))
    visit = recorded(city, works)
    order = settling_orders.verify_order(city.people.inspector2, order.number, visit_id=visit.pk, remarks="已整改")
    assert (order.state, order.reinspection, order.verified_by) == (
        OrderState.VERIFIED,
        visit,
        city.people.inspector2,
    )
    answer = order.answers.get()
    assert (answer.verdict, answer.verdict_reason, answer.judged_by) == ("verified", "已整改", city.people.inspector2)
    assert Works.objects.get(pk=works.pk).open_orders == 0
    assert trail(works)[-1] == "verify_order"


def test_without_having_seen_it_nobody_closes_an_order(city, works):
    order = ordered(city, works)
    before = order.visit
    order = answered(city, order)
    for visit_id, code in ((None, "reinspection_missing"), (before.pk, "reinspection_failed")):
        with pytest.raises(RuleViolated) as refused:
            settling_orders.verify_order(city.people.inspector1, order.number, visit_id=visit_id)
        assert codes(refused) == [code]
    still = recorded(city, works, {"C21": "仍占两车道"})
    with pytest.raises(RuleViolated) as refused:
        settling_orders.verify_order(city.people.inspector1, order.number, visit_id=still.pk)
    assert codes(refused) == ["reinspection_failed"]
    assert fresh(order).state == OrderState.ANSWERED
    assert Works.objects.get(pk=works.pk).open_orders == 1


def test_a_visit_before_the_answer_proves_nothing(city, works):
    order = ordered(city, works)
    visit = recorded(city, works)
    with clock.at(clock.now() + HOUR):
        order = answered(city, order)
    with pytest.raises(RuleViolated) as refused:
        settling_orders.verify_order(city.people.inspector1, order.number, visit_id=visit.pk)
    assert codes(refused) == ["reinspection_before_answer"]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("squadron", NotPermitted), ("squadron2", NotFound), ("contractor", NotPermitted), ("leader", NotPermitted)],
)
def test_the_officers_who_issued_it_judge_the_answer(city, works, who, refusal):
    order = answered(city, ordered(city, works))
    visit = recorded(city, works)
    with pytest.raises(refusal):
        settling_orders.verify_order(getattr(city.people, who), order.number, visit_id=visit.pk)
    with pytest.raises(refusal):
        settling_orders.return_order(getattr(city.people, who), order.number, reason="不符")
    assert fresh(order).state == OrderState.ANSWERED


def test_when_both_have_left_a_colleague_of_the_squadron_takes_over(city, works):
    order = answered(city, ordered(city, works))
    visit = recorded(city, works)
    User.objects.filter(username__in=("inspector1", "inspector2")).update(squadron=city.west)
    order = settling_orders.verify_order(city.people.squadron, order.number, visit_id=visit.pk)
    assert order.state == OrderState.VERIFIED


def test_a_returned_answer_stays_in_the_file_and_the_deadline_is_new(city, works):
    order = answered(city, ordered(city, works))
    with clock.at(clock.now() + HOUR):
        order = settling_orders.return_order(city.people.inspector1, order.number, reason="仍占两车道")
        assert (order.state, order.deadline_at) == (OrderState.RETURNED, clock.now() + 4 * HOUR)
        order = answered(city, order)
    assert [answer.verdict for answer in order.answers.all()] == ["returned", ""]
    event = Event.objects.get(works=works, action="return_order")
    assert event.data["reason"] == "仍占两车道"


def test_an_answer_is_not_returned_without_a_reason(city, works):
    order = answered(city, ordered(city, works))
    with pytest.raises(RuleViolated) as refused:
        settling_orders.return_order(city.people.inspector1, order.number, reason="", deadline_at=clock.now() - HOUR)
    assert codes(refused) == ["return_reason_missing", "deadline_passed"]
    assert fresh(order).state == OrderState.ANSWERED


def test_an_overdue_order_rises_once_and_raises_the_alarm(city, works):
    order = ordered(city, works, {"C09": "高 1.2 米"})
    assert settling_orders.escalate_overdue_orders() == 0
    with clock.at(order.deadline_at + HOUR):
        assert settling_orders.escalate_overdue_orders() == 1
        assert settling_orders.escalate_overdue_orders() == 0
    order = fresh(order)
    assert (order.severity_issued, order.severity, order.referral) == (Severity.GENERAL, Severity.SERIOUS, "")
    assert order.state == OrderState.ISSUED
    assert Alarm.objects.get(works=works, kind=Alarm.Kind.ORDER_OVERDUE).cleared_at is None
    assert trail(works).count("escalate_order") == 1


def test_a_serious_overdue_order_is_referred(city, works):
    order = ordered(city, works)
    with clock.at(order.deadline_at + HOUR):
        settling_orders.escalate_overdue_orders()
    assert fresh(order).referral == "refer"
    event = Event.objects.get(works=works, action="escalate_order")
    assert event.office_data == {"referral": "refer"}
    assert "referral" not in event.data


def test_the_alarm_falls_with_the_last_overdue_order_answered(city, works):
    first, second = ordered(city, works), ordered(city, works, {"C09": "高 1.2 米"})
    with clock.at(second.deadline_at + HOUR):
        assert settling_orders.escalate_overdue_orders() == 2
        answered(city, first)
        assert Alarm.objects.filter(works=works, kind=Alarm.Kind.ORDER_OVERDUE, cleared_at=None).exists()
        answered(city, second)
        assert not Alarm.objects.filter(works=works, kind=Alarm.Kind.ORDER_OVERDUE, cleared_at=None).exists()


def test_an_answered_order_waits_for_the_police_and_is_never_overdue(city, works):
    order = answered(city, ordered(city, works))
    with clock.at(order.deadline_at + 48 * HOUR):
        assert settling_orders.escalate_overdue_orders() == 0


def test_a_returned_order_may_become_overdue_again(city, works):
    order = ordered(city, works, {"C09": "高 1.2 米"})
    with clock.at(order.deadline_at + HOUR):
        settling_orders.escalate_overdue_orders()
        answered(city, order)
        order = settling_orders.return_order(city.people.inspector1, order.number, reason="未改")
    with clock.at(order.deadline_at + HOUR):
        assert settling_orders.escalate_overdue_orders() == 1
    assert fresh(order).referral == "refer"


def test_works_are_not_accepted_while_an_order_is_open(city, works):
    ordered(city, works)
    works_life.request_acceptance(city.people.contractor, works.number, text="完工")
    with pytest.raises(RuleViolated) as refused:
        works_life.sign_acceptance(city.people.squadron, works.number, opinion="合格")
    assert codes(refused) == ["order_open"]
