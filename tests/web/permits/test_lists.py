"""The lists of cases and works: filters, search, pages, exports, and what the desk shows of them."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core import clock
from permits.lifecycle import Stage
from permits.models import Case
from permits.services import drafting, works_life
from permits.services._search_text import search_text_of
from tests import city as town
from tests.web.permits.conftest import text_of
from web.permits import paging, workbook

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def sheet_of(response) -> list[tuple]:
    """Every row of the exported workbook."""
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def numbers_of(response) -> list[str]:
    """The cases of a list's page, in their order."""
    return [row["case"].number for row in response.context["rows"]]


def clones(case: Case, count: int) -> list[Case]:
    """More rows of a list; only the list's own behaviour is tested with them."""
    made = []
    for serial in range(count):
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy._state.adding, copy.number = None, True, f"C2026-8{serial:05d}"
        copy.due_on = town.MONDAY + dt.timedelta(days=serial % 5)
        copy.search_text = search_text_of(copy)
        made.append(copy)
    return Case.objects.bulk_create(made)


@pytest.mark.parametrize("query", ["万松", "wansong", "wsdl 瑞安", "C2026-000001", "W2026-000001 市政"])
def test_a_case_is_found_by_any_of_its_words(city, as_user, query):
    wanted = town.submitted_case(city)
    other = town.submitted_case(city, road_name="罗阳大道", project_name="路灯改造", place_text="", client_name="甲")
    found = numbers_of(as_user(city.people.clerk).get("/cases/", {"q": query}))
    assert wanted.number in found
    assert other.number not in found


def test_filters_live_in_the_address_and_narrow_together(city, as_user):
    submitted, accepted = town.submitted_case(city), town.accepted_case(city)
    draft = drafting.create_draft(city.people.contractor)
    clerk, contractor = as_user(city.people.clerk), as_user(city.people.contractor)
    assert numbers_of(clerk.get("/cases/?stage=open")) == [accepted.number, submitted.number]
    assert numbers_of(clerk.get("/cases/?stage=SUBMITTED")) == [submitted.number]
    assert numbers_of(clerk.get("/cases/?mine=on")) == [submitted.number]
    assert numbers_of(clerk.get("/cases/?kind=renewal")) == []
    assert numbers_of(clerk.get("/cases/?squadron=west")) == []
    assert numbers_of(clerk.get("/cases/?squadron=east&stage=ACCEPTED")) == [accepted.number]
    assert draft.number in numbers_of(contractor.get("/cases/"))
    with clock.at(town.MONDAY + dt.timedelta(days=9)):
        late = clerk.get("/cases/?due=late")
        assert numbers_of(late) == [submitted.number]
        assert "working days late" in text_of(late)


def test_an_empty_list_says_what_to_do(city, as_user):
    assert "Clear them" in text_of(as_user(city.people.clerk).get("/cases/?q=nothing"))


@pytest.mark.parametrize("address", ["/cases/", "/cases/?due=week"])
def test_pages_follow_one_another_and_lead_back(city, as_user, monkeypatch, address):
    clones(town.submitted_case(city), 6)
    client = as_user(city.people.clerk)
    whole = numbers_of(client.get(address))
    monkeypatch.setattr(paging.page_of, "__defaults__", (3,))
    first = client.get(address)
    assert first.context["pages"].previous_cursor == ""
    collected, page = numbers_of(first), first
    while cursor := page.context["pages"].next_cursor:
        page = client.get(address, {"due": "week"} | {"cursor": cursor} if "due" in address else {"cursor": cursor})
        collected += numbers_of(page)
    assert collected == whole
    assert len(whole) == 7
    query = {"cursor": page.context["pages"].previous_cursor} | ({"due": "week"} if "due" in address else {})
    assert numbers_of(client.get(address.split("?")[0], query)) == whole[3:6]


def test_a_cursor_nobody_gave_out_shows_the_first_page(city, as_user):
    case = town.submitted_case(city)
    assert numbers_of(as_user(city.people.clerk).get("/cases/?cursor=made-up")) == [case.number]


@pytest.mark.parametrize("who", ["contractor", "clerk", "squadron", "leader"])
def test_lists_cost_the_same_however_long_they_are(city, as_user, who):
    case = town.submitted_case(city)
    client = as_user(getattr(city.people, who))
    with CaptureQueriesContext(connection) as few:
        client.get("/cases/")
    clones(case, 60)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/cases/")
    assert len(page.context["rows"]) == 50
    assert len(many) <= len(few) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as works:
        assert client.get("/works/?on_road=on").status_code == 200
    assert len(works) <= MOST_QUERIES


def test_the_export_is_the_list_as_it_is_filtered(city, as_user):
    submitted = town.submitted_case(city)
    town.accepted_case(city)
    answer = as_user(city.people.clerk).get("/cases/export.xlsx?stage=SUBMITTED")
    assert answer["Content-Disposition"].startswith("attachment")
    head, *rows = sheet_of(answer)
    assert head[0] == "Case"
    assert [row[0] for row in rows] == [submitted.number]
    assert rows[0][14].date() == submitted.accept_by


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(1)", '=HYPERLINK("x")\x07'])
def test_nothing_in_an_export_is_a_formula(city, as_user, text):
    town.submitted_case(city, project_name=text.replace("\x07", ""), place_text=text)
    answer = as_user(city.people.clerk).get("/cases/export.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cell = book.active["F2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text.replace("\x07", ""), True)


def test_a_long_export_is_cut_with_a_note(city, as_user, monkeypatch):
    clones(town.submitted_case(city), 5)
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    rows = sheet_of(as_user(city.people.clerk).get("/cases/export.xlsx"))
    assert len(rows) == 1 + 4 + 1
    assert rows[-1][0].startswith("Only the first 4 rows")


def test_an_export_holds_only_what_its_reader_may_know(city, as_user):
    town.submitted_case(city)
    for path in ("/cases/export.xlsx", "/works/export.xlsx"):
        assert len(sheet_of(as_user(city.people.contractor2).get(path))) == 1
        assert len(sheet_of(as_user(city.people.contractor).get(path))) == 2


def test_works_are_narrowed_by_state_and_by_today(city, as_user):
    under_way, planned = town.works_under_way(city), town.case_in_force(city)
    client = as_user(city.people.leader)

    def found(query: str) -> set[str]:
        return {row["works"].number for row in client.get(f"/works/?{query}").context["rows"]}

    assert found("") == {under_way.works.number, planned.works.number}
    assert found("on_road=on") == {under_way.works.number}
    assert found("state=PLANNED") == {planned.works.number}
    assert found("alarm=on") == set()


@pytest.mark.parametrize(
    ("who", "make", "words"),
    [
        ("contractor", town.accepted_case, "Two officers survey the place."),
        ("clerk", town.submitted_case, "the service window"),
        ("squadron", town.accepted_case, "东中队"),
        ("reviewer", town.surveyed_case, "the order section"),
        ("leader", town.reviewed_case, "the brigade leader"),
        ("commander", town.works_under_way, "sites on the road today"),
        ("admin", town.submitted_case, "Waiting for acceptance"),
    ],
)
def test_each_desk_shows_what_waits(city, as_user, who, make, words):
    case = make(city)
    client = as_user(getattr(city.people, who))
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/desk/")
    assert words in text_of(page)
    assert len(seen) <= 25
    if who not in ("commander", "admin"):
        assert f"/cases/{case.number}/" in page.content.decode()


def test_the_legal_desk_holds_intended_refusals_only(city, as_user):
    refusal, grant = town.reviewed_case(city, recommends="refuse"), town.reviewed_case(city)
    page = as_user(city.people.legal).get("/desk/").content.decode()
    assert refusal.number in page
    assert grant.number not in page


def test_the_desks_of_those_who_sign_and_archive(city, as_user):
    case = town.works_under_way(city)
    works = case.works.number
    works_life.request_acceptance(city.people.contractor, works, text="已恢复")
    for who in ("squadron", "agency"):
        assert works in as_user(getattr(city.people, who)).get("/desk/").content.decode()
    for who in ("squadron", "agency"):
        works_life.sign_acceptance(getattr(city.people, who), works, opinion="同意")
        assert works not in as_user(getattr(city.people, who)).get("/desk/").content.decode()
    assert works in as_user(city.people.archivist).get("/desk/").content.decode()


def test_an_applicant_without_a_case_is_told_how_to_begin(city, as_user):
    page = as_user(city.people.contractor2).get("/desk/")
    assert "No application yet" in text_of(page)
    assert "/cases/new/" in page.content.decode()
    assert Case.objects.filter(stage=Stage.DRAFT).count() == 0


def test_what_waits_for_the_applicant_comes_before_what_does_not(city, as_user):
    draft = drafting.create_draft(city.people.contractor)
    clones(town.submitted_case(city), 15)
    card = next(
        one for one in as_user(city.people.contractor).get("/desk/").context["cards"] if one.card.key == "cases"
    )
    assert card.content["lines"][0]["case"].number == draft.number
    assert len(card.content["lines"]) == 12
    assert card.content["more"] is True
