"""The whole story through the API alone: a case from application to archive."""

import datetime as dt

from core import clock
from permits.lifecycle import Stage, State
from permits.models import Case, Works
from tests.city import entries, pdf_upload, picture_upload

START = dt.date(2026, 4, 20)


def act(client, case, action, **body):
    """Do an action with the version last seen, and return the case as it is then."""
    done = client.post(
        f"/api/v1/cases/{case['number']}/actions/{action}/", {"version": case["version"], **body}, "json"
    )
    assert done.status_code == 200, done.json()
    return done.json()


def act_on_works(client, works, action, **body):
    done = client.post(
        f"/api/v1/works/{works['number']}/actions/{action}/", {"version": works["version"], **body}, "json"
    )
    assert done.status_code == 200, done.json()
    return done.json()


def test_a_case_from_application_to_archive(city, call, run_tasks):
    people = city.people
    contractor, clerk, squadron, reviewer = (
        call(people.contractor), call(people.clerk), call(people.squadron), call(people.reviewer)
    )  # fmt: skip

    # A draft is made, filled in, and lacks what readiness says it lacks.
    made = contractor.post("/api/v1/cases/", {"kind": "new"}, "json")
    assert made.status_code == 201 and made["Location"] == f"/api/v1/cases/{made.json()['number']}/"
    address = made["Location"]
    typed = entries(START, START + dt.timedelta(days=30))
    case = contractor.patch(address, {**typed, "version": made.json()["version"]}, "json").json()
    missing = contractor.get(f"{address}readiness/").json()
    assert not missing["ready"] and "declaration_missing" in {v["code"] for v in missing["violations"]}
    for item in contractor.get(f"{address}materials/needed/").json()["results"]:
        if item["required"]:
            file = {"code": item["code"], "file": pdf_upload()}
            assert contractor.post(f"{address}materials/", file, "multipart").status_code == 201
    case = contractor.patch(address, {"declared": True}, "json").json()
    assert contractor.get(f"{address}readiness/").json() == {
        "ready": True, "violations": [], "plan_check": case["plan_check"],
    }  # fmt: skip
    case = act(contractor, case, "submit")
    assert (case["stage"], case["accept_by"]) == ("SUBMITTED", "2026-03-09")

    # Window, squadron, order section, agency, leader, window again.
    case = act(clerk, case, "accept")
    surveyed = squadron.post(
        f"{address}actions/record_survey/",
        {
            "second_officer": "partner", "surveyed_at": clock.now().isoformat(), "findings": "与申请一致。",
            "suitable": "true", "photos": [picture_upload()], "version": case["version"],
        },
        "multipart",
    )  # fmt: skip
    assert surveyed.status_code == 200, surveyed.json()
    case = act(reviewer, surveyed.json(), "ask_opinion", organisation=city.road_authority.pk, due_on="2026-03-12")
    asked = call(people.agency).get(address).json()
    assert asked["asked_opinion"]["due_on"] == "2026-03-12" and asked["office"] is None
    case = act(call(people.agency), case, "give_opinion", verdict="agrees", text="同意")
    case = act(reviewer, case, "close_review", recommends="grant", text="可行。", conditions=["夜间设警示灯。"])
    case = act(call(people.leader), case, "grant")
    case = act(clerk, case, "issue")
    assert case["stage"] == Stage.IN_FORCE and case["conditions"] == ["夜间设警示灯。"]

    # The PDF is drawn after the answer: first "soon", then the bytes.
    documents = contractor.get(f"{address}documents/").json()["results"]
    card = next(document for document in documents if document["kind"] == "D09")
    soon = contractor.get(f"/api/v1/documents/{card['verify_code']}/file/")
    assert soon.status_code == 202 and int(soon["Retry-After"]) > 0
    run_tasks()
    drawn = contractor.get(f"/api/v1/documents/{card['verify_code']}/file/")
    assert drawn["Content-Type"] == "application/pdf" and b"".join(drawn.streaming_content).startswith(b"%PDF-")
    verified = call(None).get(f"/api/v1/public/verify/{card['verify_code']}/").json()
    assert (verified["standing"], verified["number"]) == ("valid", card["number"])

    # The works: started, accepted by both, archived.
    with clock.at(START):
        works = contractor.get(f"/api/v1/works/{case['works']}/").json()
        works = act_on_works(contractor, works, "start")
        works = act_on_works(contractor, works, "request_acceptance", text="路面已恢复。")
        items = [{"subject": "障碍物清除", "result": "passed"}]
        works = act_on_works(squadron, works, "sign_acceptance", opinion="同意。", items=items)
        works = act_on_works(call(people.agency), works, "sign_acceptance", opinion="合格。")
        run_tasks()
        works = act_on_works(call(people.archivist), works, "archive")
    assert works["state"] == State.ARCHIVED == Works.objects.get(number=works["number"]).state
    actions = [event["action"] for event in clerk.get(f"/api/v1/works/{works['number']}/timeline/").json()["results"]]
    assert actions == [
        "submit", "accept", "record_survey", "ask_opinion", "give_opinion", "close_review", "grant", "issue",
        "start", "request_acceptance", "sign_acceptance", "sign_acceptance", "archive",
    ]  # fmt: skip
    assert Case.objects.get(number=case["number"]).reviewed_by == people.reviewer
