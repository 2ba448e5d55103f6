"""Where the thing somebody was told about is found."""

from urllib.parse import quote

from django.conf import settings

from core.models import AccountEvent
from permits.models import Event


def path_to(source: Event | AccountEvent) -> str:
    """The path of the case's or works' page; the desk when it is about neither."""
    if isinstance(source, Event):
        if source.case is not None:
            return f"/cases/{quote(source.case.number)}/"
        if source.works is not None:
            return f"/works/{quote(source.works.number)}/"
    return "/desk/"


def link_to(source: Event | AccountEvent) -> str:
    """The full address, for mails."""
    return settings.PUBLIC_URL.rstrip("/") + path_to(source)
