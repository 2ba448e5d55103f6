"""The demo city: every stage and state in it, all made by the services, and the same again for the same seed."""

import datetime as dt
import hashlib
import json
import random
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from core.models import Squadron, User
from inspections.models import Order, Visit
from permits.lifecycle import ACTIVE_STATES, Stage, State
from permits.models import Case, Embargo, Event, IssuedDocument, RoadSegment, SensitivePlace, Works
from permits.selectors.roads import road_facts_at
from permits.selectors.works import active_sites
from web.demo.seed import scripts

TODAY = dt.date(2026, 11, 23)


class Enough(Exception):
    """Ends the transaction of the first city, so that a second one can be made beside nobody."""


def make(sites: int = 12, seed: int = 1) -> None:
    call_command("seed_demo", sites=sites, seed=seed, date=str(TODAY), verbosity=0)


def digest() -> str:
    """Numbers, stages, places, dates and codes of everything, as one hash."""
    rows = [
        list(
            Case.objects.order_by("number").values_list("number", "stage", "road_name", "lon", "starts_on", "ends_on")
        ),
        list(Works.objects.order_by("number").values_list("number", "state", "open_orders", "last_visit_on")),
        list(IssuedDocument.objects.order_by("verify_code").values_list("verify_code", "number", "kind")),
        list(Visit.objects.order_by("day", "works__number").values_list("day", "works__number", "state")),
        list(Order.objects.order_by("number").values_list("number", "state")),
    ]
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_city_is_lifelike_made_by_the_services_and_the_same_for_the_same_seed():
    with pytest.raises(Enough), transaction.atomic():
        make()
        first = digest()
        raise Enough
    make()
    assert digest() == first
    assert set(Case.objects.values_list("stage", flat=True)) == set(Stage.values)
    assert set(Works.objects.values_list("state", flat=True)) == set(State.values)
    for ahead in range(8):
        day = TODAY + dt.timedelta(days=ahead)
        assert active_sites(day).count() >= 12, day
    ending = active_sites(TODAY).filter(permit_in_force__valid_until__lt=TODAY + dt.timedelta(days=8))
    assert not ending.exists()
    assert Visit.objects.filter(state="RECORDED").exists() and Visit.objects.filter(day=TODAY).exists()
    moved = Case.objects.exclude(stage=Stage.DRAFT)
    assert not moved.exclude(pk__in=Event.objects.exclude(case=None).values("case")).exists()
    started = Event.objects.filter(action__in=("start", "report_emergency_start")).values("works")
    assert not Works.objects.filter(state__in=ACTIVE_STATES).exclude(pk__in=started).exists()
    assert all("演示" in squadron.name for squadron in Squadron.objects.all())
    assert RoadSegment.objects.count() > 200 and SensitivePlace.objects.count() > 50
    assert {embargo.kind for embargo in Embargo.objects.all()} == {"examination", "festival", "race"}
    assert Embargo.objects.filter(starts_on__gte=TODAY, kind="race").exists()
    for case in Case.objects.filter(plan__has_key="road"):
        road, registered = case.plan["road"], road_facts_at(case.geometry).plan_members
        assert {name: road.get(name) for name in registered} == registered
    assert User.objects.filter(username__in=("contractor", "partner", "inspector8", "archivist", "admin")).count() == 5


def test_another_seed_tells_other_stories():
    people = SimpleNamespace(applicants=["first", "second", "third"])
    one, again, other = (scripts(people, TODAY, 12, random.Random(seed)) for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.django_db
def test_a_city_that_is_there_is_left_alone(capsys):
    User.objects.create(username="somebody")
    make()
    assert User.objects.count() == 1
    assert "already there" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"), [({"sites": 0}, "--sites"), ({"date": "23.11.2026"}, "--date"), ({"environment": 1}, "demo")]
)
def test_bad_input_ends_with_one_clear_line(settings, wrong, said):
    if wrong.pop("environment", None):
        settings.ENVIRONMENT = "production"
    with pytest.raises(CommandError, match=said) as refused:
        call_command("seed_demo", **wrong)
    assert refused.value.returncode == 2
