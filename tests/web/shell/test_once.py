"""A click repeated acts once, and a corrected form can be sent again."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test import Client

from core import clock
from tests.web.shell.refusing_urls import acted
from web.models import Submission
from web.shell import once as once_module
from web.shell.once import new_token, seen_version

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.shell.refusing_urls")]


@pytest.fixture(autouse=True)
def nothing_acted():
    acted.clear()


def test_the_second_click_gets_the_first_ones_answer(client):
    token = new_token()
    first = client.post("/act/", {"submission": token})
    second = client.post("/act/", {"submission": token})
    assert acted == [""]
    assert first["Location"] == second["Location"] == "/done/1/"


def test_another_token_acts_again(client):
    client.post("/act/", {"submission": new_token()})
    client.post("/act/", {"submission": new_token()})
    assert len(acted) == 2


def test_without_a_token_every_post_acts(client):
    client.post("/act/")
    client.post("/act/")
    assert len(acted) == 2
    assert not Submission.objects.exists()


def test_a_refused_form_may_be_corrected_with_the_same_token(client):
    token = new_token()
    assert client.post("/act/", {"submission": token, "how": "invalid"}).status_code == 422
    assert client.post("/act/", {"submission": token}).status_code == 302
    assert acted == ["invalid", ""]


def test_a_crash_gives_the_token_back(client):
    token = new_token()
    with pytest.raises(ZeroDivisionError):
        client.post("/act/", {"submission": token, "how": "crash"})
    assert not Submission.objects.exists()


def test_a_token_belongs_to_one_person(client, django_user_model):
    token = new_token()
    for name in ("one", "two"):
        client.force_login(django_user_model.objects.create_user(name))
        client.post("/act/", {"submission": token})
    assert len(acted) == 2


def test_while_the_first_click_works_the_second_waits_and_does_not_act(client, monkeypatch):
    monkeypatch.setattr(once_module, "PATIENCE_S", 0.1)
    token = new_token()
    client.post("/act/", {"submission": token})
    Submission.objects.update(location="")
    answer = client.post("/act/", {"submission": token}, headers={"referer": "http://testserver/page/"})
    assert answer["Location"] == "http://testserver/page/"
    assert len(acted) == 1
    assert "上一次提交" in client.get("/page/").content.decode()


def test_a_claim_left_by_a_killed_process_is_void_after_a_while(client):
    token = new_token()
    client.post("/act/", {"submission": token})
    Submission.objects.update(location="", claimed_at=clock.now() - dt.timedelta(minutes=3))
    client.post("/act/", {"submission": token})
    assert len(acted) == 2


def test_answers_are_forgotten_after_a_day(client):
    client.post("/act/", {"submission": new_token()})
    Submission.objects.update(claimed_at=clock.now() - dt.timedelta(days=2))
    client.post("/act/", {"submission": new_token()})
    assert Submission.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_act_once():
    token, start, answers = new_token(), threading.Barrier(2), []

    def click():
        start.wait()
        answers.append(Client().post("/act/", {"submission": token}).status_code)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert answers == [302, 302]
    assert len(acted) == 1


@pytest.mark.parametrize(
    ("said", "version"), [("7", 7), ("", None), ("-1", None), ("seven", None), ("７", None), ("9" * 40, None)]
)
def test_the_version_seen_is_a_number_or_nothing(rf, said, version):
    assert seen_version(rf.post("/", {"version": said})) == version
