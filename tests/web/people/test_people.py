"""Colleagues are invited by mail, join, and leave; everybody looks after the own account."""

import re

import pytest
from django.core import mail

from core.models import Invitation, User

PASSWORD = {"password": "a-long-enough-one", "password_again": "a-long-enough-one"}
JOINING = {"display_name": "吴经办", "username": "wu", "phone": "13800000066"} | PASSWORD


@pytest.fixture
def invited(manager, run_tasks):
    """The address in the mail a colleague got."""
    manager.post(
        "/organisation/people/", {"email": "wu@example.invalid", "membership": "member", "submission": "d" * 32}
    )
    run_tasks()
    return re.search(r"/invitations/[^/\s\"]+/", mail.outbox[-1].body)[0]


def test_a_colleague_is_invited_once_and_joins(manager, client, invited):
    again = {"email": "wu@example.invalid", "membership": "member", "submission": "d" * 32}
    assert manager.post("/organisation/people/", again).status_code == 302
    assert Invitation.objects.count() == 1
    assert "wu@example.invalid" in manager.get("/organisation/people/").content.decode()
    client.logout()
    assert "wu@example.invalid" in client.get(invited).content.decode()
    assert client.post(invited, JOINING)["Location"] == "/desk/"
    person = User.objects.get(username="wu")
    assert (person.organisation.members.count(), person.membership) == (2, User.Membership.MEMBER)
    assert "吴经办" in client.get("/organisation/people/").content.decode()
    client.logout()
    assert client.get(invited).status_code == 422
    assert client.get("/invitations/no-such-token/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "contractor"}, "username"),
        ({"display_name": ""}, "display_name"),
        ({"phone": "call me"}, "phone"),
        ({"password": "1234567890", "password_again": "1234567890"}, "password"),
        ({"password_again": "x"}, "password_again"),
    ],
)
def test_joining_is_refused_at_the_field(client, invited, typed, field):
    client.logout()
    answer = client.post(invited, JOINING | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.filter(username="wu").exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "wu"}, "email"),
        ({"email": "contractor2@example.invalid"}, "email"),
        ({"membership": "king"}, "membership"),
    ],
)
def test_an_invitation_is_refused_at_the_field(manager, typed, field):
    answer = manager.post("/organisation/people/", {"email": "wu@example.invalid", "membership": "member"} | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn(manager, client, invited):
    invitation = Invitation.objects.get()
    assert manager.post(f"/organisation/invitations/{invitation.pk}/withdraw/").status_code == 302
    assert "withdrawn" in client.get(invited).content.decode()


def test_an_account_is_closed_and_its_owner_is_out(city, manager, client):
    colleague = User.objects.create(username="wu", organisation=city.contractor, display_name="吴经办", language="en")
    assert "Close the account of 吴经办?" in manager.get("/organisation/people/").content.decode()
    assert manager.post(f"/organisation/people/{colleague.pk}/close/").status_code == 302
    colleague.refresh_from_db()
    assert not colleague.is_active
    assert manager.post(f"/organisation/people/{city.people.contractor2.pk}/close/").status_code == 404
    assert manager.post(f"/organisation/people/{city.people.contractor.pk}/close/").status_code == 422


def test_only_a_manager_invites_and_closes(city, client):
    client.force_login(city.people.contractor)
    assert "Invite a colleague" not in client.get("/organisation/people/").content.decode()
    typed = {"email": "wu@example.invalid", "membership": "member"}
    assert client.post("/organisation/people/", typed).status_code == 403
    client.force_login(city.people.clerk)
    assert client.get("/organisation/people/").status_code == 404


def test_name_telephone_and_language_are_one_s_own(city, client):
    client.force_login(city.people.contractor)
    typed = {"display_name": "陈工", "phone": "+86 577 6582 0000", "language": "zh-hans"}
    assert client.post("/account/", typed).status_code == 302
    person = User.objects.get(username="contractor")
    assert (person.display_name, person.phone, person.language) == ("陈工", "+86 577 6582 0000", "zh-hans")
    page = client.get("/account/")
    assert 'lang="zh-Hans"' in page.content.decode()
    assert "phone" in client.post("/account/", typed | {"phone": "call me"}).context["form"].errors
    assert "display_name" in client.post("/account/", typed | {"display_name": " "}).context["form"].errors
    assert "language" in client.post("/account/", typed | {"language": "xx"}).context["form"].errors
    client.logout()
    assert client.get("/account/")["Location"].startswith("/login/")
