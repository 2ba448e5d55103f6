"""What is in the way of a case, through this door: the same list as on the page, with the same privacy."""

import pytest

from permits.models import Case
from permits.services import drafting
from tests.city import LINE, filled_draft, submitted_case


@pytest.fixture
def theirs(city):
    """A draft of the other contractor on the spot of a case handed in by the first."""
    first = submitted_case(city, start_in_days=60)
    draft = drafting.create_draft(city.people.contractor2)
    typed = {"geometry": LINE, "road_name": "万松东路", "starts_on": first.starts_on, "ends_on": first.ends_on}
    draft = drafting.edit_case(city.people.contractor2, draft.number, typed)
    draft.other = first
    return draft


def test_a_conflict_is_told_with_its_ground_and_the_move_out_of_it(city, call, theirs):
    body = call(city.people.contractor2).get(f"/api/v1/cases/{theirs.number}/conflicts/").json()
    (found,) = body["results"]
    said = ("kind", "severity", "code", "certainty", "clause", "distance_m", "hours")
    assert {name: found[name] for name in said} == {
        "kind": "same_place", "severity": "high", "code": "same_place.touching", "certainty": "setting", "clause": "",
        "distance_m": 0.0, "hours": [["22:00", "05:00"]],
    }  # fmt: skip
    assert found["shared"] == {"starts_on": str(theirs.starts_on), "ends_on": str(theirs.ends_on)}
    assert found["what"] == "Another application stands on the same spot at the same time"
    assert found["why"] and found["help"]
    assert found["shift"] == body["shift"] == {
        "earlier_days": None, "later_days": 32, "best_days": 32, "within_days": 90,
    }  # fmt: skip
    assert body["earliest"] > "2026-03-02"


def test_a_stranger_learns_where_and_when_the_office_whose(city, call, theirs):
    (seen,) = call(city.people.contractor2).get(f"/api/v1/cases/{theirs.number}/conflicts/").json()["results"]
    assert seen["geometry"] is None
    assert seen["works"] == [
        {"number": "", "road_name": "万松东路", "closure": "lane", "starts_on": str(theirs.starts_on),
         "ends_on": str(theirs.ends_on), "contractor_name": ""},
    ]  # fmt: skip
    Case.objects.filter(pk=theirs.pk).update(stage="SUBMITTED", received_on="2026-03-02", squadron=city.east)
    (seen,) = call(city.people.reviewer).get(f"/api/v1/cases/{theirs.number}/conflicts/").json()["results"]
    assert seen["geometry"]["type"] == "LineString"
    assert (seen["works"][0]["number"], seen["works"][0]["contractor_name"]) == (
        theirs.other.works.number, "瑞安市政工程有限公司",
    )  # fmt: skip
    of_works = call(city.people.reviewer).get(f"/api/v1/works/{theirs.other.works.number}/conflicts/")
    assert of_works.status_code == 200 and "results" in of_works.json()


def test_nothing_in_the_way_and_nothing_known_yet(city, call):
    alone, empty = filled_draft(city), drafting.create_draft(city.people.contractor)
    for case in (alone, empty):
        body = call(city.people.contractor).get(f"/api/v1/cases/{case.number}/conflicts/").json()
        assert (body["results"], body["shift"]) == ([], None)


@pytest.mark.parametrize(("number", "status"), [("C2026-999999", 404), ("x", 404)])
def test_what_there_is_not_is_a_problem_by_its_name(city, call, number, status):
    answer = call(city.people.contractor).get(f"/api/v1/cases/{number}/conflicts/")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json") and answer.json()["code"]
