"""The desk's menu: one registry, filled once by the areas, read by every page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.models import User
from core.roles import Role

_items: dict[str, "MenuItem"] = {}


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu.

    label: lazy translated words; url_name: takes no arguments; icon: a Bootstrap Icons name.
    roles: who sees it (empty: everybody signed in). order: smaller comes first.
    place: "main" is the row under the header, "tool" the icons beside the account.
    count: how many things wait there for this person, None when nothing is counted.
    """

    label: str
    url_name: str
    icon: str
    roles: frozenset[Role] = frozenset()
    order: int = 100
    place: str = "main"
    count: Callable[[User], int] | None = None


@dataclass(frozen=True)
class MenuEntry:
    """A menu item as one person sees it on one page."""

    label: str
    url: str
    icon: str
    current: bool
    count: int


def install(items: Iterable[MenuItem]) -> None:
    """Add entries; the same URL name again replaces the earlier entry."""
    for item in items:
        _items[item.url_name] = item


def entries_for(user: User, path: str, place: str = "main") -> list[MenuEntry]:
    """What `user` finds in the menu while standing on `path`; the longest matching address is current."""
    visible = [item for item in _items.values() if item.place == place and (not item.roles or user.role in item.roles)]
    placed = [(item, reverse(item.url_name)) for item in sorted(visible, key=lambda item: item.order)]
    here = max((url for _, url in placed if path.startswith(url)), key=len, default="")
    return [
        MenuEntry(item.label, url, item.icon, url == here, item.count(user) if item.count else 0)
        for item, url in placed
    ]
