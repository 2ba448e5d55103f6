"""`/feeds/works.geojson`: everything public, nothing else, and nothing twice for who has it already."""

import datetime as dt
import gzip
import json

import pytest
from shapely.geometry import shape

from core import clock
from permits.selectors.public import public_works
from permits.services import works_life
from tests.city import MONDAY, case_in_force, submitted_case, works_under_way

FEED = "/feeds/works.geojson"


def test_it_holds_the_public_works_in_both_languages_and_no_personal_data(city, client):
    running = works_under_way(city)
    submitted_case(city)
    answer = client.get(FEED)
    assert answer["Content-Type"] == "application/geo+json" and answer["Access-Control-Allow-Origin"] == "*"
    assert "public" in answer["Cache-Control"] and "max-age=60" in answer["Cache-Control"]
    collection = json.loads(answer.content)
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["type"] == "Feature" and feature["id"] == running.works.number
    assert shape(feature["geometry"]).is_valid
    told = feature["properties"]
    assert told["state_label"] == {"zh": "施工中", "en": "Under way"} and told["closure"] == "lane"
    assert set(told["closure_label"]) == {"zh", "en"} and told["permit_number"].startswith("瑞公交占证字")
    assert told["verify_url"].endswith(running.documents.get(kind="D09").verify_code)
    assert "13800000002" not in answer.content.decode() and "林工" not in answer.content.decode()


def test_who_has_it_already_gets_304_until_something_changes(city, client):
    case = works_under_way(city)
    first = client.get(FEED)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": f"W/{first['ETag']}"},
        {"if-modified-since": first["Last-Modified"]},
    ):
        again = client.get(FEED, headers=headers)
        assert again.status_code == 304 and again.content == b""
    with clock.at(dt.datetime.combine(MONDAY, dt.time(11))):
        works_life.suspend_works(city.people.squadron, case.works.number, reason="未设围挡")
        changed = client.get(FEED, headers={"if-none-match": first["ETag"]})
        assert changed.status_code == 200 and changed["ETag"] != first["ETag"]
        late = client.get(FEED, headers={"if-modified-since": first["Last-Modified"]})
        assert late.status_code == 200
    assert json.loads(changed.content)["features"][0]["properties"]["state"] == "SUSPENDED"


def test_a_new_day_is_a_new_answer(city, client):
    coming = case_in_force(city, start_in_days=61)
    first = client.get(FEED)
    assert json.loads(first.content)["features"] == []
    with clock.at(MONDAY + dt.timedelta(days=1)):
        second = client.get(FEED, headers={"if-none-match": first["ETag"]})
    assert [feature["id"] for feature in json.loads(second.content)["features"]] == [coming.works.number]


def test_it_is_compressed_for_who_asks(city, client):
    works_under_way(city)
    packed = client.get(FEED, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content))["features"]
    again = client.get(FEED, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(city, client, method):
    assert getattr(client, method)(FEED).status_code == 405


def test_it_costs_three_queries_whatever_it_holds(city, client, django_assert_max_num_queries):
    for _ in range(4):
        works_under_way(city)
    with django_assert_max_num_queries(3):
        answer = client.get(FEED)
    assert len(json.loads(answer.content)["features"]) == 4 == public_works().count()
