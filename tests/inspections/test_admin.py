"""An administrator looks things up and changes nothing."""

import pytest
from django.urls import reverse

from core.models import User
from tests.inspections.site import ordered


@pytest.mark.parametrize("model", ["dayplan", "visit", "order"])
def test_administrators_read_and_nobody_writes(city, works, client, model):
    ordered(city, works)
    User.objects.filter(username="admin").update(is_staff=True)
    client.force_login(User.objects.get(username="admin"))
    assert client.get(reverse(f"admin:inspections_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:inspections_{model}_add")).status_code == 403


def test_others_see_nothing_of_it(city, works, client):
    User.objects.filter(username="clerk").update(is_staff=True)
    client.force_login(User.objects.get(username="clerk"))
    assert client.get(reverse("admin:inspections_order_changelist")).status_code == 403
