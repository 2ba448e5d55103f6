"""Lists of cases and the page of one, by the selectors, the pages and the API, among few and many cases."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from api.keys import issue_key
from benchmarks.load import Cast, load_cases
from benchmarks.row import Row
from benchmarks.stopwatch import Taken, taken
from core.models import User
from permits.lifecycle import Stage
from permits.models import Case
from permits.selectors.cases import CaseFilter, case_list, get_case, queue
from permits.selectors.trail import trail_of
from tests.city import City, build_city, case_in_force

SIZES, QUICK_SIZES = (300, 3_000, 100_000), (300, 3_000)
REPEATS, QUICK_REPEATS = 40, 10
PAGE = 50
LIST_QUERIES, CASE_QUERIES, GROWTH = 12, 20, 1.5


class Reading(NamedTuple):
    """One thing that is read, with its aims.

    Growth is the best time at the largest size by that at the smallest, or at the first that fills a page of `rows`.
    """

    name: str
    read: Callable[[], Any]
    queries_at_most: int
    rows: Callable[[], Any] | None = None

    def fills_a_page(self) -> bool:
        """Whether there is a page's worth to read by now."""
        return self.rows is None or len(self.rows()[:PAGE]) == PAGE


def run(*, quick: bool = False) -> list[Row]:
    """Load the cases into the connected scratch database in steps and measure at each."""
    sizes, repeats = (QUICK_SIZES, QUICK_REPEATS) if quick else (SIZES, REPEATS)
    measured: dict[Reading, dict[int, Taken]] = {}
    filled: dict[Reading, int] = {}
    city = build_city()
    sound = case_in_force(city)
    readings = list(_readings(city, sound.number))
    cast = Cast(
        (city.contractor, city.other_contractor), (city.east, city.west), city.road_authority, city.people.reviewer
    )
    for size in sizes:
        load_cases(sound, cast, size)
        for reading in readings:
            cache.clear()
            measured.setdefault(reading, {})[size] = taken(reading.read, repeats)
            if reading.fills_a_page():
                filled.setdefault(reading, size)
    return [row for reading, by_size in measured.items() for row in _rows(reading, by_size, filled.get(reading))]


def _rows(reading: Reading, by_size: dict[int, Taken], first_full: int | None) -> Iterator[Row]:
    for size, found in by_size.items():
        part = "" if first_full is not None and size >= first_full else ", less than a page"
        yield Row(f"{reading.name}, of {size:,}", found.ms, "ms", f"{found.queries} queries{part}")
    most = max(found.queries for found in by_size.values())
    yield Row(f"{reading.name}, queries", most, "", "most at any size", at_most=reading.queries_at_most)
    last = max(by_size)
    if first_full not in (None, last):
        growth = by_size[last].best_ms / by_size[first_full].best_ms
        yield Row(f"{reading.name}, growth", growth, "×", f"{first_full:,} → {last:,}", at_most=GROWTH)


def _readings(city: City, number: str) -> Iterator[Reading]:
    people = city.people
    yield _selected("all cases, leader", lambda: case_list(people.leader, CaseFilter()))
    cancelled = CaseFilter(stages=(Stage.CANCELLED,))
    yield _selected("cancelled cases, leader", lambda: case_list(people.leader, cancelled))
    yield _selected("own cases, contractor", lambda: case_list(people.contractor, CaseFilter()))
    yield _selected("cases of an area, squadron", lambda: case_list(people.squadron, CaseFilter()))
    yield _selected("cases asked about, agency", lambda: case_list(people.agency, CaseFilter()))
    yield _selected("queue, clerk", lambda: queue(people.clerk))
    yield _selected("queue, reviewer", lambda: queue(people.reviewer))
    yield _selected("search, a frequent word", lambda: case_list(people.leader, CaseFilter(q="万松东路")))
    # It reads the text of every case and never fills a page: it grows with them.
    yield _selected("search, nothing found", lambda: case_list(people.leader, CaseFilter(q="zzzz")))
    yield Reading("one case with its trail", lambda: _case(people.reviewer, number), CASE_QUERIES)
    api = _api(people.leader)
    yield Reading("API, list of cases", _got(api, f"/api/v1/cases/?limit={PAGE}"), LIST_QUERIES)
    yield Reading("API, one case", _got(api, f"/api/v1/cases/{number}/"), CASE_QUERIES)
    web = Client()
    web.force_login(people.reviewer)
    yield Reading("page, the desk", _got(web, "/desk/"), CASE_QUERIES)
    yield Reading("page, list of cases", _got(web, "/cases/"), LIST_QUERIES)
    yield Reading("page, one case", _got(web, f"/cases/{number}/"), CASE_QUERIES)


def _selected(name: str, cases: Callable[[], Any]) -> Reading:
    return Reading(f"{name}, {PAGE} rows", lambda: list(cases()[:PAGE]), LIST_QUERIES, cases)


def _case(actor: User, number: str) -> tuple[Case, list]:
    case = get_case(actor, number)
    return case, list(trail_of(actor, case))


def _api(person: User) -> APIClient:
    client = APIClient()
    _row, key = issue_key(person, "benchmark")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def _got(client: Client, address: str) -> Callable[[], bytes]:
    def get() -> bytes:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return answer.content

    return get
