"""Every conflict the rules can tell has its sentences, complete in both languages."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import translation

from permits import messages_conflicts as messages
from permits.rules.conflicts.conflict import KINDS, Severity

RULES = Path(__file__).parents[2] / "permits/rules/conflicts"
DATA = {
    "road": "万松东路", "road_en": "Wansong East Road", "name": "实验小学", "name_en": "Experimental Primary School",
    "since": dt.date(2024, 1, 1), "until": dt.date(2027, 1, 1), "roads": (("安阳路", "Anyang Road"), ("隆山路", "")),
    "along": (), "alone_m": 700, "left_m": 1100, "within_m": 1500.0, "gap_days": 20,
    "starts_on": dt.date(2026, 3, 1), "ends_on": dt.date(2026, 4, 1),
}  # fmt: skip


def codes_of_the_rules() -> set[str]:
    """Every literal in the rules that is a code: a kind, or a kind with a variant."""
    texts = set()
    for module in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    found = {text for text in texts if text.split(".")[0] in KINDS and re.fullmatch(r"[a-z_.]+\w", text)}
    return found | {f"{kind}.full" for kind in ("on_detour", "detour_here")}


@pytest.mark.parametrize("code", messages.codes())
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sentences_are_whole(code, language):
    with translation.override(language):
        said = messages.said(code, DATA, other="W2026-000001", distance_m=12.4)
    for sentence in (said.what, said.why, said.help):
        assert sentence and "%" not in sentence and "None" not in sentence
        assert bool(re.search(r"[\u4e00-\u9fff]", sentence.replace("隆山路", ""))) == (language == "zh-hans")


def test_every_code_of_the_rules_has_sentences():
    needs_a_variant = {"no_dig", "sensitive_place", "way_round"}
    assert codes_of_the_rules() - needs_a_variant <= set(messages.codes())


def test_kinds_and_severities_have_names():
    assert set(messages.KINDS) == set(KINDS)
    assert set(messages.SEVERITIES) == set(Severity)
    assert messages.kind_label("no_dig") == "禁掘期"
    assert messages.severity_label(Severity.HIGH) == "严重"


def test_who_is_not_known_is_another_application():
    assert messages.said("same_place", {}, distance_m=3).what.startswith("另一申请")
