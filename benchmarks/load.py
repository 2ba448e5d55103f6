"""Bulk loading of cases, which only benchmarks may do: copies of one sound case, spread over a city and its years.

Every copy has its own works and the events of its life, so that tables grow as they would in a city. What is at hand
in a city does not grow with its past: beyond PRESENT cases every further one is over.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, models
from shapely.affinity import translate
from shapely.geometry import shape

from core import clock
from core.models import Organisation, Squadron, User
from permits.lifecycle import ENDED_STAGES, OPEN_STAGES, Action, Stage, State
from permits.models import Alarm, Case, Event, Opinion, Works

#: Of a hundred cases of a city with some years behind it, how many are in which stage.
STAGES = {
    Stage.DRAFT: 2,
    Stage.SUBMITTED: 2,
    Stage.CORRECTION: 1,
    Stage.ACCEPTED: 2,
    Stage.SURVEYED: 3,
    Stage.REVISION: 1,
    Stage.REVIEWED: 2,
    Stage.GRANTED: 1,
    Stage.IN_FORCE: 8,
    Stage.EXPIRED: 10,
    Stage.SUPERSEDED: 12,
    Stage.CANCELLED: 40,
    Stage.REFUSED: 4,
    Stage.NOT_ACCEPTED: 4,
    Stage.WITHDRAWN: 8,
}
PAST = {stage: share for stage, share in STAGES.items() if stage in ENDED_STAGES}
#: With so many cases in that mix a city has some 650 open ones and 240 sites; more cases are older years.
PRESENT = 3_000
#: How far from the sound case's place the others lie at most, degrees east and north: 30 km by 22 km.
AROUND_DEG = (0.15, 0.10)
#: Where the works of a case in this stage stands; in any other stage, not started.
STATES = {
    Stage.IN_FORCE: State.UNDER_WAY,
    **dict.fromkeys((Stage.EXPIRED, Stage.SUPERSEDED, Stage.CANCELLED), State.ARCHIVED),
    **dict.fromkeys((Stage.REFUSED, Stage.NOT_ACCEPTED, Stage.WITHDRAWN), State.ABANDONED),
}
PLACE = ("geometry", "lon", "lat", "lon_min", "lat_min", "lon_max", "lat_max")
#: Stages whose cases an agency is asked about, or was.
ASKED = (Stage.SURVEYED, Stage.EXPIRED, Stage.SUPERSEDED)
EVENTS = (Action.SUBMIT, Action.ACCEPT, Action.RECORD_SURVEY, Action.CLOSE_REVIEW)
ROADS = ("万松东路", "安阳路", "隆山东路", "罗阳大道", "瑞湖路", "拱瑞山路", "塘河北路", "飞云江路")
BATCH = 2_000


@dataclass(frozen=True)
class Cast:
    """Whose cases they are; agency: who was asked about those under review, by `reviewer`."""

    organisations: tuple[Organisation, ...]
    squadrons: tuple[Squadron, ...]
    agency: Organisation
    reviewer: User


def load_cases(sound: Case, cast: Cast, total: int) -> None:
    """Add copies of `sound` until there are `total` cases, and let the database learn about them."""
    have = Case.objects.count()
    chance = random.Random(total)
    stages = _stages(total)
    for numbers in _batches(range(have, total)):
        works = [_works(number, sound.works, stages[number], cast, chance) for number in numbers]
        Works.objects.bulk_create(works)
        cases = [
            _case(number, sound, place, stages[number], chance) for number, place in zip(numbers, works, strict=True)
        ]
        Case.objects.bulk_create(cases)
        Event.objects.bulk_create(event for case in cases for event in _events(case))
        Opinion.objects.bulk_create(_opinion(case, cast) for case in cases if case.stage in ASKED)
        Alarm.objects.bulk_create(_alarm(case) for case in cases if case.stage == Stage.IN_FORCE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _stages(total: int) -> list[Stage]:
    now, before = random.Random(0), random.Random(1)
    present = now.choices(list(STAGES), weights=list(STAGES.values()), k=min(total, PRESENT))
    return present + before.choices(list(PAST), weights=list(PAST.values()), k=total - len(present))


def _batches(numbers: range) -> Iterator[list[int]]:
    numbers = iter(numbers)
    while batch := list(itertools.islice(numbers, BATCH)):
        yield batch


def _works(number: int, sound: Works, stage: Stage, cast: Cast, chance: random.Random) -> Works:
    starts_on = clock.today() + dt.timedelta(days=chance.randint(-900, 60))
    return Works(
        **_copied(sound)
        | _moved(sound, chance)
        | {
            "number": f"WL-{number:07d}",
            "state": STATES.get(stage, State.PLANNED),
            "organisation_id": chance.choice(cast.organisations).pk,
            "squadron_id": chance.choice(cast.squadrons).pk,
            "road_name": chance.choice(ROADS),
            "permit_in_force_id": None,
            "starts_on": starts_on,
            "ends_on": starts_on + dt.timedelta(days=30),
        }
    )


def _case(number: int, sound: Case, works: Works, stage: Stage, chance: random.Random) -> Case:
    case_number = f"CL-{number:07d}"
    due_on = clock.today() + dt.timedelta(days=chance.randint(-5, 40)) if stage in OPEN_STAGES else None
    return Case(
        **_copied(sound)
        | {
            "number": case_number,
            "stage": stage,
            "works_id": works.pk,
            "parent_id": None,
            "creation_token": None,
            "organisation_id": works.organisation_id,
            "squadron_id": works.squadron_id,
            "road_name": works.road_name,
            **{name: getattr(works, name) for name in PLACE},
            "starts_on": works.starts_on,
            "ends_on": works.ends_on,
            "valid_from": works.starts_on,
            "valid_until": works.ends_on,
            "due_on": due_on,
            # The sound case never was in correction; everything else its life has brought.
            "correction_requested_on": sound.received_on if stage == Stage.CORRECTION else None,
            "correction_by": due_on if stage == Stage.CORRECTION else None,
            "search_text": sound.search_text.replace(sound.number.lower(), case_number.lower()),
        }
    )


def _moved(sound: Works, chance: random.Random) -> dict:
    """The same line elsewhere in the city."""
    east, north = (chance.uniform(-reach, reach) for reach in AROUND_DEG)
    placed = translate(shape(sound.geometry), east, north)
    west, south, *far = placed.bounds
    geometry = {"type": placed.geom_type, "coordinates": [list(position) for position in placed.coords]}
    return dict(zip(PLACE, (geometry, sound.lon + east, sound.lat + north, west, south, *far), strict=True))


def _events(case: Case) -> Iterator[Event]:
    for action in EVENTS:
        yield Event(
            works_id=case.works_id,
            case=case,
            action=action,
            level=Event.Level.PARTIES,
            at=case.created_at,
            data={"number": case.number},
            delivered_at=case.created_at,
        )


def _opinion(case: Case, cast: Cast) -> Opinion:
    given = {} if case.stage == Stage.SURVEYED else {"verdict": Opinion.Verdict.AGREES, "given_at": clock.now()}
    asked = {"organisation": cast.agency, "asked_by": cast.reviewer, "asked_at": clock.now(), "due_on": clock.today()}
    return Opinion(case=case, **asked, **given)


def _alarm(case: Case) -> Alarm:
    return Alarm(works_id=case.works_id, case=case, kind=Alarm.Kind.UNINSPECTED, raised_at=case.created_at)


def _copied(row: models.Model) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
