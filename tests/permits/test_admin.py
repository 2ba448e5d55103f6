"""An administrator looks cases, works and papers up and changes nothing."""

import pytest
from django.urls import reverse

from core.models import User
from permits.models import Alarm, Case, Event, IssuedDocument, Works
from permits.services.alarms import raise_alarm
from tests.city import build_city, case_in_force

MODELS = (Works, Case, IssuedDocument, Alarm, Event)


@pytest.fixture
def case(db, settings, tmp_path) -> Case:
    settings.MEDIA_ROOT = tmp_path
    case = case_in_force(build_city())
    raise_alarm(case.works, Alarm.Kind.UNINSPECTED, case=case)
    return case


def sign_in(client, name: str):
    User.objects.filter(username=name).update(is_staff=True)
    client.force_login(User.objects.get(username=name))


def test_an_administrator_finds_everything_by_the_number_of_its_works(case, client):
    sign_in(client, "admin")
    for model in MODELS:
        answer = client.get(reverse(f"admin:permits_{model._meta.model_name}_changelist"), {"q": case.works.number})
        assert answer.status_code == 200
        assert answer.context["cl"].result_count == model.objects.count() > 0, model


def test_an_administrator_reads_a_row_and_writes_none(case, client):
    sign_in(client, "admin")
    for model in MODELS:
        names = f"admin:permits_{model._meta.model_name}"
        row = model.objects.first()
        change = reverse(f"{names}_change", args=[row.pk])
        assert client.get(change).status_code == 200, model
        assert client.post(change, {"number": "X"}).status_code == 403
        assert client.get(reverse(f"{names}_add")).status_code == 403
        assert client.post(reverse(f"{names}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        assert model.objects.filter(pk=row.pk).exists()


def test_others_see_nothing_of_it(case, client):
    sign_in(client, "clerk")
    for model in MODELS:
        assert client.get(reverse(f"admin:permits_{model._meta.model_name}_changelist")).status_code == 403
