"""Every code the app may answer with has its words, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from core.errors import Violation
from inspections import messages
from inspections.lifecycle import Action, OrderState, ReportState, VisitState
from inspections.planning.due import REASONS
from inspections.planning.rounds import NO_CAPACITY, NO_LOCATION
from inspections.rules.rectification import periods
from inspections.services.planning_rounds import NO_SQUADRON, NOT_RECORDED, NOT_STARTED, WORKS_ENDED

APP = Path(messages.__file__).parent
#: Everything a sentence may name.
FACTS = dict.fromkeys(
    ("item", "day", "arrival_day", "allowed", "works", "visit", "finding", "order", "days", "deadline"), "…"
)


def codes_in_the_sources() -> set[str]:
    """The codes of every Violation the app makes, and of the second officer's checks."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py"))
    return set(re.findall(r'Violation\(\s*"(\w+)"', text)) | set(re.findall(r'"(second_officer_\w+)"', text))


def reasons_in_the_sources() -> set[str]:
    policy = (APP / "policy.py").read_text(encoding="utf-8")
    return set(re.findall(r'return "(\w+)"', policy)) | set(re.findall(r'else "(\w+)"', policy))


@pytest.mark.parametrize("code", sorted(codes_in_the_sources()))
def test_every_violation_has_its_sentence_in_both_languages(code):
    violation = Violation(code, {**FACTS, "zh": "围挡高度", "en": "Hoarding"})
    with translation.override("en"):
        english = messages.sentence(violation)
    with translation.override("zh-hans"):
        chinese = messages.sentence(violation)
    assert english and not re.search("[\u4e00-\u9fff%]", english)
    assert re.search("[\u4e00-\u9fff]", chinese) and "%" not in chinese


def test_an_item_is_named_in_the_readers_language():
    violation = Violation("checklist_item_unanswered", {"item": "C09", "zh": "围挡高度和稳固", "en": "Hoarding firm"})
    with translation.override("zh-hans"):
        assert messages.sentence(violation) == "C09 围挡高度和稳固：尚未填写。"
    with translation.override("en"):
        assert messages.sentence(violation) == "C09 Hoarding firm: not answered yet."


def test_codes_of_other_apps_are_left_to_them():
    assert messages.sentence(Violation("plan_missing")) is None
    assert messages.reason("reviewer_may_not_decide", {}) is None
    assert messages.action_label("submit") is None and messages.event_label("submit") is None
    assert messages.stage_label("DRAFT") is None


def test_every_reason_action_and_state_has_its_words():
    for code in reasons_in_the_sources():
        assert messages.reason(code, {})
    with translation.override("zh-hans"):
        for action in Action:
            assert re.search("[\u4e00-\u9fff]", messages.action_label(action.value))
        for state in (*VisitState, *OrderState, *ReportState):
            assert re.search("[\u4e00-\u9fff]", messages.stage_label(state.value))
        for code in REASONS:
            assert re.search("[\u4e00-\u9fff]", messages.due_reason(code))
        for code in (NO_CAPACITY, NO_LOCATION, NO_SQUADRON, NOT_STARTED, NOT_RECORDED, WORKS_ENDED):
            assert re.search("[\u4e00-\u9fff]", messages.not_visited(code))
        for period in periods().values():
            assert bool(messages.referral(period.referral)) == bool(period.referral)
