"""A mail is sent once: retried when it certainly was not taken, never when that is uncertain."""

import datetime as dt

import pytest
from django.core import mail as django_mail

from core import clock
from core.invitations import invite_member
from notifications.channels import email
from notifications.models import Mail
from notifications.services import mailing
from notifications.tasks import send_mail, sweep
from notifications.wording import Wording
from tests.notifications.mail_server import MailServer

NINE = dt.datetime(2026, 11, 16, 9, 0)


@pytest.fixture
def server(settings):
    running = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 5
    yield running
    running.stop()


@pytest.fixture
def letter(town):
    """One mail to the applicant, written at nine."""
    with clock.at(NINE):
        return email.write_one(
            "event:1:user:1",
            "applicant@example.org",
            Wording("C2026-000001：申请已受理", "您的申请已受理。"),
            template="accepted",
            link="http://127.0.0.1:8000/cases/C2026-000001/",
            user=town.people.applicant,
        )


def after(minutes):
    return clock.at(NINE + dt.timedelta(minutes=minutes))


def read(letter):
    return Mail.objects.get(pk=letter.pk)


def test_a_mail_is_sent_once_with_text_and_html(letter, server):
    with after(0):
        assert mailing.send(letter.pk) is True
        assert mailing.send(letter.pk) is False
        send_mail(letter.pk)
    assert read(letter).state == Mail.State.SENT
    assert read(letter).sent_at is not None
    [taken] = server.taken
    assert taken["Subject"] == "C2026-000001：申请已受理"
    assert taken["Message-ID"] == email.message_id(letter)
    text, html = (taken.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for content in (text, html):
        assert "您的申请已受理。" in content
        assert "http://127.0.0.1:8000/cases/C2026-000001/" in content
        assert "瑞安市公安局交通警察大队" in content


@pytest.mark.parametrize(
    ("verb", "answer"),
    [("RCPT", "451 later"), ("END", "452 no room"), ("CONNECT", "421 closing"), ("MAIL", "450 wait")],
)
def test_a_mail_not_taken_is_tried_again_and_then_sent_once(letter, server, verb, answer, run_tasks):
    server.answers[verb] = answer
    with after(0):
        mailing.send(letter.pk)
    waiting = read(letter)
    assert (waiting.state, waiting.attempts, server.taken) == (Mail.State.PENDING, 1, [])
    assert waiting.last_error
    server.answers.clear()
    with after(0.5):
        assert mailing.send(letter.pk) is False, "not before its time"
    with after(2):
        sweep()
        run_tasks()
        sweep()
        run_tasks()
    assert (read(letter).state, read(letter).attempts, len(server.taken)) == (Mail.State.SENT, 2, 1)


def test_a_server_that_is_down_is_tried_again(letter, server):
    server.stop()
    with after(0):
        assert mailing.send(letter.pk) is False
    assert read(letter).state == Mail.State.PENDING
    assert "ConnectionRefused" in read(letter).last_error


def test_the_waits_grow_and_end(letter, server):
    server.answers["RCPT"] = "451 later"
    waits, moment = [], NINE
    for _ in range(20):
        with clock.at(moment):
            mailing.send(letter.pk)
        if read(letter).state != Mail.State.PENDING:
            break
        following = read(letter).next_try_at
        with clock.at(moment):
            waits.append(following - clock.now())
        moment = following
    assert tuple(waits) == mailing.WAITS == tuple(sorted(mailing.WAITS))
    assert (read(letter).state, read(letter).attempts) == (Mail.State.FAILED, len(mailing.WAITS) + 1)


def test_an_address_refused_for_good_is_not_tried_again(letter, server):
    server.answers["RCPT"] = "550 unknown"
    with after(0):
        mailing.send(letter.pk)
    assert read(letter).state == Mail.State.FAILED
    assert "550" in read(letter).last_error


def test_a_connection_that_breaks_with_the_mail_in_hand_is_uncertain_and_not_repeated(letter, server, run_tasks):
    server.answers["END"] = "hang up"
    with after(0):
        mailing.send(letter.pk)
    assert read(letter).state == Mail.State.UNCERTAIN
    server.answers.clear()
    with after(600):
        sweep()
        run_tasks()
    assert server.taken == []


def test_a_worker_that_died_while_sending_leaves_it_uncertain(letter, server, run_tasks):
    with after(0):
        Mail.objects.filter(pk=letter.pk).update(state=Mail.State.SENDING, claimed_at=clock.now(), attempts=1)
    with after(10):
        sweep()
        assert read(letter).state == Mail.State.SENDING, "the worker may still be at it"
    with after(16):
        sweep()
        run_tasks()
    assert read(letter).state == Mail.State.UNCERTAIN
    assert server.taken == []


def test_nothing_goes_to_an_account_closed_meanwhile(town, letter, server):
    town.people.applicant.is_active = False
    town.people.applicant.save()
    with after(0):
        mailing.send(letter.pk)
    assert (read(letter).state, server.taken) == (Mail.State.DROPPED, [])


def test_the_same_key_is_the_same_mail(letter):
    again = email.write_one(letter.key, "other@example.org", Wording("x", "y"), template="accepted", link="/")
    assert again.pk == letter.pk
    assert Mail.objects.get().address == "applicant@example.org"


def test_what_a_contractor_typed_cannot_break_out_of_the_mail(letter):
    Mail.objects.filter(pk=letter.pk).update(body="<script>alert(1)</script> & {{ x }}")
    message = email.compose(read(letter))
    assert "<script>alert(1)</script> & {{ x }}" in message.body
    assert "<script>" not in message.alternatives[0].content


def test_an_invitation_carries_its_link_once_and_is_then_erased(town, run_tasks):
    with clock.at(NINE):
        invited = invite_member(town.people.applicant, "new@example.org")
        url = f"http://127.0.0.1:8000/invitations/{invited.token}/"
        mailing.mail_invitation(invited.invitation, url, language="en")
        mailing.mail_invitation(invited.invitation, url, language="en")
        run_tasks()
    [message] = django_mail.outbox
    assert message.to == ["new@example.org"]
    assert message.subject == "Invitation to join 建安公司"
    assert url in message.body
    assert "Accept the invitation" in message.body
    kept = Mail.objects.get()
    assert (kept.state, kept.body, kept.link) == (Mail.State.SENT, "", "")


def test_an_invitation_still_waiting_keeps_its_link(town, server):
    server.answers["RCPT"] = "451 later"
    with clock.at(NINE):
        invited = invite_member(town.people.applicant, "new@example.org")
        waiting = mailing.mail_invitation(invited.invitation, "http://127.0.0.1:8000/i/")
        mailing.send(waiting.pk)
    assert read(waiting).link == "http://127.0.0.1:8000/i/"


def test_one_sweep_takes_a_bounded_number(town, monkeypatch):
    monkeypatch.setattr(mailing, "SWEEP_LIMIT", 3)
    with clock.at(NINE):
        for number in range(5):
            email.write_one(f"k{number}", "a@example.org", Wording("t", "b"), template="accepted", link="/")
    with after(1):
        assert len(mailing.sweep_mails()) == 3
