"""What happens at the works: the start, the round with the phone, an order and its answer, acceptance, the archive."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.person import Person
from tests.city import picture_upload

#: Where the phone says the inspectors stand: on the works of tests.city.
PHONE = {
    "permissions": ["geolocation"],
    "geolocation": {"longitude": 120.653, "latitude": 27.7808},
    "has_touch": True,
    "is_mobile": True,
}


def find_works(person: Person, number: str) -> None:
    """From the desk, where it waits for this person, to the works."""
    person.open("/desk/")
    person.follow_text(number)
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(number)


def start(contractor: Person, number: str) -> None:
    find_works(contractor, number)
    contractor.follow("Start works")
    contractor.press("Start works")
    contractor.reads("The works are under way. Keep the permit displayed on site.")


def go_on_the_round(inspector: Person) -> None:
    """From the desk to the first site of the round, and arrive with the phone's position."""
    inspector.open("/inspect/")
    inspector.follow("Open this visit")
    arrive(inspector)


def arrive(inspector: Person) -> None:
    """The form is sent once the phone has said where it is."""
    inspector.main.get_by_role("button", name=inspector.word("We are here"), exact=True).click()
    expect(inspector.field("Second officer")).to_be_visible()
    inspector.settle()


def check_site(inspector: Person, fault: str = "", note: str = "") -> None:
    """Taps through the checklist; the item named by its code is at fault, with words and a photo."""
    for item in inspector.main.locator("fieldset[data-item]").all():
        found = inspector.word("Not OK") if fault and item.get_attribute("data-item") == fault else inspector.word("OK")
        item.get_by_text(found, exact=True).click()
    if fault:
        item = inspector.main.get_by_role("group", name=re.compile(rf"^{fault}\b"))
        inspector.fill("What is wrong", note, within=item)
        inspector.attach(item.get_by_label(inspector.word("Photo of the fault")), picture_upload())
        expect(item).to_contain_text(inspector.word("The photo is kept."))
    inspector.select("Second officer", "inspector2")
    inspector.press("Save the inspection")
    inspector.reads("The inspection is recorded.")


def order_rectification(inspector: Person) -> str:
    """Issued on the spot and signed for on the glass; returns the number of the order."""
    inspector.follow("Order rectification")
    inspector.fill("Received by", "林工")
    _sign(inspector, inspector.main.get_by_role("img", name=inspector.word("Sign here with a finger")))
    inspector.press("Order rectification")
    expect(inspector.page).to_have_url(re.compile("/inspect/orders/[^/]+/$"))
    return inspector.main.locator("header .number").first.inner_text()


def _sign(inspector: Person, glass: Locator) -> None:
    glass.scroll_into_view_if_needed()
    box = glass.bounding_box()
    mouse = inspector.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 30)
    mouse.down()
    for step in range(1, 8):
        mouse.move(box["x"] + 20 + 25 * step, box["y"] + 30 + 20 * (step % 2))
    mouse.up()


def answer_order(contractor: Person, order: str) -> None:
    contractor.open("/desk/")
    contractor.follow_text(order)
    contractor.fill("What was done", "已退回许可范围，补设警示灯。")
    contractor.attach(contractor.field("Photos that show it"), picture_upload(colour="green"))
    contractor.press("Send the answer")
    contractor.reads("Your answer has gone to the officers.")


def look_again(inspector: Person, order: str) -> None:
    """Goes back to the site before the order is closed."""
    inspector.open("/desk/")
    inspector.follow_text(order)
    order_page = inspector.page.url
    inspector.follow("Begin a visit")
    inspector.press("Begin a visit")
    arrive(inspector)
    check_site(inspector)
    inspector.open(order_page)
    inspector.press("Put right: close the order")
    inspector.reads("The rectification is verified; the order is closed.")


def request_acceptance(contractor: Person, number: str) -> None:
    find_works(contractor, number)
    contractor.follow("Request completion acceptance")
    contractor.fill("What was cleared and restored", "路面已恢复，标线已重划。")
    contractor.press("Request completion acceptance")
    contractor.reads("Police and road authority have been asked to accept the works.")


def sign_acceptance(person: Person, number: str, opinion: str) -> None:
    find_works(person, number)
    person.follow("Sign completion acceptance")
    for choice in person.main.get_by_role("radio", name=person.word("in order"), exact=True).all():
        choice.check()
    person.fill("Opinion", opinion)
    person.press("Sign completion acceptance")
    person.reads("Signed.")


def archive(archivist: Person, number: str) -> None:
    find_works(archivist, number)
    archivist.follow("Archive")
    archivist.press("Archive")
    archivist.reads("Archived.")
