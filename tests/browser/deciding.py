"""What the offices do at the screen, each from its own desk: from the window to the permit."""

import datetime as dt
import re
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect
from pypdf import PdfReader

from permits.documents import KINDS
from tests.browser.person import Person
from tests.city import picture_upload


def find_case(person: Person, number: str) -> None:
    """From the desk, where it waits for this person, to the case."""
    person.open("/desk/")
    person.follow_text(number)
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(number)


def accept(clerk: Person, number: str) -> None:
    find_case(clerk, number)
    clerk.follow("Accept")
    clerk.press("Accept")
    clerk.reads("Accepted. The clock of the decision runs, and the squadron is asked to survey the place.")


def survey(squadron: Person, number: str) -> None:
    find_case(squadron, number)
    squadron.follow("Record site survey")
    squadron.press("Record site survey")
    expect(squadron.page.get_by_role("alert")).to_be_focused()
    squadron.select("Second officer", "partner")
    squadron.fill("What was found", "现场为双向六车道，人行道畅通。")
    squadron.pick("The place is as applied for and suitable")
    squadron.attach(squadron.field("Photos"), picture_upload())
    squadron.press("Record site survey")
    squadron.reads("The survey is recorded. The order section goes on.")


def ask_road_authority(reviewer: Person, number: str, answer_by: dt.date) -> None:
    find_case(reviewer, number)
    reviewer.follow("Ask for an opinion")
    reviewer.select("Agency", "瑞安市道路主管部门")
    reviewer.fill("Answer by", answer_by)
    reviewer.fill("Question", "是否同意开挖？")
    reviewer.press("Ask for an opinion")
    reviewer.reads("The agency has been asked.")


def give_opinion(agency: Person, number: str) -> None:
    find_case(agency, number)
    agency.follow("Give opinion")
    agency.reads("是否同意开挖？")
    agency.pick("Agrees with conditions")
    agency.fill("Conditions or reasons", "完工后恢复路面。")
    agency.press("Give opinion")
    agency.reads("Your opinion is in the file. Thank you.")


def close_review(reviewer: Person, number: str, recommendation: str, text: str) -> None:
    find_case(reviewer, number)
    reviewer.follow("Close review")
    reviewer.pick(recommendation)
    reviewer.fill("Review opinion", text)
    reviewer.main.get_by_label("夜间设置施工警告灯并保持照明有效。").check()
    reviewer.fill("Further conditions", "完工后恢复路面。")
    reviewer.press("Close review")
    reviewer.reads("The review is closed. The leader decides.")


def grant(leader: Person, number: str) -> None:
    """Looks at the decision before signing it."""
    find_case(leader, number)
    leader.follow("Grant")
    preview = re.compile(re.escape(leader.word("Preview: %(previews)s", previews="")))
    with leader.page.context.expect_event("response", lambda answer: "pdf" in answer.headers["content-type"]) as seen:
        leader.main.get_by_role("button", name=preview).click()
    assert seen.value.status == 200
    for tab in leader.page.context.pages[1:]:
        tab.close()
    leader.press("Grant")
    leader.reads("Granted. The window issues and serves the permit.")


def issue(clerk: Person, number: str) -> None:
    find_case(clerk, number)
    clerk.follow("Issue and serve")
    clerk.press("Issue and serve")
    clerk.reads("Issued and served. The permit is in force.")


@dataclass(frozen=True)
class Download:
    """An official document as somebody holds it: number, words, file, and where its QR code leads."""

    number: str
    text: str
    content: bytes
    verify_path: str


def download(person: Person, number: str, kind: str) -> Download:
    """The document of this kind from the list on the page of the case."""
    person.open(f"/cases/{number}/")
    name = document_name(kind, person.language)
    row = person.main.get_by_role("listitem").filter(has=person.page.get_by_role("link", name=name, exact=True))
    answer = person.page.request.get(row.get_by_role("link", name=name, exact=True).get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    verify = row.get_by_role("link", name=person.word("Verify"), exact=True).get_attribute("href")
    return Download(row.locator("p").nth(1).inner_text().split()[0], text, answer.body(), verify)


def document_name(kind: str, language: str) -> str:
    return KINDS[kind].name_zh if language == "zh-hans" else KINDS[kind].name_en


def verify(citizen: Person, document: Download, verdict: str) -> None:
    """The page its QR code leads to tells how it stands, and that the file is the original."""
    code = document.verify_path.rstrip("/").split("/")[-1]
    assert code in document.text
    citizen.open(document.verify_path)
    citizen.reads(verdict)
    expect(citizen.main).to_contain_text(document.number)
    file = SimpleUploadedFile("permit.pdf", document.content, content_type="application/pdf")
    citizen.attach(citizen.field("Compare your PDF (it stays on your device)"), file)
    citizen.reads("The file is the original, unchanged.")
