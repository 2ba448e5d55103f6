"""What a contractor does at the screen, from a new application to handing it in."""

import datetime as dt

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.city import LINE, pdf_upload

COORDINATES = "; ".join(f"{lon},{lat}" for lon, lat in LINE["coordinates"])


def apply(person: Person, starts_on: dt.date, ends_on: dt.date) -> str:
    """From the desk through every task of the list to handing in; returns the number of the case."""
    person.follow("New application")
    person.press("Begin")
    number = person.page.url.rstrip("/").split("/")[-2]
    _say_who(person)
    _say_where(person)
    _say_when_and_what(person, starts_on, ends_on)
    _plan(person)
    _lead_round(person)
    _bring_materials(person)
    _announce(person)
    person.reads("Nothing is missing.")
    person.reads("Nothing is in the way on these days.")
    person.follow("Declare and hand in")
    person.pick("I declare that everything in this application is true and complete.")
    person.press("Hand in")
    person.reads("Your application %(number)s is handed in.", number=number)
    return number


def _say_who(person: Person) -> None:
    person.follow("Works and parties")
    person.fill("Project", "万松东路雨污分流改造工程")
    person.fill("What is done and why", "更换雨水管道，需开挖外侧车道。")
    person.fill("Client", "瑞安市排水公司（演示）")
    person.fill("Contractor", "瑞安市政工程有限公司")
    person.fill("Agent", "陈经办")
    person.fill("Telephone of the agent", "13800000001")
    person.fill("Person in charge on site", "林工")
    person.fill("Telephone of the person in charge", "13800000002")
    person.press("Save and continue")


def _say_where(person: Person) -> None:
    person.fill("Place on the map", COORDINATES)
    person.field("Place on the map").press("Tab")
    expect(person.main.locator("[data-measure]")).to_contain_text("863 m")
    person.fill("Road", "万松东路")
    person.fill("From and to", "安阳路至隆山东路")
    person.select("Kind of road", person.word("City road"))
    person.select("Class of road", person.word("Arterial road"))
    person.fill("Area occupied (m²)", 420)
    person.pick("The road is dug up")
    person.press("Save and continue")
    person.fill("Motor lanes in this direction", 3)
    person.fill("Motor lanes in the other direction", 3)
    person.fill("Width of one lane", 3.5)
    person.fill("Design speed", 60)
    person.fill("Speed limit today", 60)
    person.press("Save and continue")


def _say_when_and_what(person: Person, starts_on: dt.date, ends_on: dt.date) -> None:
    person.follow("Add a phase")
    person.fill("First day", starts_on)
    person.fill("Last day", ends_on)
    layout = "封闭外侧机动车道" if person.language == "zh-hans" else "Outer lane closed"
    person.main.get_by_role("radio", name=layout).check()
    person.press("Save and go to the plan")


def _plan(person: Person) -> None:
    """Types how long the works are, lets the engine propose the rest, and looks before saving."""
    person.fill("Work area", 120)
    person.press("Fill in what is empty")
    expect(person.field("Advance warning area")).to_have_value("40")
    person.fill("Advance warning area", 10)
    expect(person.page.locator("#trial")).to_contain_text("GB 5768.4-2017 4.3")
    person.fill("Advance warning area", 40)
    person.press("Save and continue")


def _lead_round(person: Person) -> None:
    person.fill("The way round in words", "绕行罗阳大道")
    person.press("Save and continue")


def _bring_materials(person: Person) -> None:
    missing = person.main.locator(".file-row").filter(has_text=person.word("Missing"))
    while missing.count():
        row = missing.first
        left = missing.count()
        person.attach(row.locator("input[type=file]"), pdf_upload())
        person.press("Upload", within=row)
        expect(missing).to_have_count(left - 1)
    person.follow("Continue")


def _announce(person: Person) -> None:
    person.fill("Text of the notice", "施工期间封闭外侧车道，请按标志通行。")
    person.press("Save and continue")
