"""A small town: one person per role, two contractors, two agencies, one works with a submitted case."""

import datetime as dt
from types import SimpleNamespace

import pytest

from core import clock
from core.models import Organisation, Squadron, User
from core.roles import Role
from permits import timeline
from permits.lifecycle import Action
from permits.models import Case, Opinion, Works

DAY = dt.date(2026, 11, 16)


def person(username, role, **fields):
    """An active person with an address."""
    return User.objects.create(username=username, role=role, email=f"{username}@example.org", **fields)


@pytest.fixture
def town(db):
    now = clock.now()
    make = Organisation.objects.create
    built = make(name="建安公司", uscc="A" * 18, status=Organisation.Status.APPROVED, registered_at=now)
    rival = make(name="对手公司", uscc="B" * 18, status=Organisation.Status.APPROVED, registered_at=now)
    roads = make(name="公路局", uscc="C" * 18, kind=Organisation.Kind.ROAD_AUTHORITY, registered_at=now)
    buses = make(name="公交公司", uscc="D" * 18, kind=Organisation.Kind.BUS_COMPANY, registered_at=now)
    north, south = (Squadron.objects.create(code=code, name=code) for code in ("north", "south"))
    people = SimpleNamespace(
        applicant=person("applicant", Role.APPLICANT, organisation=built, membership=User.Membership.MANAGER),
        colleague=person("colleague", Role.APPLICANT, organisation=built, language="en"),
        rival=person("rival", Role.APPLICANT, organisation=rival),
        clerk=person("clerk", Role.CLERK),
        officer=person("officer", Role.SQUADRON, squadron=north),
        inspector=person("inspector", Role.INSPECTOR, squadron=north),
        stranger=person("stranger", Role.SQUADRON, squadron=south),
        reviewer=person("reviewer", Role.REVIEWER),
        legal=person("legal", Role.LEGAL),
        leader=person("leader", Role.LEADER),
        commander=person("commander", Role.COMMANDER),
        archivist=person("archivist", Role.ARCHIVIST),
        roads=person("roads", Role.AGENCY, organisation=roads),
        buses=person("buses", Role.AGENCY, organisation=buses),
    )
    place = {"road_name": "万松东路", "organisation": built, "squadron": north, "created_at": now, "changed_at": now}
    works = Works.objects.create(number="W2026-000001", **place)
    case = Case.objects.create(
        number="C2026-000001",
        works=works,
        created_by=people.applicant,
        received_on=DAY,
        accept_by=dt.date(2026, 11, 23),
        **place,
    )
    case.to_submitted()
    case.save()
    return SimpleNamespace(people=people, works=works, case=case, built=built, rival=rival, roads=roads, buses=buses)


@pytest.fixture
def ask(town):
    """Ask an agency for its opinion on the town's case."""

    def asked(organisation):
        return Opinion.objects.create(
            case=town.case,
            organisation=organisation,
            asked_by=town.people.reviewer,
            asked_at=clock.now(),
            due_on=dt.date(2026, 12, 1),
        )

    return asked


@pytest.fixture
def happen(town):
    """Write one event about the town's case, as every action does; on="works": about its works."""

    def record(action: Action | str, *, on="case", actor=None, **fields):
        case = town.case if on == "case" else None
        return timeline.record(str(action), actor=actor, works=town.works, case=case, **fields)

    return record
