"""An event is told once, to whomever it concerns, after the commit or by the sweep."""

import datetime as dt

import pytest
from celery import Celery, current_app
from django.core import mail
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from core import clock
from notifications import recipients
from notifications.audience import AUDIENCE, Hearing, Who
from notifications.models import InboxItem, Mail
from notifications.services import delivery
from notifications.tasks import deliver_event, sweep
from permits.lifecycle import Action
from permits.models import Event


def told():
    return sorted(InboxItem.objects.values_list("user__username", flat=True))


def test_an_event_reaches_inbox_and_mail_after_commit(town, happen, run_tasks):
    happen(Action.REQUEST_CORRECTION, actor=town.people.clerk, data={"items": ["缺少绕行图"]})
    assert told() == []
    assert run_tasks().count("notifications.send_mail") == 2
    assert told() == ["applicant", "colleague"]
    assert sorted(message.to[0] for message in mail.outbox) == ["applicant@example.org", "colleague@example.org"]
    assert "缺少绕行图" in mail.outbox[0].body
    assert "http://127.0.0.1:8000/cases/C2026-000001/" in mail.outbox[0].body
    assert Event.objects.get().delivered_at is not None


def test_the_task_run_twice_tells_once(town, happen, run_tasks):
    event = happen(Action.SUBMIT, actor=town.people.applicant)
    run_tasks()
    before = (InboxItem.objects.count(), Mail.objects.count(), len(mail.outbox))
    deliver_event(event.pk)
    run_tasks()
    assert (InboxItem.objects.count(), Mail.objects.count(), len(mail.outbox)) == before == (3, 2, 2)


def test_nothing_is_told_of_what_was_rolled_back(town, happen, run_tasks):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        happen(Action.SUBMIT)
        raise ZeroDivisionError
    assert run_tasks() == []
    assert told() == []


def test_nobody_rows_are_delivered_to_nobody(town, happen, run_tasks):
    event = happen(Action.EDIT)
    assert run_tasks() == ["notifications.deliver_event"]
    event = Event.objects.get(pk=event.pk)
    assert event.delivered_at is not None
    assert told() == []


def test_the_actor_hears_of_their_own_deed_only_as_a_confirmation(town, happen, run_tasks):
    happen(Action.RESUBMIT, actor=town.people.clerk)
    run_tasks()
    assert told() == []
    happen(Action.SUBMIT, actor=town.people.applicant)
    run_tasks()
    assert told() == ["applicant", "clerk", "colleague"]


def test_inactive_people_hear_nothing(town, happen, run_tasks):
    town.people.colleague.is_active = False
    town.people.colleague.save()
    happen(Action.DECLINE)
    run_tasks()
    assert told() == ["applicant"]
    assert [message.to for message in mail.outbox] == [["applicant@example.org"]]


def test_whoever_has_no_address_gets_the_inbox_alone(town, happen, run_tasks):
    town.people.applicant.email = ""
    town.people.applicant.save()
    happen(Action.DECLINE)
    run_tasks()
    assert told() == ["applicant", "colleague"]
    assert [message.to for message in mail.outbox] == [["colleague@example.org"]]


@pytest.fixture
def dead_broker():
    """Enqueue to a port where nobody listens."""
    living = current_app._get_current_object()
    dead = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    dead.conf.broker_transport_options = {"max_retries": 0, "connect_retries_timeout": 1}
    dead.set_current()
    yield
    living.set_current()
    dead.close()


def test_with_the_broker_down_the_action_succeeds(town, happen, dead_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as hooks:
        event = happen(Action.SUBMIT)
    with pytest.raises(OperationalError):
        hooks[0]()
    assert Event.objects.get(pk=event.pk).delivered_at is None


def test_what_no_task_delivered_the_sweep_delivers_once(town, happen, run_tasks):
    with clock.at(dt.datetime(2026, 11, 16, 9, 0)):
        event = happen(Action.SUBMIT, actor=town.people.applicant)
        forget_enqueued()
        sweep()
        assert Event.objects.get(pk=event.pk).delivered_at is None, "its own task may still come"
    with clock.at(dt.datetime(2026, 11, 16, 9, 2)):
        sweep()
        sweep()
        run_tasks()
        sweep()
        run_tasks()
    assert told() == ["applicant", "clerk", "colleague"]
    assert len(mail.outbox) == 2


def test_what_is_told_days_late_is_told_in_the_inbox_alone(town, happen):
    with clock.at(dt.datetime(2026, 11, 16, 9, 0)):
        first, second = happen(Action.DECLINE), happen(Action.DECLINE)
    with clock.at(dt.datetime(2026, 11, 19, 8, 59)):
        delivery.deliver(first.pk)
    assert Mail.objects.count() == 2
    with clock.at(dt.datetime(2026, 11, 19, 9, 1)):
        delivery.deliver(second.pk)
    assert (InboxItem.objects.count(), Mail.objects.count()) == (4, 2)


def test_an_event_without_a_row_waits_for_the_release_that_knows_it(town, happen, run_tasks, monkeypatch):
    event = happen("borrowed_from_the_future")
    run_tasks()
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        sweep()
        assert Event.objects.get(pk=event.pk).delivered_at is None
        row = (Hearing(Who.CLERKS, "resubmitted"),)
        monkeypatch.setattr(delivery, "AUDIENCE", {**AUDIENCE, event.action: row})
        monkeypatch.setattr(recipients, "AUDIENCE", {**AUDIENCE, event.action: row})
        sweep()
    assert Event.objects.get(pk=event.pk).delivered_at is not None
    assert told() == ["clerk"]


def test_one_event_that_fails_does_not_stop_the_sweep(town, happen, run_tasks):
    with clock.at(dt.datetime(2026, 11, 16, 9, 0)):
        broken = happen(Action.ASK_OPINION, data={})
        sound = happen(Action.RESUBMIT)
        forget_enqueued()
    with clock.at(dt.datetime(2026, 11, 16, 9, 2)):
        assert delivery.sweep_events() == 1
    assert Event.objects.get(pk=broken.pk).delivered_at is None
    assert Event.objects.get(pk=sound.pk).delivered_at is not None


def forget_enqueued():
    """Lose what waits for the commit, as a process does that dies right after it."""
    connection.run_on_commit = []
