"""Every code this floor gives has a sentence in both languages, and the sentence gets the data it needs."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from core.errors import Violation
from core.messages import ACTION_LABELS, REASONS, SENTENCES, action_label, reason, sentence

CORE = Path(__file__).parents[2] / "core"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
#: Given by Django's password validators under these codes, and built from the state of an invitation.
ELSEWHERE = {
    "password_too_short": {"min_length"},
    "password_too_common": set(),
    "password_entirely_numeric": set(),
    "password_too_similar": {"verbose_name"},
    "invitation_accepted": set(),
    "invitation_withdrawn": set(),
    "invitation_expired": set(),
}
#: `_readable` adds these to the data.
DERIVED = {"size_bytes": "size_mb", "allowed_bytes": "allowed_mb", "pixels": "allowed_megapixels"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def given_codes():
    """code → the names of its data, read from the calls of Violation and GeometryInvalid in the sources."""
    found = {}
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ("Violation", "GeometryInvalid"):
                continue
            if not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            names = {keyword.arg for keyword in node.keywords}
            for argument in node.args[1:]:
                names |= {key.value for part in ast.walk(argument) if isinstance(part, ast.Dict) for key in part.keys}
                names |= {"day"} if "data" in {getattr(part, "id", "") for part in ast.walk(argument)} else set()
            found.setdefault(node.args[0].value, set()).update(names)
    return found


GIVEN = given_codes() | ELSEWHERE


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    missing = GIVEN.keys() - SENTENCES.keys()
    assert not missing
    assert not SENTENCES.keys() - GIVEN.keys()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_complete_in_both_languages(code):
    names = GIVEN[code]
    with override("en"):
        assert set(PLACEHOLDER.findall(str(SENTENCES[code]))) <= names | {
            DERIVED[name] for name in names & DERIVED.keys()
        }
        data = {name: 60_000_000 if name in {*DERIVED, "allowed", "unpacked_bytes"} else "x" for name in names}
        english = sentence(Violation(code, data))
    with override("zh-hans"):
        chinese = sentence(Violation(code, data))
    assert "%(" not in english + chinese
    assert not CHINESE.search(english)
    assert CHINESE.search(chinese)


@pytest.mark.parametrize("words", [*REASONS.values(), *ACTION_LABELS.values()], ids=str)
def test_reasons_and_labels_are_there_in_both_languages(words):
    with override("en"):
        assert not CHINESE.search(str(words))
    with override("zh-hans"):
        assert CHINESE.search(str(words))


def test_lists_and_sizes_are_written_as_people_read_them():
    refused = Violation("file_type_not_accepted", {"found": "exe", "accepted": [".jpg", ".pdf"]})
    large = Violation("file_too_large", {"size_bytes": 31457280, "allowed_bytes": 20971520})
    with override("zh-hans"):
        assert sentence(refused) == "该文件的实际类型为“exe”，只接受：.jpg、.pdf。"
        assert sentence(large) == "文件大小为30.0 MB，超过上限20.0 MB。"
    with override("en"):
        assert sentence(refused).endswith("Accepted are: .jpg, .pdf.")


def test_codes_of_other_floors_are_left_to_them():
    assert sentence(Violation("document_missing")) is None
    assert reason("not_your_area", {}) is None
    assert action_label("accept") is None
    with override("en"):
        assert reason("manager_required", {}) == "Only a manager of your organisation may do this."
        assert action_label("invite_member") == "Invite member"
