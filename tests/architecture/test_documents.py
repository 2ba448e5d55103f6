"""What docs/ says of the code is there: names in the glossary, files and links elsewhere."""

import re

import pytest

from tests.architecture.source_rules import PACKAGES, ROOT, sources

PAGES = sorted((ROOT / "docs").rglob("*.md"))
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(file.text for file in sources(*PACKAGES))


def test_the_glossary_names_what_the_code_names(code):
    told = CODE.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    names = [part for name in told for part in name.split(".")]
    assert len(names) > 60
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_what_is_there():
    told = CODE.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    paths = [name for name in told if re.fullmatch(r"\w+(/\w+)+(\.py|/)", name)]
    assert "permits/lifecycle.py" in paths and "permits/plan/checks/" in paths
    assert [name for name in paths if not (ROOT / name).exists()] == []
