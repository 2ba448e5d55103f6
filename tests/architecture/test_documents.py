"""What docs/ says of the code is there: names in the glossary, files and links elsewhere."""

import re

import pytest

from tests.architecture.source_rules import PACKAGES, ROOT, sources

PAGES = sorted((ROOT / "docs").rglob("*.md"))
CODE = re.compile(r"`([^`]+)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def code_in(page: str) -> list[str]:
    """What a page of docs/ writes as code, its diagrams left out."""
    return CODE.findall(FENCED.sub("", (ROOT / "docs" / page).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(file.text for file in sources(*PACKAGES))


def test_the_glossary_names_what_the_code_names(code):
    names = [part for name in code_in("glossary.md") for part in name.split(".")]
    assert len(names) > 60
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_what_is_there():
    paths = [name for name in code_in("architecture.md") if re.fullmatch(r"\w+(/\w+)+(\.py|/)", name)]
    assert "permits/lifecycle.py" in paths and "permits/plan/checks/" in paths
    assert [name for name in paths if not (ROOT / name).exists()] == []
