"""Whoever's password is changed hears of it by mail, however it was changed."""

import re

from django.core import mail

from core.models import AccountEvent
from notifications.tasks import sweep

NEW = "Korrekt-Pferd-9"


def test_a_password_changed_on_the_page_is_told_to_its_owner(town, client, run_tasks):
    person = town.people.leader
    person.set_password("Alt-und-lang-1")
    person.save()
    client.force_login(person)
    answer = client.post(
        "/account/password/", {"old_password": "Alt-und-lang-1", "new_password1": NEW, "new_password2": NEW}
    )
    assert answer.status_code == 302
    sweep()
    run_tasks()
    assert [message.to for message in mail.outbox] == [["leader@example.org"]]


def test_a_forgotten_password_set_anew_is_told_too(town, client, run_tasks):
    person = town.people.leader
    person.set_password("Alt-und-lang-1")
    person.save()
    client.post("/account/reset/", {"email": "leader@example.org"})
    [reset] = mail.outbox
    link = re.search(r"https?://[^/]+(/account/reset/\S+)", reset.body).group(1)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})
    sweep()
    run_tasks()
    assert len(mail.outbox) == 2
    assert AccountEvent.objects.get().subject_user == person


def test_a_password_refused_tells_nobody(town, client):
    client.force_login(town.people.leader)
    answer = client.post("/account/password/", {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})
    assert answer.status_code == 200
    assert AccountEvent.objects.count() == 0
