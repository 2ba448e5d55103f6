"""A visit in words: its facts, what was answered, and the orders that hang on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections import messages
from inspections.models import ChecklistResult, Finding, Order, Visit
from inspections.rules.checklist import general_items
from inspections.selectors.visits import ItemLine, VisitPage
from web.inspections.photos import tiles
from web.inspections.words import (
    Badge,
    in_language,
    metres,
    moment,
    order_badge,
    result_badge,
    severity_badge,
    time_left,
)
from web.shell.parts import KeyValue, Photo


@dataclass(frozen=True)
class FoundLine:
    """One answered item. fact: what is wrong, "" when nothing is; order: the order it belongs to."""

    code: str
    text: str
    badge: Badge
    note: str
    fact: str
    severity: Badge | None
    order_number: str
    order_url: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class OrderLine:
    """An order in a list."""

    order: Order
    url: str
    badge: Badge
    severity: Badge
    left: str


def facts_of(visit: Visit) -> list[KeyValue]:
    """When, why, who and where."""
    works, planned = visit.works, ""
    if visit.arrives_at and visit.leaves_at:
        planned = f"{visit.arrives_at:%H:%M}–{visit.leaves_at:%H:%M}"
    people = [visit.officer, visit.second_officer]
    rows = [
        KeyValue(_("Works"), works.number, url=reverse("works", args=[works.number])),
        KeyValue(_("Place"), works.place_text),
        KeyValue(_("Closure"), works.get_closure_display()),
        KeyValue(_("Contractor"), works.contractor_name),
        KeyValue(_("Day"), visit.day.isoformat()),
        KeyValue(_("Why it is on the round"), _(", ").join(messages.due_reason(code) for code in visit.reasons)),
        KeyValue(_("Due by"), visit.due_by.isoformat() if visit.due_by else ""),
        KeyValue(_("Planned time"), planned),
        KeyValue(_("Arrived"), moment(visit.arrived_at), note=_from_works(visit)),
        KeyValue(_("Saved at"), moment(visit.recorded_at)),
        KeyValue(_("Officers"), _(", ").join(str(person) for person in people if person is not None)),
        KeyValue(_("Not visited because"), messages.not_visited(visit.missed_reason) if visit.missed_reason else ""),
        KeyValue(_("Remarks"), visit.remarks),
    ]
    return [row for row in rows if row.value not in (None, "")]


def _from_works(visit: Visit) -> str:
    if visit.arrived_at is None:
        return ""
    if visit.distance_m is None:
        return _("without a position")
    return _("%(distance)s from the works") % {"distance": metres(visit.distance_m)}


def asked_texts(page: VisitPage) -> list[tuple[str, str]]:
    """(code, what is looked at) of every item that is still to be answered."""
    return [
        (line.code, in_language(line.item.text_zh, line.item.text_en)) for line in page.lines if line.item is not None
    ]


def found_groups(page: VisitPage) -> list[tuple[str, bool, list[FoundLine]]]:
    """(heading, whether it is shown open, lines): what is wrong first; kinds of answers nobody gave are left out."""
    english = {item.code: item.text_en for item in general_items()}
    lines: dict[str, list[FoundLine]] = {}
    for line in page.lines:
        lines.setdefault(line.result.result, []).append(_found(line, english))
    headings = (
        (ChecklistResult.Result.NOT_OK, _("Not in order")),
        (ChecklistResult.Result.OK, _("In order")),
        (ChecklistResult.Result.NOT_APPLICABLE, _("Not applicable")),
    )
    return [
        (heading, kind == ChecklistResult.Result.NOT_OK, lines[kind]) for kind, heading in headings if kind in lines
    ]


def _found(line: ItemLine, english: dict[str, str]) -> FoundLine:
    finding, result = line.finding, line.result
    order = finding.order if finding is not None else None
    return FoundLine(
        code=line.code,
        text=in_language(result.item_text, english.get(line.code, "")),
        badge=result_badge(result),
        note=result.note,
        fact=fact_of(finding) if finding is not None else "",
        severity=severity_badge(finding.severity) if finding is not None else None,
        order_number=order.number if order is not None else "",
        order_url=reverse("order", args=[order.number]) if order is not None else "",
        photos=tuple(tiles(line.photos, line.code)),
    )


def fact_of(finding: Finding) -> str:
    """What is wrong, in the reader's language."""
    return in_language(finding.text, finding.text_en)


def order_lines(orders: Iterable[Order]) -> list[OrderLine]:
    """Orders as lists show them."""
    return [
        OrderLine(
            order=order,
            url=reverse("order", args=[order.number]),
            badge=order_badge(order),
            severity=severity_badge(order.severity),
            left=time_left(order),
        )
        for order in orders
    ]
