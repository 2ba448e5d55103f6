"""Orders: the lists, the contractor's answer, the officers' judgement, the desk."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from inspections.lifecycle import OrderState
from inspections.models import Order, OrderAnswer
from inspections.services.settling_orders import escalate_overdue_orders
from tests.city import picture_upload
from tests.inspections import site
from tests.web.inspections.pages import hidden, read


@pytest.fixture
def order(city, works) -> Order:
    """Rectify within four hours."""
    return site.ordered(city, works)


@pytest.fixture
def answered(city, order) -> Order:
    """The contractor has answered within the hour."""
    with clock.at(clock.now() + dt.timedelta(minutes=50)):
        return site.answered(city, order)


def address(order: Order, door: str = "") -> str:
    return f"/inspect/orders/{order.number}/{door}"


def answer_sent(order: Order, **more) -> dict:
    return {"text": "已退回许可范围。", "photos": [picture_upload()], "version": order.version} | more


def seen_again(city, order: Order, result: str = "ok"):
    """A visit after the answer on which C21 says whether it is put right."""
    faults = {} if result == "ok" else {"C21": "仍占两车道"}
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        return site.recorded(city, order.works, faults)


def test_the_page_shows_findings_evidence_deadline_and_what_happened(sign_in, order):
    page = read(sign_in("contractor").get(address(order)))
    assert "Occupies more than permitted (占道两车道)" in page and "Road Traffic Safety Law, art. 32(2)" in page
    assert "2026-03-02 14:00" in page and "4\xa0hours left" in page
    assert "Before" in page and "/inspect/photos/" in page
    assert "The document is being made" in page
    assert page.count("timeline-entry") == 1


def test_the_contractor_answers_with_photos_once(sign_in, order):
    client = sign_in("contractor")
    sent = answer_sent(order, submission=hidden(read(client.get(address(order))), "submission"))
    responses = [client.post(address(order, "answer/"), sent | {"photos": [picture_upload()]}) for _ in range(2)]
    assert [response["Location"] for response in responses] == [address(order)] * 2
    assert Order.objects.get().state == OrderState.ANSWERED
    assert OrderAnswer.objects.get().photos.count() == 1
    page = read(client.get(address(order)))
    assert "已退回许可范围。" in page and "After" in page and "the officers look at it on site" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": " "}, "Please say what was done."),
        ({"photos": []}, "Please add at least one photo that shows it."),
        ({"photos": [SimpleUploadedFile("x.png", b"no picture")]}, "png"),
        ({"photos": [picture_upload(f"{n}.jpg") for n in range(13)]}, "At most 12 photos."),
    ],
)
def test_an_answer_that_lacks_something_says_so_and_keeps_the_words(sign_in, order, more, said):
    response = sign_in("contractor").post(address(order, "answer/"), answer_sent(order) | more)
    page = read(response)
    assert response.status_code == 422 and said in page
    assert more.get("text", "已退回许可范围。").strip() in page
    assert Order.objects.get().state == OrderState.ISSUED and not OrderAnswer.objects.exists()


def test_the_officers_verify_on_a_visit_after_the_answer(sign_in, city, answered):
    client = sign_in("inspector1")
    assert "Begin a visit" in read(client.get(address(answered)))
    visit = seen_again(city, answered)
    page = read(client.get(address(answered)))
    assert f'value="{visit.pk}"' in page and "Put right: close the order" in page
    sent = {"visit_id": visit.pk, "version": answered.version, "remarks": "已核实"}
    assert client.post(address(answered, "verify/"), sent)["Location"] == address(answered)
    done = Order.objects.get()
    assert (done.state, done.reinspection, done.verified_by) == (OrderState.VERIFIED, visit, city.people.inspector1)
    page = read(client.get(address(answered)))
    assert "已核实" in page and "Rectification verified" in page


def test_without_a_visit_that_says_so_nothing_is_verified(sign_in, city, answered):
    client = sign_in("inspector1")
    response = client.post(address(answered, "verify/"), {"version": answered.version})
    assert response.status_code == 422 and "Please choose the visit on which you saw it" in read(response)
    failed = seen_again(city, answered, "not_ok")
    response = client.post(address(answered, "verify/"), {"visit_id": failed.pk, "version": answered.version})
    assert response.status_code == 422 and "return the answer instead" in read(response)
    assert Order.objects.get().state == OrderState.ANSWERED


def test_an_answer_goes_back_with_a_reason_and_a_new_deadline(sign_in, answered):
    client = sign_in("inspector2")
    empty = client.post(address(answered, "return/"), {"reason": "", "version": answered.version})
    assert empty.status_code == 422 and "Please say what is still not put right." in read(empty)
    past = {"reason": "未见标志", "deadline_at": "2026-03-01T10:00", "version": answered.version}
    refused = client.post(address(answered, "return/"), past)
    assert refused.status_code == 422 and "must lie ahead" in read(refused) and "未见标志" in read(refused)
    sent = past | {"deadline_at": "2026-03-03T10:00"}
    assert client.post(address(answered, "return/"), sent).status_code == 302
    order = Order.objects.get()
    assert order.state == OrderState.RETURNED and f"{clock.local(order.deadline_at):%m-%d %H:%M}" == "03-03 10:00"
    assert "未见标志" in read(sign_in("contractor").get(address(order)))


@pytest.mark.parametrize("door", ["verify/", "return/"])
def test_only_the_two_who_issued_it_judge(sign_in, answered, door):
    client = sign_in("squadron")
    response = client.post(address(answered, door), {"reason": "x", "version": answered.version})
    assert response.status_code == 403
    assert "Only the two officers who issued the order" in read(response)
    assert "Only the two officers who issued the order" in read(client.get(address(answered)))


@pytest.mark.parametrize(
    ("name", "page", "act"),
    [
        ("contractor2", 404, 404),
        ("squadron2", 404, 404),
        ("agency", 404, 404),
        ("leader", 200, 403),
        ("clerk", 200, 403),
    ],
)
def test_who_sees_an_order_and_who_may_not_touch_it(sign_in, answered, name, page, act):
    client = sign_in(name)
    assert client.get(address(answered)).status_code == page
    for door in ("answer/", "verify/", "return/"):
        assert client.post(address(answered, door), answer_sent(answered)).status_code == act
    assert Order.objects.get().state == OrderState.ANSWERED


def test_the_contractor_s_files_are_not_another_contractor_s(sign_in, answered):
    photo = answered.answers.get().photos.get()
    assert sign_in("contractor").get(f"/inspect/photos/{photo.pk}/").status_code == 200
    assert sign_in("contractor2").get(f"/inspect/photos/{photo.pk}/").status_code == 404
    assert sign_in("contractor2").get(address(answered, "document/")).status_code == 404


def test_what_the_stage_does_not_know_is_a_conflict(sign_in, city, order):
    assert sign_in("inspector1").post(address(order, "verify/"), {"visit_id": ""}).status_code == 409
    assert sign_in("inspector1").post(address(order, "return/"), {"reason": "x"}).status_code == 409
    assert Order.objects.get().state == OrderState.ISSUED


def test_whoever_comes_second_is_told_who_was_first(sign_in, answered):
    assert sign_in("inspector1").post(address(answered, "return/"), {"reason": "未到位"}).status_code == 302
    response = sign_in("inspector2").post(
        address(answered, "return/"), {"reason": "我的理由", "version": answered.version}
    )
    page = read(response)
    assert response.status_code == 409 and "inspector1" in page and "我的理由" in page


def test_an_order_changed_while_the_contractor_wrote_keeps_the_words(sign_in, order):
    with clock.at(order.deadline_at + dt.timedelta(hours=1)):
        assert escalate_overdue_orders() == 1
        response = sign_in("contractor").post(address(order, "answer/"), answer_sent(order))
    page = read(response)
    assert response.status_code == 409 and "已退回许可范围。" in page and "while your form was open" in page
    assert hidden(page, "version") == str(order.version + 1)


def test_escalation_is_shown_and_its_referral_only_to_officers(sign_in, order):
    with clock.at(order.deadline_at + dt.timedelta(hours=1)):
        escalate_overdue_orders()
        officer, contractor = (read(sign_in(name).get(address(order))) for name in ("inspector1", "contractor"))
    assert "The deadline passed without an answer; escalated at" in officer and "overdue by 1\xa0hour" in officer
    assert "Refer to the road authority" in officer and "Refer to the road authority" not in contractor


def test_lists_show_what_is_open_overdue_mine_and_closed(sign_in, city, order):
    officer, contractor = sign_in("inspector1"), sign_in("contractor")

    def listed(client, query):
        return order.number in read(client.get(f"/inspect/orders/?{query}"))

    assert listed(officer, "") and listed(contractor, "view=mine") and not listed(officer, "view=mine")
    assert not listed(officer, "view=overdue") and not listed(officer, "view=closed")
    with clock.at(order.deadline_at + dt.timedelta(minutes=1)):
        assert listed(officer, "view=overdue") and listed(sign_in("leader"), "view=overdue")
    site.answered(city, order)
    assert listed(officer, "view=mine") and not listed(contractor, "view=mine")
    assert not listed(sign_in("squadron"), "view=mine")  # another pair issued it
    visit = seen_again(city, order)
    officer.post(address(order, "verify/"), {"visit_id": visit.pk})
    assert listed(officer, "view=closed") and not listed(officer, "view=open")
    for stranger in ("contractor2", "squadron2", "agency"):
        assert not any(listed(sign_in(stranger), f"view={view}") for view in ("open", "closed", "overdue"))


def test_lists_are_filtered(sign_in, order):
    leader = sign_in("leader")
    for query in (f"q={order.number}", "q=万松", "q=市政", "kind=rectify", "severity=serious", "squadron=east"):
        assert order.number in read(leader.get(f"/inspect/orders/?{query}")), query
    for query in ("q=nothing", "kind=stop", "severity=general", "squadron=west"):
        assert "No order fits" in read(leader.get(f"/inspect/orders/?{query}")), query
    assert "Select a valid choice" in read(leader.get("/inspect/orders/?kind=rubbish"))
    assert 'name="squadron"' not in read(sign_in("inspector1").get("/inspect/orders/"))


def test_the_desk_tells_contractor_and_officer_whose_turn_it_is(sign_in, city, order):
    assert "card-orders-to-answer" in read(sign_in("contractor").get("/desk/"))
    assert "card-orders-to-see" not in read(sign_in("inspector1").get("/desk/"))
    site.answered(city, order)
    assert "card-orders-to-answer" not in read(sign_in("contractor").get("/desk/"))
    assert "card-orders-to-see" in read(sign_in("inspector1").get("/desk/"))
    assert "No order is overdue" in read(sign_in("leader").get("/desk/"))


def test_queries_do_not_grow_with_the_orders(sign_in, city, order, django_assert_max_num_queries):
    facts = {name: getattr(order, name) for name in ("works", "visit", "kind", "severity", "severity_issued")}
    facts |= {name: getattr(order, name) for name in ("deadline_at", "issued_at", "changed_at", "created_at")}
    officers = {
        "officer": city.people.squadron,
        "second_officer": city.people.partner,
    }
    Order.objects.bulk_create(Order(number=f"O2026-9{n:05}", **facts, **officers) for n in range(60))
    client = sign_in("inspector1")
    with django_assert_max_num_queries(12):
        page = read(client.get("/inspect/orders/"))
    assert "61 orders" in page and 'rel="next"' in page
    assert "O2026-900059" in read(client.get("/inspect/orders/?cursor=2"))
    with django_assert_max_num_queries(18):
        client.get(address(order))
