"""Electronic mail: written into the database first, handed to the mail server later, at most once."""

import hashlib
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from core import clock
from core.models import AccountEvent, User
from notifications.addresses import link_to
from notifications.audience import By
from notifications.models import Mail
from notifications.recipients import Told
from notifications.wording import Wording, language_of, word_for
from permits.models import Event


class Result(Enum):
    """What became of one attempt."""

    SENT = "sent"
    RETRY = "retry"  # certainly not taken; may be taken later
    REFUSED = "refused"  # certainly not taken, and never will be
    UNCERTAIN = "uncertain"  # the connection broke while the server had the mail in hand


@dataclass(frozen=True)
class Attempt:
    """One attempt. detail: what the server or the connection said."""

    result: Result
    detail: str = ""


def write(source: Event | AccountEvent, told: Iterable[Told]) -> list[Mail]:
    """Write the mails about an event, one for each person who hears of it by mail and has an address."""
    prefix = "account" if isinstance(source, AccountEvent) else "event"
    link = link_to(source)
    mails = []
    for person in told:
        if By.EMAIL in person.by and person.user.email:
            wording = word_for(person.user, person.template, source)
            key = f"{prefix}:{source.pk}:user:{person.user.pk}"
            mails.append(
                write_one(key, person.user.email, wording, user=person.user, template=person.template, link=link)
            )
    return mails


def write_one(
    key: str,
    address: str,
    wording: Wording,
    *,
    template: str,
    link: str,
    user: User | None = None,
    language: str = "",
    secret: bool = False,
) -> Mail:
    """Write one mail; the same key again is the same mail. Raises nothing when it is there already."""
    now = clock.now()
    mail, _created = Mail.objects.get_or_create(
        key=key,
        defaults={
            "user": user,
            "address": address,
            "language": language or language_of(user),
            "template": template,
            "subject": wording.title[:255],
            "body": wording.body,
            "link": link,
            "secret": secret,
            "created_at": now,
            "next_try_at": now,
        },
    )
    return mail


def message_id(mail: Mail) -> str:
    """The Message-ID: the same at every attempt, so that a mail server or reader can tell a repetition."""
    digest = hashlib.sha256(f"{settings.PUBLIC_URL} {mail.key} {mail.created_at.timestamp()}".encode()).hexdigest()
    return f"<{digest[:32]}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>"


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The mail as plain text with an HTML alternative, in its language."""
    with translation.override(mail.language):
        english = mail.language.startswith("en")
        context = {
            "mail": mail,
            "authority": settings.CITY["authority_name_en" if english else "authority_name"],
            "public_url": settings.PUBLIC_URL,
        }
        message = EmailMultiAlternatives(
            subject=mail.subject,
            body=render_to_string("notifications/mail.txt", context),
            to=[mail.address],
            headers={"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("notifications/mail.html", context), "text/html")
    return message


def transmit(mail: Mail) -> Attempt:
    """Hand one mail to the mail server. Never raises for what a server or the network does."""
    message = compose(mail)
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Attempt(Result.RETRY, repr(error))
    try:
        message.connection = connection
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _reason in error.recipients.values()]
        return Attempt(_by_code(max(codes)), repr(error))
    except smtplib.SMTPResponseException as error:
        return Attempt(_by_code(error.smtp_code), repr(error))
    except (OSError, smtplib.SMTPException) as error:
        return Attempt(Result.UNCERTAIN, repr(error))
    finally:
        connection.close()
    return Attempt(Result.SENT)


def _by_code(code: int) -> Result:
    """RFC 5321 4.2.1: 4yz may be tried again, 5yz is final."""
    return Result.REFUSED if code >= 500 else Result.RETRY
