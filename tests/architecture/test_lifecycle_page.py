"""docs/lifecycle.md says what the lifecycles say, and its check notices when it no longer does."""

import pytest
from django.core.management import call_command

from config.lifecycle_page import BEGINNINGS, LIVES, page, steps_of
from inspections.lifecycle import Action as SiteAction
from permits.lifecycle import Action, Stage, State
from tests.architecture.source_rules import ROOT

CASE, WORKS = LIVES[:2]


@pytest.fixture
def folder(settings, tmp_path):
    """Another house to write the page into."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


def test_the_committed_page_is_not_stale():
    assert (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8") == page()


def test_a_stale_page_is_noticed_and_mended(folder, capsys):
    with pytest.raises(SystemExit):
        call_command("document_lifecycle", check=True)
    call_command("document_lifecycle")
    call_command("document_lifecycle", check=True)
    (folder / "lifecycle.md").write_text((folder / "lifecycle.md").read_text() + "one word more")
    with pytest.raises(SystemExit) as stale:
        call_command("document_lifecycle", check=True)
    assert stale.value.code == 1 and "one word more" in (folder / "lifecycle.md").read_text()


def test_every_action_stands_on_the_page_once():
    shown = [step.action for life in LIVES for step in steps_of(life)] + list(BEGINNINGS)
    assert sorted(shown) == sorted([*Action, *SiteAction])


def test_a_signature_may_leave_the_works_waiting_or_restore_traffic():
    (signing,) = [step for step in steps_of(WORKS) if step.action == Action.SIGN_ACCEPTANCE]
    assert signing.targets == (State.AWAITING_ACCEPTANCE, State.ACCEPTED)


def test_the_diagram_draws_moves_and_ends_only():
    text = page()
    assert "    SUBMITTED --> NOT_ACCEPTED: decline\n" in text
    assert "    REFUSED --> [*]\n" in text and f"    {Stage.IN_FORCE} --> [*]\n" not in text
    assert "--> : edit" not in text
