"""Whatever stands in a body: an answer that says what is wrong, never a fault; and nothing is half done."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from rest_framework import serializers

from api.inputs import ObjectField
from api.v1.inspections import orders, reports, visits
from api.v1.permits.application import CreateCaseInput
from api.v1.permits.urls import CASE_DOORS, WORKS_DOORS
from api.v1.permits.works import EmergencyInput
from core import clock
from inspections.services.reports import report_dangerous_site
from permits import moves, policy
from permits.models import Case
from tests.city import (
    LINE,
    MONDAY,
    accepted_case,
    case_in_force,
    filled_draft,
    granted_case,
    reviewed_case,
    submitted_case,
    surveyed_case,
)  # fmt: skip
from tests.inspections.site import LAT, LON, answered, ordered, recorded

NASTY = (None, -1, 10**30, "", "x" * 6000, "\u202e\ufeff", [None], {"type": []}, "9999-12-31T00:00:00-14:00")
NASTY_OBJECTS = (
    {"phases": [1]},
    {"phases": {"a": 1}},
    {"road": 5, "phases": [{"layout": ["L01"], "starts_on": 7}]},
    {"type": "LineString", "coordinates": [[1e308, 0]]},
    {"type": "Polygon", "coordinates": [[[120, 27], [121, 28]]]},
)


def example(field: serializers.Field):
    """A value the field takes."""
    if isinstance(field, serializers.ListSerializer):
        return [{name: example(child) for name, child in field.child.fields.items()}]
    if isinstance(field, serializers.ListField):
        return [example(field.child)]
    if isinstance(field, serializers.DictField):
        return {"P06": "理由"}
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices))
    if isinstance(field, ObjectField):
        return LINE if "geo" in field.field_name or "line" in field.field_name else {}
    if isinstance(field, serializers.BooleanField):
        return True
    if isinstance(field, serializers.IntegerField | serializers.FloatField):
        return 1
    if isinstance(field, serializers.DateTimeField):
        return clock.now().isoformat()
    return MONDAY.isoformat() if isinstance(field, serializers.DateField) else "partner"


def bodies(inputs: type[serializers.Serializer]) -> Iterator[dict]:
    """A sound body with one member spoilt, each member in every way."""
    fields = {name: field for name, field in inputs().fields.items() if not isinstance(field, serializers.FileField)}
    sound = {name: example(field) for name, field in fields.items() if field.required}
    for name, field in fields.items():
        values = NASTY + NASTY_OBJECTS if isinstance(field, ObjectField) else NASTY
        yield from ({**sound, name: value} for value in values)
    yield {**sound, "unknown\u0007member": 1}
    yield {}


def refuse_nothing_but_politely(client, method: str, address: str, inputs) -> None:
    for body in bodies(inputs):
        with transaction.atomic():
            answer = getattr(client, method)(address, body, "json")
            transaction.set_rollback(True)
        assert answer.status_code < 500, (address, body, answer.content[:300])
        if answer.status_code >= 400:
            problem = answer.json()
            assert answer["Content-Type"] == "application/problem+json" and problem["code"] and problem["title"]
            assert all(violation["message"] for violation in problem["violations"]), problem


def actor_of(city, matrix, action):
    role = matrix[action][0].role if matrix[action] else "clerk"
    names = {"applicant": "contractor", "inspector": "inspector1"}
    return getattr(city.people, names.get(str(role), str(role)))


@pytest.fixture
def cases(city) -> list[Case]:
    makers = (filled_draft, submitted_case, accepted_case, surveyed_case, reviewed_case, granted_case, case_in_force)
    return [make(city) for make in makers]


@pytest.mark.slow
def test_actions_of_cases(city, call, cases):
    for door in CASE_DOORS:
        if door.action == "edit":
            continue  # takes what PATCH takes: test_drafts
        sources = moves.CASE_MOVES[door.action].sources
        case = next((case for case in cases if case.stage in sources), cases[0])
        client = call(actor_of(city, policy.MATRIX, door.action))
        refuse_nothing_but_politely(client, "post", f"/api/v1/cases/{case.number}/actions/{door.action}/", door.inputs)


@pytest.mark.slow
def test_drafts(city, call, cases):
    client = call(city.people.contractor)
    refuse_nothing_but_politely(client, "post", "/api/v1/cases/", CreateCaseInput)
    refuse_nothing_but_politely(client, "post", "/api/v1/works/emergency/", EmergencyInput)
    edit = next(door for door in CASE_DOORS if door.action == "edit")
    refuse_nothing_but_politely(client, "patch", f"/api/v1/cases/{cases[0].number}/", edit.inputs)


@pytest.mark.slow
def test_actions_on_works_and_on_site(city, call):
    case = case_in_force(city, start_in_days=0)
    for door in WORKS_DOORS:
        client = call(actor_of(city, policy.MATRIX, door.action))
        address = f"/api/v1/works/{case.works.number}/actions/{door.action}/"
        refuse_nothing_but_politely(client, "post", address, door.inputs)
    assert call(city.people.contractor).post(f"/api/v1/works/{case.works.number}/actions/start/").status_code == 200
    order = answered(city, ordered(city, case.works))
    visit = recorded(city, case.works)
    report = report_dangerous_site(lon=LON, lat=LAT, text="坑")
    officer = call(city.people.inspector1)
    for address, doors in (
        (f"visits/{visit.pk}", visits.DOORS),
        (f"orders/{order.number}", orders.DOORS),
        (f"reports/{report.number}", reports.DOORS),
    ):
        for door in doors:
            where = f"/api/v1/inspections/{address}/actions/{door.action}/"
            refuse_nothing_but_politely(officer, "post", where, door.inputs)
    refuse_nothing_but_politely(call(None), "post", "/api/v1/public/reports/", reports.ReportSiteInput)


def test_plans(city, call):
    client = call(city.people.contractor)
    for body in (*({"road": value, "phases": value} for value in NASTY + NASTY_OBJECTS), {}, {"nothing": 1}):
        answer = client.post("/api/v1/plans/check/", body, "json")
        assert (answer.status_code, answer.json()["code"]) == (400, "plan_invalid"), body


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{", "line 1"),
        (b"[1]", "must be a JSON object"),
        (b'"text"', "must be a JSON object"),
        (b'{"kind": "new", "kind": "new"}', "stands there twice"),
        (b'{"kind": NaN}', "NaN"),
        (b'{"kind": 1e999}', "too large"),
        (b'{"kind": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"kind": "\\u0000"}', "cannot be stored"),
        (b'{"kind": "\\ud800"}', "cannot be stored"),
        (b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested"),
        ('{"kind": "新"}'.encode("gb18030"), "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_not_json_is_told_so(city, call, raw, says):
    answer = call(city.people.contractor).post("/api/v1/cases/", raw, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert says in answer.json()["detail"]


def test_a_body_beyond_all_measure_is_not_read(city, call, settings):
    settings.API_JSON_MAX_BYTES = 1000
    answer = call(city.people.contractor).post("/api/v1/cases/", b" " * 1001, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    "query",
    ["?limit=0", "?limit=201", "?limit=x", "?stage=NOWHERE", "?kind=old", "?due_before=soon", "?nothing=1", "?q=%00",
     "?squadron=a%20b", "?cursor=made-up", "?open_only=perhaps"],
)  # fmt: skip
def test_a_query_that_means_nothing_is_refused_by_name(city, call, query):
    answer = call(city.people.contractor).get(f"/api/v1/cases/{query}")
    assert answer.status_code == 400
    name = query[1:].split("=")[0]
    if name == "cursor":
        assert answer.json()["code"] == "cursor_invalid"
    else:
        assert [violation["field"] for violation in answer.json()["violations"]] == [name]
