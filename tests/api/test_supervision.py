"""Supervision through the API: the round, a visit, an order answered and verified, a report from the public."""

import datetime as dt

import pytest

from core import clock
from inspections.models import CitizenReport, Visit
from inspections.rules.order import REINSPECTION_ITEM
from inspections.services.planning_rounds import plan_rounds_of_day
from permits.models import Event, Works
from tests.city import MONDAY, picture_upload, works_under_way
from tests.inspections.site import LAT, LON


def act(client, kind: str, key, action: str, body: dict, *, form: str = "json", status: int = 200) -> dict:
    answer = client.post(f"/api/v1/inspections/{kind}/{key}/actions/{action}/", body, form)
    assert answer.status_code == status, answer.json()
    return answer.json()


def at(hour: int) -> dt.datetime:
    return dt.datetime.combine(MONDAY, dt.time(hour))


def inspected(client, works: Works, fault: str = "") -> dict:
    """A visit outside the rounds, recorded by inspector1 and inspector2; `fault` is not in order and has its photo."""
    begun = client.post(f"/api/v1/works/{works.number}/visits/", {"token": f"t-{Visit.objects.count()}"}, "json")
    assert begun.status_code == 201, begun.json()
    key = begun.json()["visit"]["id"]
    page = act(
        client, "visits", key, "start_visit", {"lon": LON, "lat": LAT, "version": begun.json()["visit"]["version"]}
    )
    assert page["visit"]["distance_m"] < 50
    if fault:
        photo = {"upload": picture_upload(), "item_code": fault, "lon": str(LON), "lat": str(LAT), "token": f"p-{key}"}
        kept = act(client, "visits", key, "attach_photo", photo, form="multipart", status=201)
        again = {**photo, "upload": picture_upload()}
        assert act(client, "visits", key, "attach_photo", again, form="multipart", status=201)["id"] == kept["id"]
    answers = [
        {"code": line["code"], "result": "not_ok" if line["code"] == fault else "ok", "note": "见照片"}
        for line in page["lines"]
    ]
    return act(client, "visits", key, "record_visit", {"second_officer": "inspector2", "answers": answers})


def test_an_order_from_the_finding_to_its_verification(city, call, run_tasks):
    works = works_under_way(city).works
    officer, contractor = call(city.people.inspector1), call(city.people.contractor)

    page = inspected(officer, works, fault="C02")
    finding = next(line["finding"] for line in page["lines"] if line["finding"])
    wish = {
        "second_officer": "inspector2", "findings": [finding["id"]], "received_by": "林工",
        "signature": picture_upload("sign.jpg", "black"), "version": page["visit"]["version"],
    }  # fmt: skip
    issued = act(officer, "visits", page["visit"]["id"], "issue_order", wish, form="multipart", status=201)
    number = issued["order"]["number"]
    assert issued["findings"][0]["id"] == finding["id"] and issued["order"]["state"] == "ISSUED"
    run_tasks()
    paper = contractor.get(f"/api/v1/documents/{issued['order']['document']}/")
    assert paper.json()["kind"] == "D15" and paper.json()["sha256"]

    refused = contractor.post(f"/api/v1/inspections/orders/{number}/actions/answer_order/", {"text": ""}, "json")
    assert {v["code"] for v in refused.json()["violations"]} == {"answer_text_missing", "answer_photo_missing"}
    answer = {"text": "已退回许可范围。", "photos": [picture_upload()], "version": issued["order"]["version"]}
    answered = act(contractor, "orders", number, "answer_order", answer, form="multipart")
    assert answered["order"]["state"] == "ANSWERED" and len(answered["answers"][0]["photos"]) == 1

    returned = act(officer, "orders", number, "return_order", {"reason": "尚有一处围挡超出。"})
    assert returned["order"]["state"] == "RETURNED" and returned["answers"][0]["verdict"] == "returned"
    answer = {"text": "已全部退回。", "photos": [picture_upload()]}
    with clock.at(at(11)):
        act(contractor, "orders", number, "answer_order", answer, form="multipart")

    with clock.at(at(12)):
        again = inspected(officer, works)
    assert REINSPECTION_ITEM in {line["code"] for line in again["lines"]}
    proofs = officer.get(f"/api/v1/inspections/orders/{number}/").json()["proofs"]
    assert proofs == [again["visit"]["id"]]
    with clock.at(at(13)):
        verified = act(officer, "orders", number, "verify_order", {"visit": proofs[0], "remarks": "已整改。"})
    assert verified["order"]["state"] == "VERIFIED"
    assert contractor.get("/api/v1/inspections/orders/").json()["results"] == []
    assert len(contractor.get(f"/api/v1/works/{works.number}/orders/").json()["results"]) == 1
    visits = contractor.get(f"/api/v1/works/{works.number}/visits/").json()["results"]
    assert [visit["state"] for visit in visits] == ["RECORDED", "RECORDED"]


def test_works_stopped_by_an_order_resume_only_after_it(city, call):
    works = works_under_way(city).works
    officer = call(city.people.inspector1)
    page = inspected(officer, works, fault="C02")
    finding = next(line["finding"] for line in page["lines"] if line["finding"])
    wish = {"second_officer": "inspector2", "findings": [finding["id"]]}
    stop = act(officer, "visits", page["visit"]["id"], "issue_stop_order", wish, status=201)
    assert stop["order"]["kind"] == "stop"
    assert officer.get(f"/api/v1/works/{works.number}/").json()["state"] == "SUSPENDED"
    early = call(city.people.leader).post(f"/api/v1/works/{works.number}/actions/resume/", {"reason": "可复工"}, "json")
    assert (early.status_code, early.json()["violations"][0]["code"]) == (422, "order_open")


def test_the_rounds_of_a_day_and_their_proof(city, call):
    works = works_under_way(city).works
    tuesday = MONDAY + dt.timedelta(days=1)
    with clock.at(tuesday):
        plan_rounds_of_day(tuesday)
        rounds_and_proof(city, call, works)
    mine = call(city.people.inspector1).get(f"/api/v1/inspections/rounds/mine/?day={tuesday}").json()
    assert mine["round"]["visits"][0]["state"] == "UNDER_WAY" and mine["other_visits"] == []


def rounds_and_proof(city, call, works) -> None:
    officer = call(city.people.inspector1)
    mine = officer.get("/api/v1/inspections/rounds/mine/").json()["round"]
    assert mine["second_officer"]["username"] == "inspector2" and mine["squadron"] == "east"
    assert [visit["works"] for visit in mine["visits"]] == [works.number]
    assert officer.get("/api/v1/inspections/rounds/").json()["results"] == [mine]
    assert call(city.people.leader).get("/api/v1/inspections/rounds/?squadron=west").json()["results"] == []
    assert call(city.people.contractor).get("/api/v1/inspections/rounds/").json()["results"] == []
    key = mine["visits"][0]["id"]
    assert call(city.people.contractor).get(f"/api/v1/inspections/visits/{key}/").status_code == 404
    act(officer, "visits", key, "start_visit", {})
    proof = call(city.people.commander).get("/api/v1/inspections/coverage/").json()
    assert proof["total"]["due"] == proof["total"]["planned_due"] + proof["total"]["deferred"] == 1
    assert proof["outcome"] == {"recorded": 0, "missed": 0, "open": 1}
    assert call(city.people.contractor).get("/api/v1/inspections/coverage/").json()["squadrons"] == []


@pytest.mark.parametrize("form", ["json", "multipart"])
def test_a_stranger_reports_a_site_and_an_officer_closes_it(city, call, form):
    works = works_under_way(city).works
    body = {"lon": LON, "lat": LAT, "text": "围挡倒在路上", "contact": "13900001234", "token": "abc"}
    if form == "multipart":
        body["photo"] = picture_upload()
    made = call(None).post("/api/v1/public/reports/", body, form)
    assert made.status_code == 201 and set(made.json()) == {"number", "reported_at"}
    number = made.json()["number"]

    officer = call(city.people.inspector1)
    (listed,) = officer.get("/api/v1/inspections/reports/").json()["results"]
    assert (listed["number"], listed["works"]) == (number, works.number)
    page = officer.get(f"/api/v1/inspections/reports/{number}/").json()
    assert page["contact"] == "13*******34" and len(page["photos"]) == (form == "multipart")
    shown = act(officer, "reports", number, "reveal_contact", {})
    assert shown == {"contact": "13900001234"}
    assert Event.objects.filter(action="reveal_contact", actor=city.people.inspector1).count() == 1
    closed = act(officer, "reports", number, "handle_report", {"outcome": "已扶正。"})
    assert closed["report"]["state"] == "HANDLED" == CitizenReport.objects.get(number=number).state
    assert call(city.people.contractor).get(f"/api/v1/inspections/reports/{number}/").status_code == 404


def test_an_emergency_is_told_in_one_go_or_not_at_all(city, call):
    client = call(city.people.contractor)
    line = {"type": "LineString", "coordinates": [[120.6489, 27.78075], [120.6500, 27.78075]]}
    made = client.post(
        "/api/v1/works/emergency/", {"road_name": "万松东路", "geometry": line, "purpose": "自来水管爆裂"}, "json"
    )
    assert made.status_code == 201, made.json()
    works = made.json()
    assert (works["state"], works["origin"]) == ("UNDER_WAY", "emergency") and works["emergency_apply_by"]
    (case,) = client.get(f"{made['Location']}cases/").json()["results"]
    assert (case["kind"], case["stage"]) == ("emergency", "DRAFT")
    refused = client.post("/api/v1/works/emergency/", {"road_name": "", "geometry": line}, "json")
    assert refused.status_code == 422 and Works.objects.count() == 1
