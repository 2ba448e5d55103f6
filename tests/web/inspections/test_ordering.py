"""Orders on the spot: from the findings, by two officers, signed on the glass, with their document."""

import base64
import datetime as dt

import pytest

from core import clock
from core.files import open_stored
from inspections.lifecycle import OrderKind, OrderState
from inspections.models import Order
from permits.lifecycle import State
from permits.models import IssuedDocument, Works
from tests.city import picture_upload
from tests.inspections import site
from tests.web.inspections.pages import hidden, read

PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8cfc0"
        "000003010100f70341430000000049454e44ae426082"
    )
).decode()


@pytest.fixture
def visit(city, works):
    """Two faults were found: one serious, one general."""
    return site.recorded(city, works, {"C02": "占道两车道", "C13": "一人未穿"})


def wish(visit, **more) -> dict:
    keys = list(visit.findings.values_list("pk", flat=True))
    return {"findings": keys, "second_officer": "inspector2", "version": visit.version} | more


def test_the_page_offers_every_finding_and_says_the_usual_deadline(inspector, visit):
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/order/"))
    assert page.count('name="findings"') == page.count(" checked>") == 2
    assert "Road Traffic Safety Law, art. 32(2)" in page
    usual = clock.local(clock.now()) + dt.timedelta(hours=4)
    assert f"Left empty: {usual:%Y-%m-%d %H:%M} (Serious; a setting of the brigade)." in page
    assert '<option value="inspector2" selected' in page


def test_an_order_is_issued_once_and_its_document_made(inspector, visit, run_tasks):
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/order/"))
    sent = wish(
        visit, submission=hidden(page, "submission"), received_by="林工", signature=f"data:image/png;base64,{PNG}"
    )
    responses = [inspector.post(f"/inspect/visits/{visit.pk}/order/", sent) for _ in range(2)]
    order = Order.objects.get()
    assert {response["Location"] for response in responses} == {f"/inspect/orders/{order.number}/"}
    assert (order.kind, order.severity, order.findings.count()) == (OrderKind.RECTIFY, "serious", 2)
    assert order.deadline_at - order.issued_at == dt.timedelta(hours=4)
    signature = order.document.snapshot["recipient_signature"]
    assert signature["name"] == "林工" and open_stored(signature["asset"]).read()[:4] == b"\x89PNG"
    waiting = inspector.get(f"/inspect/orders/{order.number}/document/")
    assert waiting.status_code == 202 and "being made" in read(waiting)
    run_tasks()
    ready = inspector.get(f"/inspect/orders/{order.number}/document/")
    document = IssuedDocument.objects.get(pk=order.document_id)
    assert ready.status_code == 200 and f"/documents/{document.verify_code}.pdf" in read(ready)


def test_a_photo_of_the_signature_will_do(inspector, visit):
    sent = wish(visit, received_by="林工", signature_file=picture_upload("sig.jpg"))
    assert inspector.post(f"/inspect/visits/{visit.pk}/order/", sent).status_code == 302
    assert Order.objects.get().document.snapshot["recipient_signature"]["asset"].endswith(".jpg")


def test_a_stop_order_suspends_the_works(inspector, visit, works):
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/stop-order/"))
    assert "suspended until an officer lets them go on" in page and 'name="deadline_at"' not in page
    response = inspector.post(f"/inspect/visits/{visit.pk}/stop-order/", wish(visit))
    order = Order.objects.get()
    assert response["Location"] == f"/inspect/orders/{order.number}/"
    assert (order.kind, order.document.kind) == (OrderKind.STOP, "D16")
    assert Works.objects.get(pk=works.pk).state == State.SUSPENDED


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"findings": []}, "Please choose at least one finding."),
        ({"findings": ["4711"]}, "Finding 4711 is not one of this visit."),
        ({"second_officer": ""}, "Please name the second officer"),
        ({"second_officer": "squadron2"}, "Select a valid choice"),
        ({"deadline_at": "2026-03-02T09:00"}, "The deadline must lie ahead."),
        ({"deadline_at": "2026-09-02T09:00"}, "The deadline may be at most 30 days ahead."),
        ({"deadline_at": "soon"}, "Enter a valid date/time."),
        ({"signature": f"data:image/png;base64,{PNG}"}, "Please write the name of the person who signed."),
        ({"received_by": "林工", "signature": "data:image/png;base64,@@"}, "The signature could not be read"),
        ({"received_by": "林工", "signature": "data:text/html;base64,PGI+"}, "The signature could not be read"),
    ],
)
def test_each_reason_stands_at_its_field_and_nothing_is_lost(inspector, visit, more, said):
    sent = wish(visit, requirement="加派疏导员") | more
    response = inspector.post(f"/inspect/visits/{visit.pk}/order/", sent)
    page = read(response)
    assert response.status_code == 422 and said in page
    assert "加派疏导员" in page and not Order.objects.exists()


def test_a_refused_form_still_shows_the_signature(inspector, visit):
    sent = wish(visit, signature=f"data:image/png;base64,{PNG}", findings=[])
    assert PNG in read(inspector.post(f"/inspect/visits/{visit.pk}/order/", sent))


def test_whoever_orders_second_is_told_and_keeps_what_was_typed(inspector, sign_in, visit):
    keys = list(visit.findings.values_list("pk", flat=True))
    inspector.post(f"/inspect/visits/{visit.pk}/order/", wish(visit, findings=keys[:1]))
    late = wish(visit, second_officer="inspector1", requirement="我写的要求")
    response = sign_in("inspector2").post(f"/inspect/visits/{visit.pk}/order/", late)
    page = read(response)
    assert response.status_code == 409
    assert "inspector1 changed this at 2026-03-02 10:00" in page and "我写的要求" in page
    fresh = wish(visit, second_officer="inspector1", version=hidden(page, "version"), findings=keys)
    refused = sign_in("inspector2").post(f"/inspect/visits/{visit.pk}/order/", fresh)
    assert refused.status_code == 422 and "already belongs to order" in read(refused)
    assert Order.objects.get().state == OrderState.ISSUED


@pytest.mark.parametrize("door", ["order", "stop-order"])
@pytest.mark.parametrize(
    ("name", "status"), [("contractor", 403), ("leader", 403), ("squadron2", 404), ("agency", 404)]
)
def test_only_the_squadron_orders(sign_in, visit, door, name, status):
    client = sign_in(name)
    assert client.get(f"/inspect/visits/{visit.pk}/{door}/").status_code == status
    assert client.post(f"/inspect/visits/{visit.pk}/{door}/", wish(visit)).status_code == status
    assert not Order.objects.exists()


def test_before_the_record_nothing_can_be_ordered(inspector, city, works):
    visit = site.arrived(city, works)
    assert inspector.get(f"/inspect/visits/{visit.pk}/order/").status_code == 409
    assert inspector.post(f"/inspect/visits/{visit.pk}/order/", wish(visit)).status_code == 409
