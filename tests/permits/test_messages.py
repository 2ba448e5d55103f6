"""Every reason the domain gives has a sentence, every sentence a reason, and every code a test."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from core.errors import Violation
from permits import messages
from permits.lifecycle import Action

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for p in (ROOT / "permits").rglob("*.py") if "plan" not in p.parts and "ledger" not in p.name]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.name != "messages.py")
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
CODES = set(re.findall(r'Violation\(\s*"(\w+)"', SOURCE))
REASONS = set(re.findall(r'return "(\w+)"', (ROOT / "permits" / "policy.py").read_text(encoding="utf-8"))) | {
    "other_organisation", "other_squadron", "opinion_not_asked", "not_road_authority", "wrong_stage",
    "system_not_entitled",
}  # fmt: skip
EVENTS = set(re.findall(r'(?:record|Reminder)\(\s*"(\w+)"', SOURCE))


def test_every_violation_has_a_sentence_and_every_sentence_a_violation():
    assert set(messages._SENTENCES) == CODES


def test_every_refusal_has_a_reason_in_words():
    assert set(messages._REASONS) == REASONS


def test_every_event_has_a_name():
    for name in EVENTS | {action.value for action in Action}:
        assert messages.event_label(name), name


@pytest.mark.parametrize("code", sorted(CODES | REASONS))
def test_every_code_is_tested(code):
    assert re.search(rf'"{code}"', TESTS), f"no test names {code}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("code", sorted(CODES))
def test_sentences_read_well_even_without_data(code, language):
    with translation.override(language):
        sentence = messages.sentence(Violation(code))
    assert sentence and "%(" not in sentence
    if language == "zh-hans":
        assert re.search("[\u4e00-\u9fff]", sentence), f"{code} is not translated"


def test_unknown_codes_are_somebody_elses():
    assert messages.sentence(Violation("geometry_empty")) is None
    assert messages.reason("no_such_reason", {}) is None
    assert messages.event_label("visit_missed") is None
