"""Opening official documents: drawn or being drawn, in Chinese or as a reading copy, by those who may."""

import pytest

from permits.documents import KINDS
from permits.models import IssuedDocument
from permits.services.acceptance import accept_case
from permits.services.preview import preview_document
from tests import city as town
from tests.web.permits.conftest import text_of

pytestmark = pytest.mark.django_db


def test_a_document_being_drawn_shows_progress_then_the_pdf(city, as_user, run_tasks):
    case = town.accepted_case(city)
    notice = case.documents.get(kind="D02")
    client = as_user(city.people.contractor)
    waiting = client.get(f"/documents/{notice.verify_code}.pdf")
    assert waiting.status_code == 202
    assert waiting["Refresh"] == "2"
    assert "<progress" in waiting.content.decode()
    run_tasks()
    drawn = client.get(f"/documents/{notice.verify_code}.pdf")
    assert drawn["Content-Type"] == "application/pdf"
    assert drawn["Content-Disposition"].startswith("inline")
    notice.refresh_from_db()
    assert drawn["ETag"] == f'"{notice.sha256}"'
    assert len(b"".join(drawn.streaming_content)) == notice.size_bytes


def test_a_reading_copy_in_english_is_not_the_document(city, as_user):
    case = town.accepted_case(city)
    notice = case.documents.get(kind="D02")
    copy = as_user(city.people.contractor).get(f"/documents/{notice.verify_code}.pdf?lang=en")
    assert copy.content.startswith(b"%PDF")
    notice.refresh_from_db()
    assert notice.path == ""


def test_nobody_else_opens_it(city, as_user, client):
    case = town.accepted_case(city)
    code = case.documents.get(kind="D02").verify_code
    assert as_user(city.people.contractor2).get(f"/documents/{code}.pdf").status_code == 404
    assert as_user(city.people.bus).get(f"/documents/{code}.pdf").status_code == 404
    assert client.get(f"/documents/{code}.pdf")["Location"].startswith("/login/")
    assert as_user(city.people.clerk).get("/documents/NOSUCHCODE22.pdf").status_code == 404


def test_the_page_of_a_case_lists_them_with_their_standing(city, as_user):
    case = town.case_in_force(city)
    words = text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    for document in case.documents.all():
        assert document.number in words


def test_a_preview_needs_an_action_that_issues_the_document(city):
    case = town.submitted_case(city)
    with pytest.raises(LookupError):
        preview_document(KINDS, "D08", lambda: accept_case(city.people.clerk, case.number))
    case.refresh_from_db()
    assert case.stage == "SUBMITTED"


def test_a_preview_bears_neither_number_nor_code(city, run_tasks):
    case = town.submitted_case(city)
    content = preview_document(KINDS, "D02", lambda: accept_case(city.people.clerk, case.number))
    assert content.startswith(b"%PDF")
    assert not IssuedDocument.objects.filter(case=case, kind="D02").exists()
    assert "permits.draw_document" not in [name for name in run_tasks() if name == "D02"]
    accepted = accept_case(city.people.clerk, case.number)
    assert accepted.documents.get(kind="D02").series_number == 1
