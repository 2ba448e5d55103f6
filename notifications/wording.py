"""From an event to the words a person reads, in that person's language."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import formats, timezone, translation
from django.utils.dateparse import parse_date, parse_datetime

from core import clock
from core.models import AccountEvent, User
from permits.models import Case, Event, Opinion, Works
from permits.rules.deadlines import RENEWAL_LEAD_DAYS

#: Members of an event's public data that are words, as every viewer of the event may read them.
TEXTS = ("reason", "text", "order_number", "report", "agency")
#: Days the clock has set. The event's own word counts; else what the case or works says now.
DAYS = ("accept_by", "correction_by", "decide_by", "issue_by", "valid_from", "valid_until", "due_on")
#: Member of the data → name in a message, for moments.
MOMENTS = {"deadline_at": "deadline_at", "apply_by": "emergency_apply_by"}

#: Everything a message may use.
FACTS = frozenset(
    {*TEXTS, *DAYS, *MOMENTS.values(), "number", "works_number", "road", "applicant", "items", "reasons", "verdict"}
    | {"question", "recommends_refusal", "renew_by", "organisation", "username", "display_name", "inviter"}
)


@dataclass(frozen=True)
class Wording:
    """title: one line; body: plain text, may have several paragraphs."""

    title: str
    body: str


def language_of(user: User | None) -> str:
    """The language somebody is written to in."""
    return (user.language if user else "") or settings.LANGUAGE_CODE


def render(template: str, facts: dict[str, Any]) -> Wording:
    """Fill a message in the active language; facts: the members of FACTS it uses, texts already formatted."""
    text = get_template(f"notifications/messages/{template}.txt").template.render(
        Context({name: facts.get(name, "") for name in FACTS}, autoescape=False)
    )
    title, _, body = text.strip().partition("\n")
    lines = (" ".join(line.split()) for line in body.splitlines())
    return Wording(" ".join(title.split()), "\n".join(line for line in lines if line))


def word(template: str, source: Event | AccountEvent) -> Wording:
    """What somebody reads about an event, in the active language. Nothing of `office_data` is ever used."""
    return render(template, facts_of(source) if isinstance(source, Event) else account_facts_of(source))


def word_for(user: User | None, template: str, source: Event | AccountEvent) -> Wording:
    """The same in the person's language."""
    with translation.override(language_of(user)):
        return word(template, source)


def facts_of(event: Event) -> dict[str, Any]:
    """What a message may say about a case or works, formatted in the active language."""
    case, works, data = event.case, event.works, event.data
    subject: Case | Works | None = case or works
    facts = {name: str(data[name]) for name in TEXTS if data.get(name)}
    facts |= {name: _day(data.get(name) or getattr(subject, name, None)) for name in DAYS}
    facts |= {name: _moment(data.get(member) or getattr(works, name, None)) for member, name in MOMENTS.items()}
    return facts | {
        "number": subject.number if subject else "",
        "works_number": works.number if works else "",
        "road": (subject.road_name or subject.place_text or subject.number) if subject else "",
        "applicant": str(subject.organisation or subject.contractor_name or subject.number) if subject else "",
        "items": [_item(item) for item in data.get("items") or ()],
        "reasons": [_item(item) for item in data.get("reasons") or ()],
        "verdict": _verdict(data.get("verdict")),
        "question": _question(event),
        "recommends_refusal": getattr(case, "review_recommends", "") == "refuse",
        "renew_by": _renew_by(event),
    }


def account_facts_of(event: AccountEvent) -> dict[str, Any]:
    """What a message may say about an account or organisation."""
    organisation = event.organisation
    return {
        "organisation": organisation.name if organisation else "",
        "reason": organisation.rejection_reason if organisation else "",
        "username": event.subject_user.username if event.subject_user else "",
        "display_name": str(event.subject_user or ""),
        "inviter": str(event.actor or ""),
    }


def _day(value: dt.date | str | None) -> str:
    day = parse_date(value) if isinstance(value, str) else value
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def _moment(value: dt.datetime | str | None) -> str:
    moment = parse_datetime(value) if isinstance(value, str) else value
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'DATE_FORMAT')} {local:%H:%M}"


def _verdict(value: str | None) -> str:
    return str(Opinion.Verdict(value).label) if value in Opinion.Verdict.values else ""


def _item(item: dict | str) -> str:
    return str(item.get("text", "")) if isinstance(item, dict) else str(item)


def _question(event: Event) -> str:
    """What the agency of this event was asked; the question stands on the opinion, not on the trail."""
    agency = event.data.get("organisation")
    if event.case is None or agency is None:
        return ""
    return next((asked.question for asked in event.case.opinions.all() if asked.organisation_id == agency), "")


def _renew_by(event: Event) -> str:
    """The last day to apply for a renewal (行政许可法 50(1)), while it lay ahead when the event happened."""
    if event.case is None or event.case.valid_until is None:
        return ""
    last = event.case.valid_until - dt.timedelta(days=RENEWAL_LEAD_DAYS)
    return _day(last) if last >= clock.local_day(event.at) else ""
