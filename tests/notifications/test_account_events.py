"""What happens to accounts and organisations is found by the sweep and told once."""

import datetime as dt

from django.core import mail

from core import clock
from core.models import AccountEvent, Organisation
from core.organisations import approve_organisation
from core.passwords import note_password_change
from notifications.models import AccountDelivery, InboxItem
from notifications.selectors import inbox
from notifications.services.delivery import deliver_account_event
from notifications.tasks import sweep


def test_an_approval_reaches_the_managers_once(town, run_tasks):
    Organisation.objects.filter(pk=town.built.pk).update(status=Organisation.Status.PENDING)
    approve_organisation(town.people.clerk, town.built.pk)
    for _ in range(2):
        sweep()
        run_tasks()
    [message] = mail.outbox
    assert message.to == ["applicant@example.org"]
    assert "建安公司" in message.subject
    assert "/desk/" in message.body
    [news] = inbox(town.people.applicant).rows
    assert (news.name, news.path) == ("approve_organisation", "/desk/")
    assert InboxItem.objects.count() == 1


def test_a_changed_password_warns_its_owner_by_mail(town, run_tasks):
    note_password_change(town.people.leader)
    sweep()
    run_tasks()
    assert [message.to for message in mail.outbox] == [["leader@example.org"]]
    assert "leader" in mail.outbox[0].body
    assert InboxItem.objects.count() == 0


def test_run_twice_it_tells_once(town):
    event = AccountEvent.objects.create(
        action="register_organisation", organisation=town.rival, actor=town.people.rival, at=clock.now()
    )
    assert deliver_account_event(event.pk) is True
    assert deliver_account_event(event.pk) is False
    assert deliver_account_event(event.pk + 1000) is False
    assert InboxItem.objects.filter(account_event=event).count() == 1
    assert AccountDelivery.objects.filter(account_event=event).count() == 1


def test_what_concerns_nobody_is_left_alone(town):
    AccountEvent.objects.create(action="enter_calendar_year", at=clock.now() - dt.timedelta(days=1))
    sweep()
    assert AccountDelivery.objects.count() == 0
    assert InboxItem.objects.count() == 0
