"""The fonts, a small head, and a sheet to write on."""

import datetime as dt

import pytest

from core.pdf.document import DocumentHead
from core.pdf.fonts import open_fonts
from core.pdf.page import Paper


@pytest.fixture(scope="session")
def fonts():
    return open_fonts()


@pytest.fixture
def head():
    return DocumentHead(
        authority_name="瑞安市公安局交通警察大队",
        document_number="瑞公交占许字〔2026〕第001号",
        issued_on=dt.date(2026, 12, 3),
        verify_url="https://roadworks.example/verify/K7QM2XWD9RTA",
        verify_code="K7QM-2XWD-9RTA",
        works_number="W2026-000123",
        case_number="C2026-000123",
        supervision_phone="0577-65600122",
    )


@pytest.fixture
def paper(head, fonts):
    return Paper(head, fonts, ("试写", "Trial"), "zh", {})
