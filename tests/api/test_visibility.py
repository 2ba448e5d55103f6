"""Who sees what: every address by every role; contractors never see each other's files."""

import datetime as dt

import pytest

from permits.services import review
from tests.city import case_in_force, filled_draft, submitted_case, surveyed_case, works_under_way
from tests.inspections.site import answered, ordered

CASE_PARTS = (
    "", "actions/", "readiness/", "clock/", "conflicts/", "timeline/", "documents/", "materials/", "materials/needed/",
    "plan-versions/1/",
)  # fmt: skip
WORKS_PARTS = ("", "actions/", "conflicts/", "timeline/", "documents/", "cases/", "visits/", "orders/")

#: Who may know of a submitted case of the east squadron; the agency and the bus company were not asked.
MAY = {
    "contractor": True, "contractor2": False, "clerk": True, "squadron": True, "partner": True, "squadron2": False,
    "reviewer": True, "legal": True, "leader": True, "agency": False, "bus": False, "inspector1": True,
    "commander": True, "archivist": True, "admin": True,
}  # fmt: skip


@pytest.mark.parametrize(("name", "may"), MAY.items())
def test_a_submitted_case_and_its_works(city, call, name, may):
    case = submitted_case(city)
    client = call(getattr(city.people, name))
    for part in CASE_PARTS:
        answer = client.get(f"/api/v1/cases/{case.number}/{part}")
        assert answer.status_code == (200 if may else 404), (part, answer.content)
    for part in WORKS_PARTS:
        assert client.get(f"/api/v1/works/{case.works.number}/{part}").status_code == (200 if may else 404), part
    receipt = case.documents.get(kind="D01").verify_code
    assert client.get(f"/api/v1/documents/{receipt}/").status_code == (200 if may else 404)
    assert client.get(f"/api/v1/documents/{receipt}/file/").status_code == (202 if may else 404)
    material = case.materials.first()
    file = client.get(f"/api/v1/cases/{case.number}/materials/{material.pk}/file/")
    assert file.status_code == (200 if may else 404)
    listed = {row["number"] for row in client.get("/api/v1/cases/").json()["results"]}
    assert listed == ({case.number} if may else set())
    listed = {row["number"] for row in client.get("/api/v1/works/").json()["results"]}
    assert listed == ({case.works.number} if may else set())


@pytest.mark.parametrize("name", [name for name in MAY if name != "contractor"])
def test_a_draft_is_its_applicants_alone(city, call, name):
    case = filled_draft(city)
    client = call(getattr(city.people, name))
    assert client.get(f"/api/v1/cases/{case.number}/").status_code == 404
    assert client.post(f"/api/v1/cases/{case.number}/actions/submit/").status_code == 404
    assert client.patch(f"/api/v1/cases/{case.number}/", {"road_name": "x"}, "json").status_code == 404
    assert client.delete(f"/api/v1/cases/{case.number}/materials/1/").status_code == 404


def test_the_other_contractor_can_do_nothing_with_what_is_not_its_own(city, call):
    case = works_under_way(city)
    client = call(city.people.contractor2)
    for address in (f"cases/{case.number}/actions/withdraw/", f"works/{case.works.number}/actions/request_acceptance/"):
        answer = client.post(f"/api/v1/{address}", {"text": "x", "reason": "x"}, "json")
        assert answer.status_code in (400, 404)  # the body is read before anything is looked up
    refused = client.post(f"/api/v1/works/{case.works.number}/actions/request_acceptance/", {"text": "x"}, "json")
    assert refused.status_code == 404
    copied = client.post("/api/v1/cases/", {"copy_of": case.number}, "json")
    assert copied.status_code == 404


def test_phones_are_masked_for_all_but_the_applicant(city, call):
    case = submitted_case(city)
    address = f"/api/v1/cases/{case.number}/"
    assert call(city.people.contractor).get(address).json()["site_manager_phone"] == "13800000002"
    assert call(city.people.clerk).get(address).json()["site_manager_phone"] == "138****0002"


def test_what_the_office_thinks_stays_in_the_office(city, call):
    case = surveyed_case(city)
    review.close_review(city.people.reviewer, case.number, recommends="refuse", text="内部意见：绕行不足。")
    address = f"/api/v1/cases/{case.number}/"
    contractor = call(city.people.contractor)
    theirs = (contractor.get(address).content + contractor.get(f"{address}timeline/").content).decode()
    ours = call(city.people.leader).get(address).json()["office"]
    assert "内部意见" not in theirs and "人行道畅通" not in theirs
    assert ours["review_text"] == "内部意见：绕行不足。" and ours["surveys"][0]["photos"] == 1
    events = call(city.people.leader).get(f"{address}timeline/").json()["results"]
    assert events[-1]["office_data"]["recommends"] == "refuse"


def test_an_agency_sees_what_it_was_asked_about_without_identity_papers(city, call):
    case = surveyed_case(city)
    review.ask_opinion(city.people.reviewer, case.number, organisation=city.bus_company.pk, due_on=dt.date(2026, 3, 10))
    client = call(city.people.bus)
    codes = {row["code"] for row in client.get(f"/api/v1/cases/{case.number}/materials/").json()["results"]}
    assert "M06" in codes and "M03" not in codes
    identity = case.materials.get(code="M03")
    assert client.get(f"/api/v1/cases/{case.number}/materials/{identity.pk}/file/").status_code == 404
    assert (
        client.get(f"/api/v1/cases/{case.number}/").json()["asked_opinion"]["organisation"]["id"] == city.bus_company.pk
    )
    assert [row["number"] for row in client.get("/api/v1/cases/queue/").json()["results"]] == [case.number]


def test_who_belongs_where(city, call):
    mine = call(city.people.contractor).get("/api/v1/organisations/me/").json()
    assert mine["id"] == city.contractor.pk and [row["username"] for row in mine["members"]] == ["contractor"]
    assert call(city.people.clerk).get("/api/v1/organisations/me/").status_code == 404
    agencies = call(city.people.reviewer).get("/api/v1/organisations/agencies/").json()["results"]
    assert {row["id"] for row in agencies} == {city.road_authority.pk, city.bus_company.pk}
    assert call(city.people.contractor).get("/api/v1/organisations/agencies/").status_code == 403
    colleagues = call(city.people.squadron).get("/api/v1/squadrons/me/officers/").json()["results"]
    assert [row["username"] for row in colleagues] == ["inspector1", "inspector2", "partner"]
    assert call(city.people.clerk).get("/api/v1/squadrons/me/officers/").json()["results"] == []


def test_the_public_sees_what_is_public(city, call):
    stranger = call(None)
    hidden = submitted_case(city).works
    shown = case_in_force(city)
    listed = stranger.get("/api/v1/public/works/?road=万松").json()["results"]
    assert [row["number"] for row in listed] == [shown.works.number] and "site_manager_phone" not in listed[0]
    assert stranger.get("/api/v1/public/works/?road=罗阳").json()["results"] == []
    assert stranger.get(f"/api/v1/public/works/{shown.works.number}/").json()["permit_number"]
    assert stranger.get(f"/api/v1/public/works/{hidden.number}/").status_code == 404
    notices = stranger.get("/api/v1/public/notices/").json()["results"]
    assert [row["works"] for row in notices] == [shown.works.number]
    code = shown.documents.get(kind="D09").verify_code
    found = stranger.get(f"/api/v1/public/verify/{code.lower()}/").json()
    assert (found["verify_code"], found["standing"]) == (code, "valid") and found["kind_name"]
    assert stranger.get("/api/v1/public/verify/ZZZZZZZZZZZZ/").status_code == 404


@pytest.mark.parametrize(
    ("name", "sees"),
    [("contractor", True), ("contractor2", False), ("inspector1", True), ("squadron2", False), ("leader", True),
     ("agency", False)],
)  # fmt: skip
def test_orders_and_their_photos(city, call, name, sees):
    order = answered(city, ordered(city, works_under_way(city).works))
    client, expected = call(getattr(city.people, name)), 200 if sees else 404
    assert client.get(f"/api/v1/inspections/orders/{order.number}/").status_code == expected
    assert client.get(f"/api/v1/inspections/orders/{order.number}/actions/").status_code == expected
    photo = order.answers.get().photos.get()
    assert client.get(f"/api/v1/inspections/photos/{photo.pk}/file/").status_code == expected
    assert len(client.get("/api/v1/inspections/orders/").json()["results"]) == sees
