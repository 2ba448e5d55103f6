"""An order in words: its facts, findings with their photos, answers, and what the viewer can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import User
from core.roles import OFFICER_ROLES
from inspections import messages
from inspections.lifecycle import Action
from inspections.models import Finding, Order, OrderAnswer
from inspections.selectors.actions import options
from inspections.selectors.orders import OrderPage
from web.inspections.order_forms import AnswerForm, ReturnForm, VerifyForm
from web.inspections.photos import tiles
from web.inspections.trail import trail_of_order
from web.inspections.visit_words import fact_of
from web.inspections.words import Badge, moment, order_badge, severity_badge, site_name, time_left
from web.shell import sentences
from web.shell.parts import Crumb, KeyValue, Photo


@dataclass(frozen=True)
class OrderedFinding:
    """A finding of the order, with the photos taken of it."""

    finding: Finding
    fact: str
    severity: Badge
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class AnswerRow:
    """An answer of the contractor, and what became of it."""

    answer: OrderAnswer
    photos: tuple[Photo, ...]


def page_context(viewer: User, page: OrderPage) -> dict[str, Any]:
    """Everything the page of an order shows to this person; forms only for what is open to them."""
    order, works = page.order, page.order.works
    offered = options(viewer, order)
    open_now = {option.action for option in offered if option.available}
    return {
        "page": page,
        "order": order,
        "name": site_name(works),
        "badge": order_badge(order),
        "severity": severity_badge(order.severity),
        "left": time_left(order),
        "facts": _facts(viewer, order),
        "findings": _findings(page),
        "answers": [AnswerRow(one, tuple(tiles(one.photos.all(), _("After")))) for one in page.answers],
        "document": order.document,
        "document_url": reverse("document", args=[order.document.verify_code]) if order.document is not None else "",
        "referral": messages.referral(order.referral) if viewer.role in OFFICER_ROLES else "",
        "trail": trail_of_order(viewer, order),
        "answer_form": AnswerForm() if Action.ANSWER_ORDER in open_now else None,
        "verify_form": VerifyForm(page=page) if Action.VERIFY_ORDER in open_now else None,
        "return_form": ReturnForm() if Action.RETURN_ORDER in open_now else None,
        "not_open": _reasons(offered),
        "crumbs": [Crumb(_("Orders"), reverse("orders")), Crumb(order.number)],
    }


def _facts(viewer: User, order: Order) -> list[KeyValue]:
    works, visit = order.works, order.visit
    rows = [
        KeyValue(_("Works"), works.number, url=reverse("works", args=[works.number])),
        KeyValue(_("Road"), works.road_name),
        KeyValue(_("Place"), works.place_text),
        KeyValue(_("Contractor"), str(works.organisation or works.contractor_name or "")),
        KeyValue(_("Issued"), moment(order.issued_at)),
        KeyValue(_("Deadline"), moment(order.deadline_at)),
        KeyValue(_("Officers"), _(", ").join((str(order.officer), str(order.second_officer)))),
        KeyValue(_("Found on the visit of"), visit.day.isoformat(), url=reverse("visit", args=[visit.pk])),
        KeyValue(_("What else is demanded"), order.requirement),
        KeyValue(_("Overdue since"), moment(order.overdue_at)),
        KeyValue(_("Verified"), moment(order.verified_at)),
    ]
    if order.severity != order.severity_issued:
        rows.append(KeyValue(_("Severity when issued"), severity_badge(order.severity_issued).label))
    return [row for row in rows if row.value not in (None, "")]


def _findings(page: OrderPage) -> list[OrderedFinding]:
    return [
        OrderedFinding(
            finding=finding,
            fact=fact_of(finding),
            severity=severity_badge(finding.severity),
            photos=tuple(tiles((one for one in page.evidence if one.item_code == finding.code), _("Before"))),
        )
        for finding in page.findings
    ]


def _reasons(offered: Iterable) -> list[tuple[str, str]]:
    """(action, why this person may not do it); what the state does not know now needs no words."""
    return [
        (sentences.action_label(option.action), sentences.reason(option.reason, {}))
        for option in offered
        if option.reason not in ("", "wrong_stage")
    ]
