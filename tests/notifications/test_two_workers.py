"""Two workers at once, on PostgreSQL: one tells, one sends, the other finds it done."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from core import clock
from notifications.channels import email
from notifications.models import InboxItem, Mail
from notifications.services import delivery, mailing
from notifications.wording import Wording
from permits.lifecycle import Action
from permits.models import Event
from permits.services import outbox
from tests.notifications.mail_server import MailServer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WORKERS = 4


def at_once(task, *args):
    """Let every worker do the same at the same moment; what each answered."""
    start = threading.Barrier(WORKERS)

    def work(_number):
        try:
            start.wait(timeout=10)
            return task(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


@pytest.fixture
def meeting(monkeypatch):
    """Hold whoever resolves an audience until every worker has come so far, or half a second has passed."""
    together = threading.Barrier(WORKERS)
    resolve = delivery.told_of

    def slowly(event):
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=0.5)
        return resolve(event)

    monkeypatch.setattr(delivery, "told_of", slowly)


def test_one_worker_delivers(town, happen, meeting):
    event = happen(Action.SUBMIT, actor=town.people.applicant)
    assert sorted(at_once(delivery.deliver, event.pk)) == [False, False, False, True]
    assert InboxItem.objects.count() == 3
    assert Mail.objects.count() == 2


def test_without_the_lock_every_worker_would(town, happen, meeting, monkeypatch):
    event = happen(Action.EDIT)
    monkeypatch.setattr(
        outbox, "lock_undelivered", lambda pk: Event.objects.filter(pk=pk, delivered_at__isnull=True).first()
    )
    assert at_once(delivery.deliver, event.pk) == [True] * WORKERS


def test_one_worker_sends(town, settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    letter = email.write_one(
        "event:1:user:1", "applicant@example.org", Wording("题", "文"), template="accepted", link="/"
    )
    with clock.at(clock.now()):
        assert sorted(at_once(mailing.send, letter.pk)) == [False, False, False, True]
    server.stop()
    assert len(server.taken) == 1
    assert Mail.objects.get().attempts == 1
