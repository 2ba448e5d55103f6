"""The detours of the plans that hold now are kept where they are found, and those of the others are not."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.db import connection

from core import clock
from permits.models import Case, Detour, Works
from permits.rules.conflicts.days import Days
from permits.selectors.conflicts import conflicts_for
from permits.services import application, drafting, force, review
from tests.city import (
    MONDAY,
    build_city,
    case_in_force,
    filled_draft,
    granted_case,
    plan,
    submitted_case,
    surveyed_case,
)

WAY = {"type": "LineString", "coordinates": [[120.6489, 27.7807], [120.6489, 27.7850], [120.6577, 27.7850]]}
ON_THE_WAY = {"type": "LineString", "coordinates": [[120.6520, 27.7850], [120.6530, 27.7850]]}


@pytest.fixture
def city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        yield build_city()


def closing(start_in_days: int = 40) -> dict:
    """A full closure by night with its detour drawn, as it is typed."""
    today = clock.today()
    whole = plan(today + dt.timedelta(start_in_days), today + dt.timedelta(start_in_days + 30), layout="L10")
    whole["phases"][0]["detour"] = {"description": "绕行罗阳大道", "line": WAY}
    return {"plan": whole, "detour_line": WAY}


def kept(case: Case) -> list[Detour]:
    return list(Detour.objects.filter(works=case.works_id))


def test_a_detour_is_kept_from_the_submission_on(city):
    draft = filled_draft(city, **closing())
    assert kept(draft) == []
    case = application.submit_case(city.people.contractor, draft.number)
    (row,) = kept(case)
    assert (row.geometry, row.phase, row.daily_hours) == (WAY, "一期", [["22:00", "05:00"]])
    assert Days(row.starts_on, row.ends_on) == Days(case.starts_on, case.ends_on)
    assert (row.lon_min, row.lat_max) == (120.6489, 27.7850)
    assert not Detour.objects.exclude(works=case.works).exists()


def test_it_goes_when_the_case_comes_to_nothing(city):
    case = submitted_case(city, **closing())
    application.withdraw_case(city.people.contractor, case.number, reason="不再施工")
    assert kept(case) == []
    granted = granted_case(city, **closing())
    assert len(kept(granted)) == 1


def test_while_it_is_revised_the_plan_handed_in_counts(city):
    case = surveyed_case(city, **closing())
    review.request_revision(city.people.reviewer, case.number, reason="绕行路线过长")
    case = Case.objects.get(pk=case.pk)
    changed = case.plan
    changed["phases"][0]["detour"] = {"description": "绕行", "line": ON_THE_WAY}
    drafting.edit_case(city.people.contractor, case.number, {"plan": changed})
    assert [row.geometry for row in kept(case)] == [WAY]
    drafting.edit_case(city.people.contractor, case.number, {"declared": True})
    application.submit_revision(city.people.contractor, case.number)
    assert [row.geometry for row in kept(case)] == [ON_THE_WAY]


def test_a_permit_cuts_the_days_of_its_detour_and_its_end_takes_it_away(city):
    granted = granted_case(city, **closing())
    Case.objects.filter(pk=granted.pk).update(valid_until=granted.starts_on)
    case = force.issue_permit(city.people.clerk, granted.number)
    (row,) = kept(case)
    assert row.starts_on == row.ends_on == case.valid_from
    force.recall_permit(city.people.leader, case.number, reason="情况变化")
    assert kept(case) == []


def test_conflicts_with_detours_are_found_both_ways(city):
    closer = submitted_case(city, **closing())
    theirs = drafting.create_draft(city.people.contractor2)
    typed = {"geometry": ON_THE_WAY, "starts_on": closer.starts_on, "ends_on": closer.ends_on, "road_name": "罗阳大道"}
    theirs = drafting.edit_case(city.people.contractor2, theirs.number, typed)
    (seen,) = [view for view in conflicts_for(city.people.contractor2, theirs) if view.found.kind == "detour_here"]
    assert (seen.other.number, seen.geometry) == ("", None), "of a stranger's detour one learns only that it is here"
    (seen,) = [view for view in conflicts_for(city.people.reviewer, theirs) if view.found.kind == "detour_here"]
    assert seen.other.number == closer.works.number and seen.geometry is not None
    Works.objects.filter(pk=theirs.works_id).update(
        geometry=ON_THE_WAY, starts_on=theirs.starts_on, ends_on=theirs.ends_on, closure="full", origin="imported",
        lon_min=120.6520, lon_max=120.6530, lat_min=27.7850, lat_max=27.7850, road_name="罗阳大道",
    )  # fmt: skip
    (seen,) = [view for view in conflicts_for(city.people.reviewer, closer) if view.found.kind == "on_detour"]
    assert (seen.found.says, seen.other.road_name) == ("on_detour.full", "罗阳大道")
    assert seen.found.days == Days(closer.starts_on, closer.ends_on)


def test_the_migration_finds_the_detours_that_are_there_already(city):
    waiting, in_force = submitted_case(city, **closing()), case_in_force(city, **closing(60))
    withdrawn = submitted_case(city, **closing())
    application.withdraw_case(city.people.contractor, withdrawn.number, reason="不再施工")
    before = list(Detour.objects.order_by("works_id").values_list("works_id", "phase", "starts_on", "geometry"))
    migration = importlib.import_module("permits.migrations.0006_detours")
    migration.empty(apps, connection.schema_editor())
    assert not Detour.objects.exists()
    migration.fill(apps, connection.schema_editor())
    after = list(Detour.objects.order_by("works_id").values_list("works_id", "phase", "starts_on", "geometry"))
    assert after == before and {row[0] for row in after} == {waiting.works_id, in_force.works_id}
