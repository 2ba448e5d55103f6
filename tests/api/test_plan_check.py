"""The plan engine for other systems: checked, completed, drawn, described; any body at all is answered."""

import copy
import json
import time

import pytest
import yaml
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from api.throttling import PersonThrottle, StrangerThrottle
from api.v1.plans import EXAMPLE
from permits.plan import parse
from permits.plan.check import check
from permits.plan.schema import plan_schema
from tests.permits.plan.examples import PASSING, changed

ADDRESS = "/api/v1/plans/check/"
SCHEMA = "/api/v1/plans/schema/"
DESCRIPTION = django_settings.BASE_DIR / "docs" / "api" / "openapi.yaml"


@pytest.fixture
def client(city, call):
    return call(city.people.contractor)


def described(name: str) -> dict:
    return yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))["paths"][name]


def test_the_answer_is_that_of_the_command(client):
    answer = client.post(ADDRESS, changed(advance_warning=30), "json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(check(parse(changed(advance_warning=30))).as_json()))
    assert answer.json()["result"] == "block"


def test_a_key_or_a_log_in_is_needed(city, call):
    answer = call(None).post(ADDRESS, PASSING, "json")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_calls_are_counted(city, call, monkeypatch):
    monkeypatch.setattr(PersonThrottle, "get_rate", lambda self: "2/min")
    monkeypatch.setattr(StrangerThrottle, "get_rate", lambda self: "2/min")
    client = call(city.people.contractor)
    assert [client.post(ADDRESS, PASSING, "json").status_code for _ in range(3)] == [200, 200, 429]
    assert client.post(ADDRESS, PASSING, "json")["Retry-After"]


def test_completed_on_demand(client):
    bare = {"road": PASSING["road"], "phases": [{name: PASSING["phases"][0][name] for name in
            ("starts_on", "ends_on", "layout")}]}  # fmt: skip
    assert client.post(ADDRESS, bare, "json").json()["result"] == "warn"
    answer = client.post(f"{ADDRESS}?complete=true", bare, "json").json()
    assert answer["plan"]["phases"][0]["lengths_m"]["upstream_taper"] == 82
    assert [f["rule"] for f in answer["findings"] if f["level"] == "block"] == []


@pytest.mark.parametrize(("language", "title"), [("en", 'lang="en"'), ("zh-hans", 'lang="zh-Hans"')])
def test_drawn_on_demand_in_the_language_of_the_caller(client, language, title):
    answer = client.post(f"{ADDRESS}?draw=1", PASSING, "json", headers={"accept-language": language}).json()
    assert answer["drawing"].startswith("<svg") and title in answer["drawing"]
    assert "drawing" not in client.post(ADDRESS, PASSING, "json").json()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("draw=2", "draw"),
        ("draw=0", "draw"),
        ("draw=x", "draw"),
        ("complete=perhaps", "complete"),
        ("color=1", "color"),
    ],
)
def test_a_query_that_cannot_be_is_told_at_its_member(client, query, field):
    answer = client.post(f"{ADDRESS}?{query}", PASSING, "json")
    assert (answer.status_code, answer.json()["code"]) == (400, "input_invalid")
    assert [violation["field"] for violation in answer.json()["violations"]] == [field]


def test_an_unreadable_plan_is_told_member_by_member_in_the_language_of_the_caller(client):
    answer = client.post(ADDRESS, changed(buffer="80", lanes=0), "json", headers={"accept-language": "zh-hans"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [(v["field"], v["code"]) for v in answer.json()["violations"]] == [
        ("$.road.lanes", "number_out_of_bounds"),
        ("$.phases[0].lengths_m.buffer", "number_expected"),
    ]
    assert "应为数字" in answer.json()["detail"]


def test_a_flood_of_problems_is_cut_and_counted(client):
    answer = client.post(ADDRESS, {f"m{n}": 1 for n in range(1000)}, "json").json()
    assert len(answer["violations"]) <= 51 and answer["unlisted"] == 952


@pytest.mark.parametrize(
    ("raw", "kind", "status", "code"),
    [
        (b"", "application/json", 400, "plan_invalid"),
        (b"{", "application/json", 400, "parse_error"),
        (b"[]", "application/json", 400, "parse_error"),
        (b'{"road": NaN}', "application/json", 400, "parse_error"),
        (b'{"road": 1e400}', "application/json", 400, "parse_error"),
        (b'{"road": 1, "road": 1}', "application/json", 400, "parse_error"),
        (b'{"road": "\\ud800"}', "application/json", 400, "parse_error"),
        (b'{"road": "\\u0000"}', "application/json", 400, "parse_error"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "application/json", 400, "parse_error"),
        (b'{"road": ' + b"9" * 5000 + b"}", "application/json", 400, "parse_error"),
        ('{"万": 1}'.encode("gb18030"), "application/json", 400, "parse_error"),
        (b" " * 50_000_000, "application/json", 413, "body_too_large"),
        (b"<plan/>", "application/xml", 415, "unsupported_media_type"),
        (b"a=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"--x--", "multipart/form-data; boundary=x", 415, "unsupported_media_type"),
        (json.dumps({**PASSING, "phases": PASSING["phases"] * 3_000}).encode(), "application/json", 400,
         "plan_invalid"),
    ],
)  # fmt: skip
def test_any_body_is_answered_in_words_and_in_time(client, raw, kind, status, code):
    started = time.process_time()
    answer = client.post(ADDRESS, raw, content_type=kind)
    assert time.process_time() - started < 1
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"] and answer["Content-Type"] == "application/problem+json"


VALUES = st.recursive(
    st.sampled_from([None, True, -1, 0, 1e308, 10**30, "", "x" * 50, "2026-02-30"]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(member=st.sampled_from(sorted({*PASSING["phases"][0], *PASSING["road"], *PASSING})), value=VALUES)
def test_a_plan_spoilt_anywhere_is_answered(client, member, value):
    body = copy.deepcopy(PASSING)
    owner = next(o for o in (body["phases"][0], body["road"], body) if member in o)
    owner[member] = value
    answer = client.post(f"{ADDRESS}?complete=true&draw=1", json.dumps(body), content_type="application/json")
    assert answer.status_code in (200, 400), answer.content[:300]


def test_the_schema_is_published_for_everybody_and_may_be_kept(client, call):
    answer = call(None).get(SCHEMA)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
    assert answer.json() == plan_schema()
    assert "max-age=3600" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
    again = call(None).get(SCHEMA, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert call(None).get(SCHEMA, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_description_holds_the_schema_and_an_example_that_works(client):
    content = described(ADDRESS)["post"]["requestBody"]["content"]["application/json"]
    assert content["schema"]["required"] == plan_schema()["required"]
    (example,) = content["examples"].values()
    assert example["value"] == EXAMPLE
    Draft202012Validator(plan_schema()).validate(EXAMPLE)
    answer = client.post(ADDRESS, EXAMPLE, "json").json()
    assert {f["rule"] for f in answer["findings"] if f["level"] == "block"} == {"P02"}


def test_the_answer_is_as_described(client):
    description = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    output = {"$ref": "#/components/schemas/PlanCheckOutput", "components": description["components"]}
    for body in (PASSING, EXAMPLE, changed(layout="L07", lanes=1, closed_lanes=[1])):
        answer = client.post(f"{ADDRESS}?complete=true&draw=1", body, "json").json()
        Draft202012Validator(output).validate(answer)
