"""Lists: pages that neither lose nor repeat a row, filters, search, and a number of queries that does not grow."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from permits.models import Case
from permits.services.drafting import create_draft, edit_case
from tests.city import MONDAY, accepted_case, case_in_force, submitted_case, works_under_way

LIST_QUERIES, CASE_QUERIES = 12, 20


def all_pages(client, address: str) -> list[dict]:
    rows = []
    while address:
        page = client.get(address).json()
        rows += page["results"]
        address = page["next"]
    return rows


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def drafts(city, count: int) -> None:
    for number in range(count):
        case = create_draft(city.people.contractor)
        edit_case(city.people.contractor, case.number, {"road_name": f"罗阳大道{number}"})


def test_pages_hold_while_rows_come_and_go(city, call):
    drafts(city, 7)
    client = call(city.people.contractor)
    first = client.get("/api/v1/cases/?limit=3").json()
    drafts(city, 2)  # newer ones belong before the first page
    Case.objects.filter(number=first["results"][-1]["number"]).delete()
    rest = all_pages(client, first["next"])
    numbers = [row["number"] for row in first["results"] + rest]
    assert len(numbers) == len(set(numbers)) == 7
    assert all_pages(client, "/api/v1/cases/?limit=200") == all_pages(client, "/api/v1/cases/?limit=1")


def test_a_cursor_serves_only_its_own_list(city, call):
    drafts(city, 3)
    client = call(city.people.contractor)
    cursor = client.get("/api/v1/cases/?limit=1").json()["next"].split("cursor=")[1]
    for address in (f"/api/v1/cases/queue/?cursor={cursor}", f"/api/v1/cases/?cursor={cursor[:-3]}"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor_invalid")


def test_the_queue_shows_the_most_urgent_first_over_its_pages(city, call):
    late = submitted_case(city)
    with clock.at(MONDAY + dt.timedelta(days=3)):
        later = submitted_case(city)
    rows = all_pages(call(city.people.clerk), "/api/v1/cases/queue/?limit=1")
    assert [row["number"] for row in rows] == [late.number, later.number]
    drafts(city, 2)
    rows = all_pages(call(city.people.contractor), "/api/v1/cases/queue/?limit=1")
    assert len(rows) == 2 and {row["due_on"] for row in rows} == {None}


def test_filters_and_search(city, call):
    lying, accepted = submitted_case(city), accepted_case(city, project_name="隆山路燃气抢修")
    clerk = call(city.people.clerk)

    def found(query: str) -> set[str]:
        return {row["number"] for row in clerk.get(f"/api/v1/cases/{query}").json()["results"]}

    assert found("") == {lying.number, accepted.number}
    assert found("?stage=SUBMITTED") == {lying.number}
    assert found("?stage=SUBMITTED&stage=ACCEPTED") == {lying.number, accepted.number}
    assert found("?q=燃气 隆山") == {accepted.number}
    assert found(f"?q={lying.number}") == {lying.number}
    assert found("?kind=renewal") == found("?squadron=west") == set()
    assert found("?squadron=east&open_only=true") == {lying.number, accepted.number}
    assert found("?due_before=2026-03-20") == {lying.number}


def test_filters_of_works(city, call):
    running = works_under_way(city).works
    waiting = submitted_case(city).works
    clerk = call(city.people.clerk)

    def found(query: str) -> set[str]:
        return {row["number"] for row in clerk.get(f"/api/v1/works/{query}").json()["results"]}

    assert found("") == {running.number, waiting.number}
    assert found("?state=UNDER_WAY") == found("?active_on=2026-03-02") == {running.number}
    assert found("?q=万松") == {running.number, waiting.number} and found("?q=罗阳") == set()
    assert found("?origin=imported") == found("?squadron=west") == set()


@pytest.mark.parametrize("address", ["/api/v1/cases/", "/api/v1/cases/queue/", "/api/v1/works/", "/api/v1/inbox/"])
def test_a_list_costs_the_same_at_5_and_at_60_rows(city, call, run_tasks, address):
    client = call(city.people.contractor)
    client.get("/api/v1/me/")  # the key's first use is noted
    drafts(city, 5)
    few = queries_of(client, f"{address}?limit=200")
    drafts(city, 55)
    many = queries_of(client, f"{address}?limit=200")
    assert few == many <= LIST_QUERIES


def test_the_inbox_costs_the_same_whatever_it_holds(city, call, run_tasks):
    client = call(city.people.contractor)
    accepted_case(city)
    run_tasks()
    few = client.get("/api/v1/inbox/").json()
    assert few["results"] and few["unread"] == len(few["results"])
    before = queries_of(client, "/api/v1/inbox/")
    for _ in range(4):
        accepted_case(city)
    run_tasks()
    assert queries_of(client, "/api/v1/inbox/") == before <= LIST_QUERIES


@pytest.mark.parametrize("name", ["contractor", "clerk", "leader", "squadron"])
def test_a_case_costs_at_most_twenty_queries(city, call, name):
    case = case_in_force(city)
    client = call(getattr(city.people, name))
    client.get("/api/v1/me/")
    for part in ("", "actions/", "clock/", "conflicts/", "timeline/", "documents/", "materials/", "readiness/"):
        assert queries_of(client, f"/api/v1/cases/{case.number}/{part}") <= CASE_QUERIES
    for part in ("", "actions/", "conflicts/", "timeline/", "documents/", "cases/", "visits/", "orders/"):
        assert queries_of(client, f"/api/v1/works/{case.works.number}/{part}") <= CASE_QUERIES


def test_the_inbox_is_read(city, call, run_tasks):
    accepted_case(city)
    run_tasks()
    client = call(city.people.contractor)
    first, *_ = client.get("/api/v1/inbox/?limit=1").json()["results"]
    assert client.post(f"/api/v1/inbox/{first['id']}/read/").status_code == 204
    assert call(city.people.contractor2).post(f"/api/v1/inbox/{first['id']}/read/").status_code == 404
    unread = client.get("/api/v1/inbox/?unread_only=true").json()
    assert first["id"] not in {row["id"] for row in unread["results"]}
    assert all_pages(client, "/api/v1/inbox/?limit=1") == all_pages(client, "/api/v1/inbox/")
    assert client.post("/api/v1/inbox/read/").json()["marked"] == unread["unread"]
    assert client.get("/api/v1/inbox/").json()["unread"] == 0
