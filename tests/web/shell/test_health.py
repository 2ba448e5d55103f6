"""Alive and ready: what a load balancer asks."""

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection


@pytest.fixture(autouse=True)
def no_remembered_answer():
    cache.delete("readyz")
    yield
    cache.delete("readyz")


@pytest.fixture
def no_broker():
    before = current_app.conf.broker_url
    current_app.conf.update(broker_url="redis://127.0.0.1:1/0", broker_write_url="redis://127.0.0.1:1/0")
    yield
    current_app.conf.update(broker_url=before, broker_write_url=before)


def test_alive_needs_no_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "alive"}
    assert "no-store" in response["Cache-Control"]


def test_ready_when_everything_is_there(client, db, settings, tmp_path):
    settings.PREPARING_MARKER = tmp_path / "preparing"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": True, "broker": True, "storage": True, "city": True}
    assert default_storage.listdir("readiness") == ([], [])


def test_not_ready_while_the_city_is_being_made(client, db, settings, tmp_path):
    settings.PREPARING_MARKER = tmp_path / "preparing"
    settings.PREPARING_MARKER.touch()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["city"] is False


def test_not_ready_before_migrations_have_run(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] is False


def test_not_ready_when_nothing_can_be_stored(client, db, settings, tmp_path):
    in_the_way = tmp_path / "media"
    in_the_way.touch()
    storages = settings.STORAGES["default"] | {"OPTIONS": {"location": str(in_the_way)}}
    settings.STORAGES = settings.STORAGES | {"default": storages}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["storage"] is False


def test_not_ready_without_a_broker(client, db, no_broker):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["broker"] is False


def test_only_looking_is_allowed(client):
    assert client.post("/readyz").status_code == 405


def test_pages_may_load_only_our_own_files(client):
    headers = client.get("/healthz").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
