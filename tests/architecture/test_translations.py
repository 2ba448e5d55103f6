"""Every sentence people may read has its Chinese."""

from core import translations
from core.management.commands.compile_translations import PACKAGES
from tests.architecture.source_rules import ROOT

CATALOGUES = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"


def test_the_topics_agree_with_each_other():
    _, problems = translations.merge(CATALOGUES.glob("*.po"))
    assert [str(problem) for problem in problems] == []


def test_every_sentence_has_its_chinese():
    catalogue, _ = translations.merge(CATALOGUES.glob("*.po"))
    missing = translations.untranslated(translations.sentences_of(ROOT, PACKAGES), catalogue)
    assert [str(problem) for problem in missing] == []
