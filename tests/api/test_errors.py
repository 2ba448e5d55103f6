"""Every refusal is a problem of its own: status, code, words in the caller's language, and what to do next."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.views import APIView

from api import errors
from core.errors import DomainError
from permits.services import acceptance
from tests.city import filled_draft, submitted_case


def problem(answer, status: int, code: str) -> dict:
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert told["type"] == f"urn:roadworks:problem:{code}" and told["title"] and told["request_id"]
    return told


def test_every_refusal_of_the_domain_has_its_row():
    assert set(errors.DOMAIN) == set(DomainError.__subclasses__())


def test_not_found(city, call):
    told = problem(call(city.people.clerk).get("/api/v1/cases/C2026-999999/"), 404, "not_found")
    assert told["instance"] == "/api/v1/cases/C2026-999999/"


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing/", "/api/v1/cases/abc/", "/api/v2/", "/api/v1/cases/C2026-000001"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_that_leads_nowhere(city, call, address, method):
    problem(getattr(call(city.people.clerk), method)(address), 404, "not_found")


def test_not_permitted_says_why(city, call):
    case = submitted_case(city)
    told = problem(
        call(city.people.reviewer).post(f"/api/v1/cases/{case.number}/actions/accept/"), 403, "not_permitted"
    )
    assert (told["action"], told["reason"]) == ("accept", "role_not_entitled")
    assert told["detail"] == "Your role does not include this."


@pytest.mark.parametrize("action", ["supersede", "expire"])
def test_what_only_the_clock_does_no_person_does(city, call, action):
    case = submitted_case(city)
    problem(call(city.people.leader).post(f"/api/v1/cases/{case.number}/actions/{action}/"), 403, "not_permitted")


def test_changed_meanwhile_says_who_and_when(city, call):
    case = submitted_case(city)
    acceptance.accept_case(city.people.clerk, case.number)
    body = {"version": case.version, "reason": "不再施工"}
    told = problem(
        call(city.people.contractor).post(f"/api/v1/cases/{case.number}/actions/withdraw/", body, "json"),
        409,
        "changed_meanwhile",
    )
    assert (told["seen"], told["current"], told["changed_by"]) == (case.version, case.version + 1, "clerk")
    assert told["changed_at"].startswith("2026-03-02T") and "clerk" in told["detail"]


def test_wrong_stage_says_what_is_possible(city, call):
    case = submitted_case(city)
    told = problem(
        call(city.people.leader).post(f"/api/v1/cases/{case.number}/actions/grant/", {}, "json"), 409, "wrong_stage"
    )
    assert told["stage"] == "SUBMITTED" and "accept" in told["allowed"]
    assert told["detail"] == "“Grant” is not possible: Waiting for acceptance."


def test_rules_give_every_reason_at_its_member_in_the_language_of_the_call(city, call):
    client = call(city.people.contractor)
    number = client.post("/api/v1/cases/", {}, "json").json()["number"]
    english = problem(client.post(f"/api/v1/cases/{number}/actions/submit/"), 422, "rule_violated")
    missing = {violation["field"]: violation for violation in english["violations"]}
    assert missing["road_name"]["code"] == "field_missing" and missing["declared"]["code"] == "declaration_missing"
    chinese = client.post(f"/api/v1/cases/{number}/actions/submit/", headers={"accept-language": "zh-hans"}).json()
    assert [v["code"] for v in chinese["violations"]] == [v["code"] for v in english["violations"]]
    assert all(ours["message"] != theirs["message"] for ours, theirs in zip(
        chinese["violations"], english["violations"], strict=True))  # fmt: skip


def test_a_member_nobody_knows_is_refused_by_name_and_nothing_is_saved(city, call):
    case = filled_draft(city)
    body = {"project_name": "新名", "raod_name": "错"}
    told = problem(
        call(city.people.contractor).patch(f"/api/v1/cases/{case.number}/", body, "json"), 400, "input_invalid"
    )
    assert [(v["code"], v["field"]) for v in told["violations"]] == [("field_unknown", "raod_name")]
    case = type(case).objects.get(pk=case.pk)
    assert case.project_name != "新名"


def test_members_of_lists_are_named_by_their_path(city, call):
    case = submitted_case(city)
    body = {"items": [{"text": "缺图", "colour": "red"}, {}]}
    told = problem(
        call(city.people.clerk).post(f"/api/v1/cases/{case.number}/actions/request_correction/", body, "json"),
        400,
        "input_invalid",
    )
    assert [(v["code"], v["field"]) for v in told["violations"]] == [
        ("field_unknown", "items[0].colour"), ("required", "items[1].text"),
    ]  # fmt: skip


def test_the_wrong_method_names_the_right_ones(city, call):
    answer = call(city.people.clerk).put("/api/v1/cases/", {}, "json")
    problem(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) >= {"GET", "POST"}


def test_the_wrong_kind_of_body(city, call):
    answer = call(city.people.contractor).post("/api/v1/cases/", "<case/>", content_type="application/xml")
    problem(answer, 415, "unsupported_media_type")


def test_a_file_that_is_not_what_it_says(city, call):
    case = filled_draft(city)
    body = {"code": "M06", "file": SimpleUploadedFile("scan.pdf", b"MZ\x90\x00" + bytes(200))}
    told = problem(
        call(city.people.contractor).post(f"/api/v1/cases/{case.number}/materials/", body, "multipart"),
        422,
        "rule_violated",
    )
    assert [v["code"] for v in told["violations"]] == ["file_type_not_accepted"]


def test_too_many_calls_say_when_to_come_back(city, call, monkeypatch):
    monkeypatch.setattr("api.throttling.StrangerThrottle.THROTTLE_RATES", {"stranger": "2/min", "person": "2/min"})
    stranger = call(None)
    for _ in range(2):
        assert stranger.get("/api/v1/public/works/").status_code == 200
    answer = stranger.get("/api/v1/public/works/")
    problem(answer, 429, "throttled")
    assert 1 <= int(answer["Retry-After"]) <= 61


def test_a_fault_is_told_without_its_insides(city, call, monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise RuntimeError("the secret of the insides")

    monkeypatch.setattr(APIView, "check_throttles", fail)
    told = problem(call(city.people.clerk).get("/api/v1/me/"), 500, "internal_error")
    assert "secret" not in str(told) and "fault in the API" in caplog.text
