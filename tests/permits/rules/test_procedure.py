"""The rules of each stage, one reason at a time."""

import datetime as dt

import pytest

from permits.rules import acceptance, decision, force, review, survey, works

TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def codes(violations) -> list[str]:
    return [violation.code for violation in violations]


def test_correction():
    def asked(items, already=None, accept_by=TODAY):
        return codes(
            acceptance.correction_violations(items, already_requested_on=already, accept_by=accept_by, today=TODAY)
        )

    assert asked([{"text": "补充"}]) == []
    assert asked([]) == ["correction_items_missing"]
    assert asked([{"text": " "}]) == ["correction_text_missing"]
    assert asked([{"text": "补充"}], accept_by=TODAY - DAY) == ["correction_too_late"]
    assert asked([{"text": "补充"}], already=TODAY) == ["correction_already_requested"]


def test_declining():
    assert codes(acceptance.decline_violations("whim", ["x"], "")) == ["decline_ground_unknown"]
    assert codes(acceptance.decline_violations("not_required", [], "")) == ["reason_missing"]
    assert codes(acceptance.decline_violations("not_competent", ["x"], " ")) == ["competent_authority_missing"]
    assert acceptance.decline_violations("not_corrected", ["逾期未补正"], "") == ()


def test_withdrawal_by_the_office_only_closes_a_lapsed_correction():
    def by_office(stage, last_day, reason="x"):
        return codes(
            acceptance.withdrawal_violations(
                by_office=True, stage=stage, correction_by=last_day, today=TODAY, reason=reason
            )
        )

    assert by_office("CORRECTION", TODAY - DAY) == []
    assert by_office("CORRECTION", TODAY) == ["correction_not_lapsed"]
    assert by_office("SUBMITTED", None) == ["correction_not_lapsed"]
    assert by_office("CORRECTION", TODAY - DAY, " ") == ["reason_missing"]


SURVEY = {
    "officer": "a", "second_officer": "b", "second_is_officer_of_squadron": True, "surveyed_at": NOW,
    "accepted_on": TODAY, "now": NOW, "findings": "属实", "local_day": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"second_officer": ""}, ["second_officer_missing"]),
        ({"second_officer": "a"}, ["second_officer_same"]),
        ({"second_is_officer_of_squadron": False}, ["second_officer_elsewhere"]),
        ({"surveyed_at": None}, ["field_missing"]),
        ({"surveyed_at": NOW + DAY}, ["survey_in_future"]),
        ({"local_day": TODAY - DAY}, ["survey_before_acceptance"]),
        ({"findings": " "}, ["field_missing"]),
    ],
)
def test_survey(change, expected):
    assert codes(survey.violations(**SURVEY | change)) == expected


def finding(rule="P03", level="block", overridable=True, phase="一期") -> dict:
    return {"rule": rule, "level": level, "overridable": overridable, "phase": phase}


REVIEW = {
    "recommends": "grant", "text": "可行", "findings": (), "overrides": {}, "pending_opinions": (), "today": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"recommends": ""}, ["recommendation_missing"]),
        ({"text": ""}, ["reason_missing"]),
        ({"pending_opinions": [("公交", TODAY)]}, ["opinion_pending"]),
        ({"pending_opinions": [("公交", TODAY - DAY)]}, []),
        ({"findings": [finding(overridable=False)]}, ["plan_blocked"]),
        ({"findings": [finding(), finding(phase="二期")]}, ["override_reason_missing"]),
        ({"findings": [finding()], "overrides": {"P03": "路口间距受限"}}, []),
        ({"findings": [finding(level="warn")]}, []),
        ({"findings": [finding(overridable=False)], "recommends": "refuse"}, []),
    ],
)
def test_review(change, expected):
    assert codes(review.violations(review.ReviewFacts(**REVIEW | change))) == expected


def test_opinions():
    assert codes(review.opinion_request_violations(already_asked=True, due_on=TODAY - DAY, today=TODAY)) == [
        "opinion_already_asked",
        "dates_past",
    ]
    assert codes(review.opinion_violations("maybe", "")) == ["verdict_missing"]
    assert codes(review.opinion_violations("objects", " ")) == ["reason_missing"]
    assert review.opinion_violations("agrees", "") == ()


GRANT = {
    "recommends": "grant", "reason": "", "valid_from": TODAY, "valid_until": TODAY + DAY, "requested_from": TODAY,
    "requested_until": TODAY + DAY, "today": TODAY, "emergency": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"recommends": "refuse"}, ["deviation_reason_missing"]),
        ({"recommends": "refuse", "reason": "已补充论证"}, []),
        ({"valid_from": None}, ["field_missing"]),
        ({"valid_until": None}, ["field_missing"]),
        ({"valid_from": TODAY - DAY}, ["validity_outside_application"]),
        ({"valid_until": TODAY + 2 * DAY}, ["validity_outside_application"]),
        ({"valid_from": TODAY + DAY, "valid_until": TODAY}, ["dates_reversed"]),
        ({"today": TODAY + 2 * DAY}, ["dates_past"]),
        ({"phases_outside": [("一期", "2026-12-07", "2026-12-20")]}, ["phase_outside_validity"]),
        ({"phases_outside": [("一期", "2026-12-07", "2026-12-20")], "reason": "缩短工期"}, []),
        ({"today": TODAY + 2 * DAY, "emergency": True}, []),
    ],
)
def test_granting(change, expected):
    assert codes(decision.grant_violations(**GRANT | change)) == expected


def test_refusing():
    def refused(**change):
        sound = {"reasons": ["x"], "basis": ["y"], "legal_opinion_given": True, "legal_opinion_agrees": True}
        return codes(decision.refusal_violations(**sound | change))

    assert refused() == []
    assert refused(reasons=[" "]) == ["reason_missing"]
    assert refused(basis=[]) == ["legal_basis_missing"]
    assert refused(legal_opinion_given=False) == ["legal_opinion_missing"]
    assert refused(legal_opinion_agrees=False) == ["legal_opinion_disagrees"]


def test_extending():
    def extended(**change):
        sound = {"workdays": 10, "reason": "x", "already_extended": 0, "decide_by": TODAY, "today": TODAY}
        return codes(decision.extension_violations(**sound | change))

    assert extended() == []
    assert extended(workdays=0) == extended(workdays=11) == ["extension_too_long"]
    assert extended(already_extended=5) == ["already_extended"]
    assert extended(decide_by=TODAY - DAY) == ["decision_time_over"]


def test_issuing_and_expiry():
    assert codes(force.issue_violations(valid_until=TODAY - DAY, today=TODAY, kind="new")) == ["permit_expired"]
    assert force.issue_violations(valid_until=TODAY - DAY, today=TODAY, kind="emergency") == ()
    assert codes(force.revocation_violations("whim")) == ["revocation_ground_unknown"]
    last_day = dt.date(2026, 4, 1)
    assert not force.expires(last_day, last_day, [])
    assert force.expires(last_day, last_day + DAY, [dt.date(2026, 3, 3)])
    assert not force.expires(last_day, last_day + DAY, [dt.date(2026, 3, 2)])


START = {
    "permit_valid_from": TODAY, "permit_valid_until": TODAY, "full_closure": False, "emergency": False,
    "notice_published_on": None, "today": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"permit_valid_from": None}, ["permit_missing"]),
        ({"today": TODAY - DAY}, ["permit_not_yet_valid"]),
        ({"today": TODAY + DAY}, ["permit_expired"]),
        ({"full_closure": True}, ["notice_not_published"]),
        ({"full_closure": True, "emergency": True}, []),
        ({"full_closure": True, "notice_published_on": TODAY - 4 * DAY}, ["notice_too_recent"]),
        ({"full_closure": True, "notice_published_on": TODAY - 5 * DAY}, []),
    ],
)
def test_starting(change, expected):
    assert codes(works.start_violations(works.StartFacts(**START | change))) == expected


def test_emergency_start():
    sound = {"case_kind": "emergency", "road_name": "r", "has_geometry": True, "started_at": None, "now": NOW}
    assert works.emergency_start_violations(**sound) == ()
    assert codes(works.emergency_start_violations(**sound | {"started_at": NOW + DAY})) == ["start_in_future"]
    assert codes(works.emergency_start_violations(**sound | {"case_kind": "new"})) == ["not_an_emergency"]


def test_the_rest_of_a_works_life():
    assert codes(works.abandon_violations(by_office=True, reason="", permit_in_force="C1")) == [
        "reason_missing",
        "permit_still_in_force",
    ]
    assert codes(works.resumption_violations(open_stop_orders=1, permit_valid_until=None, today=TODAY)) == [
        "order_open",
        "permit_missing",
    ]
    assert codes(works.resumption_violations(open_stop_orders=0, permit_valid_until=TODAY - DAY, today=TODAY)) == [
        "permit_expired"
    ]
    assert codes(works.signature_violations(open_orders=1, already_signed=True, failed_items=1)) == [
        "order_open",
        "already_signed",
        "acceptance_item_failed",
    ]
    assert codes(works.archive_violations(open_cases=("C1",), undrawn=1, has_completion=False)) == [
        "case_still_open",
        "document_not_drawn",
        "document_missing",
    ]
