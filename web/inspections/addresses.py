"""Addresses of pages that belong to other areas and that supervision links to."""

from urllib.parse import quote


def works_url(number: str) -> str:
    """The page of a works."""
    return f"/works/{quote(number)}/"


def document_url(verify_code: str) -> str:
    """An official document as PDF; a page that waits while it is being drawn."""
    return f"/documents/{quote(verify_code)}.pdf"
