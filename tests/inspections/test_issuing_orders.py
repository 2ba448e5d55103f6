"""Orders on the spot, D15 and D16: what they say, what they do, and who may not."""

import datetime as dt

import pytest

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated
from core.models import User
from inspections.lifecycle import OrderKind, OrderState, Severity
from inspections.models import Finding, Order
from inspections.services import issuing_orders, settling_orders
from permits.lifecycle import State
from permits.models import Event, IssuedDocument, NumberSeries, Works
from tests.city import picture_upload
from tests.inspections.site import answered, arrived, codes, ordered, recorded, trail

HOUR = dt.timedelta(hours=1)


def issue(city, visit, *, findings=None, by="inspector1", second="inspector2", **more) -> Order:
    found = list(visit.findings.values_list("pk", flat=True)) if findings is None else findings
    return issuing_orders.issue_order(getattr(city.people, by), visit.pk, second_officer=second, findings=found, **more)


def test_an_order_takes_its_findings_and_opens_on_the_works(city, works):
    visit = recorded(city, works, {"C02": "占道两车道", "C09": "高 1.2 米"})
    order = issue(city, visit, requirement="当场改正")
    assert (order.number, order.state, order.kind) == ("O2026-000001", OrderState.ISSUED, OrderKind.RECTIFY)
    assert (order.officer, order.second_officer) == (city.people.inspector1, city.people.inspector2)
    # The gravest finding counts: a lane is taken, so four hours.
    assert (order.severity, order.deadline_at) == (Severity.SERIOUS, clock.now() + 4 * HOUR)
    assert order.findings.count() == 2
    assert Works.objects.get(pk=works.pk).open_orders == 1
    event = Event.objects.get(works=works, action="issue_order")
    assert event.data["order_number"] == order.number
    assert event.data["items"] == [finding.text for finding in order.findings.all()]


def test_the_order_is_an_official_document_that_is_drawn(city, works, run_tasks):
    order = ordered(city, works, received_by="王五", signature=picture_upload("glass.jpg"))
    document = order.document
    assert (document.kind, document.number) == ("D15", "瑞公交责改字〔2026〕第001号")
    facts = document.snapshot
    assert facts["recipient_name"] == city.contractor.name
    assert facts["recipient_credit_code"] == city.contractor.uscc
    assert facts["facts"][0]["fact"].endswith("（占道两车道）")
    assert dt.datetime.fromisoformat(facts["deadline"]) == order.deadline_at
    assert [officer["name"] for officer in facts["officers"]] == ["inspector1", "inspector2"]
    assert facts["permit_number"].startswith("瑞公交占证字")
    assert len(facts["photos"]) == 1
    assert (facts["recipient_signature"]["name"], bool(facts["recipient_signature"]["asset"])) == ("王五", True)
    run_tasks()
    drawn = IssuedDocument.objects.get(pk=document.pk)
    assert drawn.size_bytes > 1000 and len(drawn.sha256) == 64


def test_a_stop_order_stops_the_works(city, works, run_tasks):
    visit = recorded(city, works, {"C04": "无许可"})
    order = issuing_orders.issue_stop_order(
        city.people.inspector1,
        visit.pk,
        second_officer="inspector2",
        findings=[visit.findings.get().pk],
        requirement="两小时内恢复通行",
    )
    assert (order.kind, order.severity, order.deadline_at) == (OrderKind.STOP, Severity.CRITICAL, clock.now())
    stopped = Works.objects.get(pk=works.pk)
    assert (stopped.state, stopped.open_orders) == (State.SUSPENDED, 1)
    assert "无许可" in stopped.suspension_reason
    assert trail(works)[-2:] == ["suspend", "issue_stop_order"]
    assert order.document.kind == "D16"
    assert order.document.snapshot["requirements"][-1] == "两小时内恢复通行"
    run_tasks()
    assert IssuedDocument.objects.get(pk=order.document.pk).path


def test_stopped_works_resume_only_when_the_stop_order_is_verified(city, works):
    visit = recorded(city, works, {"C04": "无许可"})
    order = issuing_orders.issue_stop_order(
        city.people.inspector1, visit.pk, second_officer="inspector2", findings=[visit.findings.get().pk]
    )
    with pytest.raises(RuleViolated) as refused:
        settling_orders.resume_stopped_works(city.people.squadron, works.number, reason="已恢复")
    assert codes(refused) == ["order_open"]
    answered(city, order)
    again = recorded(city, works)
    settling_orders.verify_order(city.people.inspector1, order.number, visit_id=again.pk)
    resumed = settling_orders.resume_stopped_works(city.people.squadron, works.number, reason="已恢复通行")
    assert (resumed.state, resumed.open_orders) == (State.UNDER_WAY, 0)


def test_a_second_stop_order_does_not_trip_over_works_that_stand_still(city, works):
    for code in ("C04", "C02"):
        visit = recorded(city, works, {code: "仍在占道"})
        issuing_orders.issue_stop_order(
            city.people.inspector1, visit.pk, second_officer="inspector2", findings=[visit.findings.get().pk]
        )
    stopped = Works.objects.get(pk=works.pk)
    assert (stopped.state, stopped.open_orders) == (State.SUSPENDED, 2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"findings": []}, ["findings_missing"]),
        ({"findings": [999]}, ["finding_unknown"]),
        ({"second": "inspector1"}, ["second_officer_repeated"]),
        ({"second": "leader"}, ["second_officer_not_entitled", "second_officer_of_other_squadron"]),
        ({"deadline_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}, ["deadline_passed"]),
        ({"deadline_at": dt.datetime(2026, 5, 1, tzinfo=dt.UTC)}, ["deadline_too_far"]),
        ({"requirement": "x" * 4001}, ["text_too_long"]),
        ({"signature": "picture"}, ["received_by_missing"]),
    ],
)
def test_an_order_that_cannot_be_is_refused_and_changes_nothing(city, works, changed, expected):
    visit = recorded(city, works, {"C02": "占道两车道"})
    if "signature" in changed:
        changed = {"signature": picture_upload()}
    with pytest.raises(RuleViolated) as refused:
        issue(city, visit, **changed)
    assert codes(refused) == expected
    assert not Order.objects.exists() and not IssuedDocument.objects.filter(kind="D15").exists()
    assert Works.objects.get(pk=works.pk).open_orders == 0
    assert Finding.objects.get().order is None
    assert not NumberSeries.objects.filter(kind__in=("order", "D15")).exists()
    assert "issue_order" not in trail(works)


def test_an_inactive_colleague_cannot_stand_behind_an_order(city, works):
    visit = recorded(city, works, {"C02": "占道两车道"})
    User.objects.filter(username="inspector2").update(is_active=False)
    with pytest.raises(RuleViolated) as refused:
        issue(city, visit)
    assert codes(refused) == ["second_officer_inactive"]


def test_a_finding_is_ordered_once(city, works):
    visit = recorded(city, works, {"C02": "占道两车道"})
    order = issue(city, visit)
    with pytest.raises(RuleViolated) as refused:
        issue(city, visit)
    (violation,) = refused.value.violations
    assert (violation.code, violation.data["order"]) == ("finding_ordered", order.number)


def test_a_finding_of_another_visit_cannot_be_ordered(city, works):
    first = recorded(city, works, {"C02": "占道两车道"})
    second = recorded(city, works, {"C09": "高 1.2 米"})
    with pytest.raises(RuleViolated) as refused:
        issue(city, second, findings=[first.findings.get().pk])
    assert codes(refused) == ["finding_unknown"]


def test_before_the_visit_is_recorded_nothing_can_be_ordered(city, works):
    visit = arrived(city, works)
    with pytest.raises(IllegalTransition):
        issue(city, visit, findings=[1])


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("squadron2", NotFound), ("contractor2", NotFound), ("contractor", NotPermitted), ("leader", NotPermitted)],
)
def test_only_officers_of_the_area_order(city, works, who, refusal):
    visit = recorded(city, works, {"C02": "占道两车道"})
    with pytest.raises(refusal):
        issue(city, visit, by=who)
    with pytest.raises(refusal):
        issuing_orders.issue_stop_order(
            getattr(city.people, who), visit.pk, second_officer="inspector2", findings=[visit.findings.get().pk]
        )
    assert not Order.objects.exists()
