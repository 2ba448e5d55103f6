"""The menu and the desk show each role its own, in order."""

import pytest

from core.roles import Role
from web.shell import dashboard, menu
from web.shell.dashboard import Card, cards_for
from web.shell.menu import MenuItem, entries_for


@pytest.fixture(autouse=True)
def own_registries(monkeypatch):
    monkeypatch.setattr(menu, "_items", {})
    monkeypatch.setattr(dashboard, "_cards", {})


def leader(django_user_model):
    return django_user_model(username="lin", role=Role.LEADER)


def test_entries_are_ordered_and_kept_from_other_roles(django_user_model):
    menu.install(
        [
            MenuItem("Second", "verify-form", "inbox", order=2),
            MenuItem("First", "desk", "house", order=1),
            MenuItem("Archive", "public-notices", "archive", roles=frozenset({Role.ARCHIVIST})),
            MenuItem("Inbox", "home", "bell", place="tool", count=lambda user: 7),
        ]
    )
    entries = entries_for(leader(django_user_model), "/desk/")
    assert [(entry.label, entry.url, entry.current) for entry in entries] == [
        ("First", "/desk/", True),
        ("Second", "/verify/", False),
    ]
    (tool,) = entries_for(leader(django_user_model), "/desk/", "tool")
    assert (tool.label, tool.count) == ("Inbox", 7)


def test_the_longest_address_that_fits_is_the_current_one(django_user_model):
    menu.install([MenuItem("Home", "home", "map"), MenuItem("Verify", "verify-form", "qr-code")])
    entries = entries_for(leader(django_user_model), "/verify/ABCD")
    assert [entry.current for entry in entries] == [False, True]


def test_the_same_address_again_replaces_the_entry(django_user_model):
    menu.install([MenuItem("Old", "desk", "house")])
    menu.install([MenuItem("New", "desk", "house")])
    assert [entry.label for entry in entries_for(leader(django_user_model), "/")] == ["New"]


def test_cards_without_anything_to_say_are_left_out(django_user_model):
    dashboard.install(
        [
            Card("late", "Late", "x.html", lambda user: {"rows": [user.username]}, order=2),
            Card("empty", "Empty", "x.html", lambda user: None),
            Card("other", "Other", "x.html", lambda user: {}, roles=frozenset({Role.CLERK})),
            Card("first", "First", "x.html", lambda user: {}, order=1),
        ]
    )
    cards = cards_for(leader(django_user_model))
    assert [one.card.key for one in cards] == ["first", "late"]
    assert cards[1].content == {"rows": ["lin"]}


@pytest.mark.django_db
def test_a_card_is_drawn_on_the_desk(client, django_user_model):
    user = django_user_model.objects.create_user("lin", role=Role.LEADER)
    dashboard.install([Card("c", "To decide", "components/required.html", lambda user: {})])
    menu.install([MenuItem("Notices", "public-notices", "megaphone", count=lambda user: 3)])
    client.force_login(user)
    page = client.get("/desk/").content.decode()
    assert "To decide" in page
    assert page.count('href="/public/notices/"') == 3  # menu, ways, footer
