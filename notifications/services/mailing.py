"""The life of a mail: claimed by one worker, handed over once, tried again when it certainly was not taken."""

import datetime as dt
from collections.abc import Iterable

import structlog
from django.db.models import F
from django.utils import translation

from core import clock
from core.models import Invitation
from core.queue import after_commit
from notifications.audience import INVITATION
from notifications.channels import email
from notifications.channels.email import Result
from notifications.models import Mail
from notifications.wording import language_of, render

logger = structlog.get_logger(__name__)

SEND_MAIL = "notifications.send_mail"

#: How long to wait after the first, second, … attempt; after the last one the mail is given up.
WAITS = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=6),
    dt.timedelta(hours=24),
    dt.timedelta(hours=24),
)
#: A claim older than this belongs to a worker that died (the longest task is killed after 14 minutes).
CLAIM_HOLDS = dt.timedelta(minutes=15)
SWEEP_LIMIT = 200
_OVER = (Mail.State.SENT, Mail.State.FAILED, Mail.State.UNCERTAIN, Mail.State.DROPPED)


def send_after_commit(mails: Iterable[Mail]) -> None:
    """Have the mails sent once the running transaction has committed."""
    for mail in mails:
        after_commit(SEND_MAIL, mail.pk)


def mail_invitation(invitation: Invitation, accept_url: str, *, language: str = "") -> Mail:
    """Send the one link with which the invited person can join; accept_url holds the token, of which core keeps a hash.

    Called inside the inviting transaction. language: the inviter's page's. The text is erased once it has been sent.
    """
    language = language or language_of(invitation.invited_by)
    with translation.override(language):
        wording = render(
            INVITATION, {"organisation": invitation.organisation.name, "inviter": str(invitation.invited_by)}
        )
    mail = email.write_one(
        f"invitation:{invitation.pk}",
        invitation.email,
        wording,
        template=INVITATION,
        link=accept_url,
        language=language,
        secret=True,
    )
    send_after_commit([mail])
    return mail


def send(mail_id: int) -> bool:
    """Send a mail that is due; whether this call sent it.

    Must run outside a transaction: the claim is committed before the mail server hears of the mail, so that a second
    worker leaves it alone and a crash leaves the claim standing instead of a mail that would be sent again.
    """
    now = clock.now()
    due = Mail.objects.filter(pk=mail_id, state=Mail.State.PENDING, next_try_at__lte=now)
    if not due.update(state=Mail.State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return False
    mail = Mail.objects.select_related("user").get(pk=mail_id)
    if mail.user is not None and not mail.user.is_active:
        return _settle(mail, Mail.State.DROPPED, "account inactive")
    attempt = email.transmit(mail)
    if attempt.result is Result.SENT:
        return _settle(mail, Mail.State.SENT)
    logger.warning("mail_not_sent", mail_id=mail.pk, attempt=mail.attempts, result=attempt.result.value)
    if attempt.result is Result.UNCERTAIN:
        return _settle(mail, Mail.State.UNCERTAIN, attempt.detail)
    if attempt.result is Result.REFUSED or mail.attempts > len(WAITS):
        return _settle(mail, Mail.State.FAILED, attempt.detail)
    return _settle(mail, Mail.State.PENDING, attempt.detail)


def sweep_mails() -> list[int]:
    """Settle claims whose worker died, and name the mails that are due for a worker to send."""
    now = clock.now()
    for mail in Mail.objects.filter(state=Mail.State.SENDING, claimed_at__lt=now - CLAIM_HOLDS):
        logger.error("mail_uncertain", mail_id=mail.pk)
        _settle(mail, Mail.State.UNCERTAIN, "the worker died while sending")
    due = Mail.objects.filter(state=Mail.State.PENDING, next_try_at__lte=now)
    return list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:SWEEP_LIMIT])


def _settle(mail: Mail, state: Mail.State, detail: str = "") -> bool:
    """Write what became of the claim, unless somebody else has settled it; whether the mail was sent."""
    now = clock.now()
    changes = {"state": state, "last_error": detail[:500]}
    if state == Mail.State.SENT:
        changes["sent_at"] = now
    if state == Mail.State.PENDING:
        changes["next_try_at"] = now + WAITS[mail.attempts - 1]
    if mail.secret and state in _OVER:
        changes |= {"body": "", "link": ""}
    claim = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING, claimed_at=mail.claimed_at)
    return bool(claim.update(**changes)) and state == Mail.State.SENT
