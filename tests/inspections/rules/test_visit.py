"""Whether an arrival and a record can stand; every reason at once."""

import datetime as dt
import math

import pytest

from inspections.rules.checklist import SiteFacts, items_for
from inspections.rules.officers import OfficerFacts, second_officer_violations
from inspections.rules.visit import Answer, arrival_violations, position_violations, record_violations

ITEMS = items_for(SiteFacts(closure="footway"))
NOW = dt.datetime(2026, 12, 7, 2, 0, tzinfo=dt.UTC)


def codes(violations) -> list[str]:
    return [violation.code for violation in violations]


def answers(**changed) -> list[Answer]:
    given = {item.code: Answer(item.code, "ok") for item in ITEMS} | changed
    return [answer for answer in given.values() if answer is not None]


def record(given, photos=None, *, arrived=True):
    return record_violations(arrived=arrived, items=ITEMS, answers=given, photos=photos or {})


def test_a_full_record_stands():
    assert record(answers()) == ()
    assert record(answers(C09=Answer("C09", "not_applicable"))) == ()


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"C09": None}, "checklist_item_unanswered", "results.C09"),
        ({"C99": Answer("C99", "ok")}, "checklist_item_unknown", "results"),
        ({"again": Answer("C09", "ok")}, "checklist_item_repeated", "results.C09"),
        ({"C09": Answer("C09", "maybe")}, "checklist_result_unknown", "results.C09"),
        ({"C09": Answer("C09", "not_ok")}, "finding_evidence_missing", "results.C09"),
        ({"C02": Answer("C02", "not_ok", "two metres too wide")}, "finding_photo_missing", "results.C02"),
        ({"C09": Answer("C09", "not_ok", "too low", "serious")}, "finding_photo_missing", "results.C09"),
        ({"C09": Answer("C09", "not_ok", "too low", "huge")}, "severity_unknown", "results.C09"),
        ({"C09": Answer("C09", "ok", "x" * 2001)}, "note_too_long", "results.C09"),
    ],
)
def test_what_is_wrong_with_a_record_is_named_at_its_item(changed, code, field):
    (violation,) = record(answers(**changed))
    assert (violation.code, violation.field) == (code, field)


def test_an_item_that_no_longer_concerns_the_site_may_still_be_answered():
    given = answers(C21=Answer("C21", "ok"))
    everything = items_for(SiteFacts(closure="full", open_orders=1))
    assert record_violations(arrived=True, items=ITEMS, answers=given, photos={}, also=everything) == ()


def test_a_record_needs_an_arrival():
    assert codes(record(answers(), arrived=False)) == ["arrival_missing"]


def test_a_note_proves_a_general_fault_and_a_photo_any():
    assert record(answers(C09=Answer("C09", "not_ok", "1.2 m only"))) == ()
    assert record(answers(C09=Answer("C09", "not_ok"), C02=Answer("C02", "not_ok")), {"C09": 1, "C02": 2}) == ()


def test_all_reasons_come_at_once():
    found = record([Answer("C02", "not_ok")], arrived=False)
    assert codes(found).count("checklist_item_unanswered") == len(ITEMS) - 1
    assert {"arrival_missing", "finding_photo_missing"} <= set(codes(found))


def test_an_arrival_is_of_the_day_and_not_of_the_future():
    day = dt.date(2026, 12, 7)
    assert arrival_violations(visit_day=day, arrived_at=NOW, arrival_day=day, now=NOW) == ()
    early = NOW - dt.timedelta(minutes=4)
    assert arrival_violations(visit_day=day, arrived_at=NOW, arrival_day=day, now=early) == ()
    late = NOW - dt.timedelta(minutes=6)
    assert codes(arrival_violations(visit_day=day, arrived_at=NOW, arrival_day=day, now=late)) == ["arrival_in_future"]
    other = day - dt.timedelta(days=1)
    assert codes(arrival_violations(visit_day=day, arrived_at=NOW, arrival_day=other, now=NOW)) == [
        "arrival_on_other_day"
    ]


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (None, None, []),
        (120.6, 27.8, []),
        (120.6, None, ["position_incomplete"]),
        (None, 27.8, ["position_incomplete"]),
        (200.0, 27.8, ["position_impossible"]),
        (math.nan, 27.8, ["position_impossible"]),
    ],
)
def test_a_position_is_whole_or_absent(lon, lat, expected):
    assert codes(position_violations(lon, lat)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OfficerFacts(named=False), ["second_officer_missing"]),
        (OfficerFacts(named=True), ["second_officer_unknown"]),
        (OfficerFacts(named=True, known=True, is_the_actor=True), ["second_officer_repeated"]),
        (
            OfficerFacts(named=True, known=True),
            ["second_officer_inactive", "second_officer_not_entitled", "second_officer_of_other_squadron"],
        ),
        (OfficerFacts(named=True, known=True, active=True, entitled_role=True, same_squadron=True), []),
    ],
)
def test_two_different_officers_of_the_squadron_stand_behind_it(facts, expected):
    assert codes(second_officer_violations(facts)) == expected
