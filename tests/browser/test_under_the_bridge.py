"""The inspector's phone where little works: no position, the page thrown away by the camera, a form that is refused."""

import re

import pytest
from playwright.sync_api import expect

from inspections.models import Visit
from tests.browser.person import AXE, Person
from tests.city import City, picture_upload, works_under_way
from tests.inspections import site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]
PHONE_PX = 390


def test_without_a_position_one_arrives_knowingly_and_nothing_tapped_is_lost(city: City, sit_down):
    visit = site.visits.begin_unplanned_visit(city.people.inspector1, works_under_way(city).works.number)
    inspector: Person = sit_down("inspector1", width=PHONE_PX, language="en", has_touch=True)
    inspector.open(f"/inspect/visits/{visit.pk}/")
    inspector.press("We are here")  # the phone refuses its position
    inspector.reads("The phone does not give its position. You can arrive without it; the record will say so.")
    inspector.press("Arrive without a position")
    inspector.reads("without a position")

    items = inspector.main.locator("fieldset[data-item]")
    faulty = inspector.main.get_by_role("group", name=re.compile("^C02"))
    expect(faulty.get_by_label("What is wrong")).to_be_hidden()
    faulty.get_by_text("Not OK", exact=True).click()
    faulty.get_by_label("What is wrong").fill("占道两车道")
    inspector.attach(faulty.get_by_label("Photo of the fault"), picture_upload())
    expect(faulty.locator("[data-shot-list] img")).to_have_count(1)
    inspector.page.reload()  # the camera threw the page away
    expect(faulty.get_by_label("What is wrong")).to_have_value("占道两车道")
    expect(faulty.locator("[data-shot-list] img")).to_have_count(1)
    expect(inspector.main.locator("[data-check-count]")).to_have_text(f"1 of {items.count()} answered")

    inspector.select("Second officer", "inspector2")
    inspector.press("Save the inspection")
    expect(inspector.page.get_by_role("alert")).to_contain_text("not answered yet")
    expect(faulty.get_by_label("What is wrong")).to_have_value("占道两车道")
    for item in items.all():
        if not item.locator("input:checked").count():
            item.get_by_text("OK", exact=True).click()
    inspector.press("Save the inspection")
    inspector.reads("The inspection is recorded.")
    assert Visit.objects.get().findings.get().visit.photos.count() == 1


def test_a_refused_order_still_bears_the_signature(city: City, sit_down):
    case = works_under_way(city)
    visit = site.recorded(city, case.works, {"C02": "占道两车道"})
    inspector: Person = sit_down("inspector1", width=PHONE_PX, language="en", has_touch=True)
    inspector.open(f"/inspect/visits/{visit.pk}/order/")
    inspector.main.get_by_role("img", name="Sign here with a finger").drag_to(
        inspector.main.get_by_role("button", name="Sign again")
    )
    signed = inspector.main.locator("[data-signature-data]").input_value()
    assert signed.startswith("data:image/png;base64,")
    inspector.press("Order rectification")
    expect(inspector.page.get_by_role("alert")).to_contain_text("Please write the name of the person who signed.")
    assert inspector.main.locator("[data-signature-data]").input_value() == signed
    inspector.fill("Received by", "林工")
    inspector.press("Order rectification")
    expect(inspector.page).to_have_url(re.compile("/inspect/orders/O2026-[0-9]+/$"))
