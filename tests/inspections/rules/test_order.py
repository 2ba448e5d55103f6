"""Whether orders and reports can be made, answered and closed, and by when."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from inspections.rules.order import (
    FindingFacts,
    ReinspectionFacts,
    answer_violations,
    issue_violations,
    receipt_violations,
    return_violations,
    verify_violations,
)
from inspections.rules.rectification import deadline, escalation, gravest, is_overdue, periods
from inspections.rules.report import masked, outcome_violations, report_violations, visit_violations

NOW = dt.datetime(2026, 12, 7, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR = dt.timedelta(hours=1)
ONE = FindingFacts(1, "serious")


def codes(violations) -> list[str]:
    return [violation.code for violation in violations]


def issue(asked=(1,), found=(ONE,), deadline_at=NOW + HOUR, requirement="", immediate=False):
    return codes(
        issue_violations(
            asked=asked, found=found, deadline_at=deadline_at, now=NOW, requirement=requirement, immediate=immediate
        )
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"asked": ()}, ["findings_missing"]),
        ({"asked": (1, 2)}, ["finding_unknown"]),
        ({"asked": (1, 1)}, ["finding_repeated"]),
        ({"found": (FindingFacts(1, "general", "O2026-000001"),)}, ["finding_ordered"]),
        ({"deadline_at": NOW}, ["deadline_passed"]),
        ({"deadline_at": NOW, "immediate": True}, []),
        ({"deadline_at": NOW - HOUR, "immediate": True}, ["deadline_passed"]),
        ({"deadline_at": NOW + dt.timedelta(days=31)}, ["deadline_too_far"]),
        ({"requirement": "x" * 4001}, ["text_too_long"]),
    ],
)
def test_an_order_names_its_findings_and_a_deadline_ahead(changed, expected):
    assert issue(**changed) == expected


def test_a_signature_belongs_to_a_name():
    assert codes(receipt_violations(received_by=" ", signed=True)) == ["received_by_missing"]
    assert receipt_violations(received_by="王五", signed=True) == receipt_violations(received_by="", signed=False) == ()


@pytest.mark.parametrize(
    ("text", "photos", "expected"),
    [
        ("Done", 1, []),
        (" ", 0, ["answer_text_missing", "answer_photo_missing"]),
        ("x" * 4001, 13, ["text_too_long", "photos_too_many"]),
    ],
)
def test_an_answer_says_and_shows_what_was_done(text, photos, expected):
    assert codes(answer_violations(text=text, photos=photos)) == expected


@pytest.mark.parametrize(
    ("visit", "expected"),
    [
        (None, ["reinspection_missing"]),
        (ReinspectionFacts(NOW, same_works=False, result="ok"), ["reinspection_missing"]),
        (ReinspectionFacts(None, same_works=True, result="ok"), ["reinspection_not_recorded"]),
        (ReinspectionFacts(NOW - 2 * HOUR, same_works=True, result="ok"), ["reinspection_before_answer"]),
        (ReinspectionFacts(NOW, same_works=True, result="not_ok"), ["reinspection_failed"]),
        (ReinspectionFacts(NOW, same_works=True, result="ok"), []),
    ],
)
def test_only_a_visit_after_the_answer_proves_it(visit, expected):
    assert codes(verify_violations(answered_at=NOW - HOUR, visit=visit)) == expected


@pytest.mark.parametrize(
    ("reason", "deadline_at", "expected"),
    [
        ("Cones still missing", NOW + HOUR, []),
        ("", NOW, ["return_reason_missing", "deadline_passed"]),
        ("x" * 4001, NOW + HOUR, ["text_too_long"]),
    ],
)
def test_a_returned_answer_has_a_reason_and_a_new_deadline(reason, deadline_at, expected):
    assert codes(return_violations(reason=reason, deadline_at=deadline_at, now=NOW)) == expected


@pytest.mark.parametrize(
    ("severity", "traffic_affected", "expected"),
    [
        ("general", True, dt.datetime(2026, 12, 8, 23, 59, tzinfo=NOW.tzinfo)),
        ("serious", True, NOW + 4 * HOUR),
        ("serious", False, dt.datetime(2026, 12, 8, 23, 59, tzinfo=NOW.tzinfo)),
        ("critical", False, NOW),
    ],
)
def test_the_period_follows_from_the_severity(severity, traffic_affected, expected):
    assert deadline(severity, traffic_affected, NOW) == expected


def test_what_is_to_be_done_at_once_is_given_the_time_it_takes():
    assert is_overdue("serious", NOW, NOW + HOUR / 60)
    assert not is_overdue("serious", NOW, NOW)
    assert not is_overdue("critical", NOW, NOW + HOUR)
    assert is_overdue("critical", NOW, NOW + 3 * HOUR)


def test_every_period_is_labelled_a_setting():
    assert len(periods()) == 6
    assert {period.certainty for period in periods().values()} == {"setting"}


def test_an_overdue_order_rises_and_is_then_referred():
    assert (escalation("general").severity, escalation("general").referral) == ("serious", "")
    assert (escalation("serious").severity, escalation("serious").referral) == ("serious", "refer")
    assert escalation("critical").referral == "refer_and_substitute"
    assert gravest(["general", "critical", "serious"]) == "critical"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"lon": None, "lat": None}, ["position_missing"]),
        ({"lat": None}, ["position_incomplete"]),
        ({"in_city": False}, ["position_outside_city"]),
        ({"text": " "}, ["report_text_missing"]),
        ({"text": "x" * 2001, "contact": "y" * 101}, ["text_too_long", "text_too_long"]),
    ],
)
def test_a_report_says_where_and_what(changed, expected):
    facts = {"lon": 120.6, "lat": 27.8, "text": "Open pit", "contact": "", "in_city": True} | changed
    assert codes(report_violations(**facts)) == expected


def test_a_report_is_closed_with_what_was_done():
    assert codes(outcome_violations("")) == ["outcome_missing"]
    assert codes(outcome_violations("x" * 2001)) == ["text_too_long"]
    assert outcome_violations("Cones put back") == ()
    assert codes(visit_violations(7, known=False)) == ["visit_unknown"]
    assert visit_violations(7, known=True) == visit_violations(None, known=False) == ()


@pytest.mark.parametrize(("contact", "shown"), [("13812345678", "13*******78"), ("王五", "**"), ("", "")])
def test_a_contact_is_masked(contact, shown):
    assert masked(contact) == shown
