"""Keys, the session of the pages, and who may make keys."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from api.keys import USE_NOTED_EVERY, issue_key, revoke_keys, valid_key
from api.models import ApiKey
from core import clock


def with_key(key: str):
    return Client(headers={"authorization": f"Bearer {key}"}).get("/api/v1/me/")


def test_a_key_acts_as_its_person_and_is_kept_only_as_a_hash(city):
    row, key = issue_key(city.people.clerk, "counter")
    answer = with_key(key)
    assert answer.status_code == 200 and (answer.json()["username"], answer.json()["role"]) == ("clerk", "clerk")
    assert key.startswith(row.prefix) and key not in json.dumps(list(ApiKey.objects.values()), default=str)


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer rw_unknown", "Bearer \xff", "bearer rw_x"])
def test_a_bad_key_is_refused(city, header):
    answer = Client(headers={"authorization": header}).get("/api/v1/me/")
    assert (answer.status_code, answer.json()["code"], answer["WWW-Authenticate"]) == (401, "key_invalid", "Bearer")


def test_a_key_ends_by_date_by_revocation_and_with_its_person(city):
    row, key = issue_key(city.people.clerk, "short", expires_at=clock.now() + dt.timedelta(days=1))
    with clock.at(clock.now() + dt.timedelta(days=1)):
        assert valid_key(key) is None
    assert valid_key(key) == row
    city.people.clerk.is_active = False
    city.people.clerk.save()
    assert valid_key(key) is None
    city.people.clerk.is_active = True
    city.people.clerk.save()
    assert revoke_keys(ApiKey.objects.filter(pk=row.pk)) == 1 and revoke_keys(ApiKey.objects.all()) == 0
    assert with_key(key).status_code == 401


def test_last_use_is_noted_now_and_then(city):
    row, key = issue_key(city.people.clerk, "noted")
    first = clock.now()
    assert valid_key(key)
    with clock.at(first + dt.timedelta(seconds=30)):
        valid_key(key)
    assert ApiKey.objects.get(pk=row.pk).last_used_at == first
    later = first + USE_NOTED_EVERY + dt.timedelta(seconds=1)
    with clock.at(later):
        valid_key(key)
    assert ApiKey.objects.get(pk=row.pk).last_used_at == later


@pytest.mark.parametrize("address", ["me", "cases", "works", "inbox", "inspections/rounds", "inspections/orders"])
def test_strangers_are_asked_to_log_in(db, address):
    answer = Client().get(f"/api/v1/{address}/")
    assert (answer.status_code, answer.json()["code"], answer["WWW-Authenticate"]) == (
        401,
        "not_authenticated",
        "Bearer",
    )


def test_the_session_of_the_pages_counts_and_needs_its_token(city):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(city.people.contractor, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/me/").json()["username"] == "contractor"
    refused = browser.post("/api/v1/cases/", "{}", content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    browser.cookies["csrftoken"] = "t" * 32
    headers = {"X-CSRFToken": "t" * 32}
    assert browser.post("/api/v1/cases/", "{}", content_type="application/json", headers=headers).status_code == 201


def test_the_command_makes_lists_and_revokes(city, capsys):
    call_command("api_key", "create", "clerk", "--label", "till", "--days", "30")
    key = capsys.readouterr().out.strip()
    assert valid_key(key).expires_at == clock.now() + dt.timedelta(days=30)
    call_command("api_key", "list", "--json")
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["username"], listed["label"], listed["prefix"]) == ("clerk", "till", key[:12])
    call_command("api_key", "list")
    assert key[:12] in capsys.readouterr().out
    call_command("api_key", "revoke", listed["prefix"])
    assert capsys.readouterr().out.strip() == "revoked" and valid_key(key) is None


@pytest.mark.parametrize("words", [("create", "nobody"), ("create", "clerk", "--days", "0"), ("revoke", "rw_nothing")])
def test_bad_input_of_the_command_ends_with_2(city, words):
    with pytest.raises(CommandError) as refused:
        call_command("api_key", *words)
    assert refused.value.returncode == 2


def test_administrators_make_keys_in_the_administration_and_see_them_once(city):
    admin = city.people.admin
    admin.is_staff = True
    admin.save()
    browser = Client()
    browser.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    form = {"user": city.people.clerk.pk, "label": "从后台", "expires_at_0": "", "expires_at_1": ""}
    page = browser.post("/admin/api/apikey/add/", form, follow=True)
    row = ApiKey.objects.get(label="从后台")
    shown = next(
        word for word in page.content.decode().replace("<", " ").split() if row.prefix in word and len(word) > 20
    )
    key = shown[shown.index("rw_") :]
    assert valid_key(key) == row and row.created_by == admin
    assert key not in browser.get("/admin/api/apikey/").content.decode()
    browser.post("/admin/api/apikey/", {"action": "revoke", "_selected_action": [row.pk]})
    assert valid_key(key) is None


def test_nobody_else_reaches_the_administration_of_keys(city):
    browser = Client()
    city.people.clerk.is_staff = True
    city.people.clerk.save()
    browser.force_login(city.people.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/admin/api/apikey/").status_code == 403
