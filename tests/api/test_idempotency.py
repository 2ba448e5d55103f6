"""A call that names an Idempotency-Key is done once, whatever happens to its answer."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection
from rest_framework.test import APIClient

from api import idempotency
from api.keys import issue_key
from api.models import IdempotencyRecord
from api.tasks import purge_idempotency_records
from core import clock
from permits.models import Case, Material
from tests.city import MONDAY, build_city, filled_draft, pdf_upload


def create(client, key: str, **body):
    return client.post("/api/v1/cases/", body, "json", headers={"Idempotency-Key": key})


def test_the_same_call_again_gets_the_same_answer_and_does_nothing(city, call):
    client = call(city.people.contractor)
    first, again = create(client, "k1", kind="new"), create(client, "k1", kind="new")
    assert first.status_code == again.status_code == 201 and first.content == again.content
    assert first["Location"] == again["Location"] and first["Content-Type"] == again["Content-Type"]
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_another_key_another_person_or_no_key_is_another_call(city, call):
    client = call(city.people.contractor)
    for made in (create(client, "k1"), create(client, "k2"), create(call(city.people.contractor2), "k1")):
        assert made.status_code == 201
    assert client.post("/api/v1/cases/", {}, "json").status_code == 201
    assert Case.objects.count() == 4


def test_the_same_key_for_something_else_is_refused(city, call):
    client = call(city.people.contractor)
    create(client, "k1", kind="new")
    refused = create(client, "k1", kind="emergency")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert Case.objects.count() == 1


def test_the_order_of_members_does_not_matter_but_every_file_does(city, call):
    case = filled_draft(city)
    client, address = call(city.people.contractor), f"/api/v1/cases/{case.number}/materials/"
    before = Material.objects.count()

    def hand_in(name):
        return client.post(
            address, {"file": pdf_upload(name), "code": "M13"}, "multipart", headers={"Idempotency-Key": "k"}
        )

    assert hand_in("list.pdf").json() == hand_in("list.pdf").json()
    assert Material.objects.count() == before + 1
    assert hand_in("other.pdf").json()["code"] == "idempotency_key_reused"


def test_a_refusal_is_answered_again_too(city, call):
    client = call(city.people.contractor)
    number = create(client, "k1").json()["number"]
    submit = {"path": f"/api/v1/cases/{number}/actions/submit/", "data": {}, "format": "json"}
    first = client.post(**submit, headers={"Idempotency-Key": "s"})
    again = client.post(**submit, headers={"Idempotency-Key": "s"})
    assert first.status_code == again.status_code == 422 and first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true" and again["Content-Type"] == "application/problem+json"


def test_nothing_to_say_is_said_again(city, call):
    client = call(city.people.contractor)
    number = create(client, "k1").json()["number"]
    discard = [
        client.post(f"/api/v1/cases/{number}/actions/discard/", {}, "json", headers={"Idempotency-Key": "d"})
        for _ in "ab"
    ]
    assert [answer.status_code for answer in discard] == [204, 204] and discard[1].content == b""
    assert client.post(f"/api/v1/cases/{number}/actions/discard/", {}, "json").status_code == 404


@pytest.mark.parametrize("key", ["", "x" * 129, "a b", "新"])
def test_a_key_that_is_none_is_refused(city, call, key):
    answer = create(call(city.people.contractor), key.encode().decode("latin-1"))
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


def test_while_it_is_being_done_nobody_does_it_again(city, call):
    client = call(city.people.contractor)
    create(client, "k1")
    IdempotencyRecord.objects.update(status=None, claimed_until=clock.now() + dt.timedelta(seconds=5))
    answer = create(client, "k1")
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (409, "idempotency_in_progress", "2")
    assert Case.objects.count() == 1


def test_what_a_dead_process_claimed_is_done_by_the_next(city, call):
    client = call(city.people.contractor)
    create(client, "k1")
    Case.objects.all().delete()  # its work died with it, only the claim stands
    IdempotencyRecord.objects.update(status=None, claimed_until=clock.now())
    assert create(client, "k1").status_code == 201 and Case.objects.count() == 1
    assert create(client, "k1")["Idempotency-Replayed"] == "true"


def test_who_lost_the_claim_undoes_what_it_did(city, call, monkeypatch):
    client = call(city.people.contractor)
    keep = idempotency._keep

    def late(record, response):
        IdempotencyRecord.objects.update(claim=uuid.uuid4())
        keep(record, response)

    monkeypatch.setattr(idempotency, "_keep", late)
    assert create(client, "k1").json()["code"] == "idempotency_in_progress"
    assert Case.objects.count() == 0


def test_a_crash_frees_the_key(city, call, monkeypatch):
    client = call(city.people.contractor)
    with monkeypatch.context() as broken:
        broken.setattr("api.v1.permits.cases._told", lambda *_, **__: 1 / 0)
        assert create(client, "k1").status_code == 500
    assert not IdempotencyRecord.objects.exists() and not Case.objects.exists()
    assert create(client, "k1").status_code == 201


def test_a_day_later_the_answer_is_forgotten(city, call):
    client = call(city.people.contractor)
    create(client, "k1")
    with clock.at(MONDAY + dt.timedelta(days=2)):
        again = create(client, "k1")
        assert again.status_code == 201 and "Idempotency-Replayed" not in again
    with clock.at(MONDAY + dt.timedelta(days=4)):
        purge_idempotency_records()
        purge_idempotency_records()
    assert not IdempotencyRecord.objects.exists() and Case.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    city = build_city()
    _row, key = issue_key(city.people.contractor, "race")
    together, answers = threading.Barrier(2), []

    def run():
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
        together.wait()
        answers.append(create(client, "race", kind="new"))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Case.objects.count() == 1
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([201, 201], [201, 409])
    if statuses == [201, 201]:
        assert answers[0].content == answers[1].content
