"""The fonts, opened once."""

import pytest

from core.pdf.fonts import open_fonts


@pytest.fixture(scope="session")
def fonts():
    return open_fonts()
