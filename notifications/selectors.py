"""The inbox as its owner reads it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from core.models import User
from notifications.addresses import path_to
from notifications.models import InboxItem
from notifications.wording import word

PAGE_SIZE = 25


@dataclass(frozen=True)
class News:
    """One item in the active language. path: where what it is about is found."""

    pk: int
    name: str
    title: str
    body: str
    number: str
    path: str
    at: dt.datetime
    read: bool


@dataclass(frozen=True)
class InboxPage:
    """A page, newest first. older, newer: cursors of the neighbouring pages, "" at the ends."""

    rows: tuple[News, ...]
    older: str
    newer: str


def inbox_of(user: User) -> QuerySet[InboxItem]:
    """What was told to `user` as what they still are: by the role, organisation and squadron they hold today."""
    if not user.is_active:
        return InboxItem.objects.none()
    return InboxItem.objects.filter(
        user=user, role=user.role, organisation_id=user.organisation_id, squadron_id=user.squadron_id
    )


def unread_count(user: User) -> int:
    """How many items wait to be read."""
    return inbox_of(user).filter(read_at__isnull=True).count()


def inbox(user: User, *, cursor: str = "", unread_only: bool = False, size: int = PAGE_SIZE) -> InboxPage:
    """One page of the inbox. cursor: as given by an earlier page; one that means nothing shows the first page."""
    items = (
        inbox_of(user)
        .select_related(
            "event__case__organisation",
            "event__works__organisation",
            "event__actor__organisation",
            "account_event__organisation",
            "account_event__subject_user",
            "account_event__actor",
        )
        .prefetch_related("event__case__opinions")
    )
    if unread_only:
        items = items.filter(read_at__isnull=True)
    direction, edge = cursor[:1], cursor[1:]
    known = direction in ("<", ">") and edge.isascii() and edge.isdigit() and len(edge) < 19
    if known and direction == ">":
        found = list(items.filter(pk__gt=int(edge)).order_by("pk")[: size + 1])
        more_newer, more_older = len(found) > size, True
        found = found[:size][::-1]
    else:
        found = list((items.filter(pk__lt=int(edge)) if known else items).order_by("-pk")[: size + 1])
        more_newer, more_older = known, len(found) > size
        found = found[:size]
    return InboxPage(
        rows=tuple(_news(item) for item in found),
        older=f"<{found[-1].pk}" if found and more_older else "",
        newer=f">{found[0].pk}" if found and more_newer else "",
    )


def _news(item: InboxItem) -> News:
    source = item.event or item.account_event
    wording = word(item.template, source)
    subject = (item.event.case or item.event.works) if item.event else None
    return News(
        pk=item.pk,
        name=source.action,
        title=wording.title,
        body=wording.body,
        number=subject.number if subject else "",
        path=path_to(source),
        at=source.at,
        read=item.read_at is not None,
    )
