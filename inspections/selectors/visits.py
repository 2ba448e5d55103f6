"""One visit with all its page shows, and the visits of a works."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from core.errors import NotFound
from core.models import User
from inspections.lifecycle import OPEN_ORDER_STATES, VisitState
from inspections.models import ChecklistResult, Finding, Order, Photo, Visit
from inspections.rules.checklist import Item
from inspections.selectors.checklists import checklist_of
from inspections.selectors.visibility import visible_visits
from permits.models import Works


@dataclass(frozen=True)
class ItemLine:
    """One item as the page shows it: asked (item) while the visit is open, answered (result) afterwards."""

    code: str
    item: Item | None
    result: ChecklistResult | None
    finding: Finding | None
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class VisitPage:
    """lines: the checklist. site_photos: those of no item. to_reinspect: open orders of the site, oldest first."""

    visit: Visit
    lines: tuple[ItemLine, ...]
    site_photos: tuple[Photo, ...]
    orders: tuple[Order, ...]
    to_reinspect: tuple[Order, ...]


def get_visit(actor: User | None, visit_id: int) -> Visit:
    """One visit. NotFound when `actor` may not know of it."""
    visit = (
        visible_visits(actor)
        .select_related(
            "works__permit_in_force",
            "works__organisation",
            "works__squadron",
            "round__officer",
            "round__second_officer",
            "officer",
            "second_officer",
            "changed_by",
        )
        .filter(pk=visit_id)
        .first()
    )
    if visit is None:
        raise NotFound("visit", str(visit_id))
    return visit


def visit_page(actor: User | None, visit_id: int) -> VisitPage:
    """All the page of a visit shows. NotFound when `actor` may not know of it."""
    visit = get_visit(actor, visit_id)
    photos: dict[str, list[Photo]] = defaultdict(list)
    for photo in visit.photos.all():
        photos[photo.item_code].append(photo)
    orders = Order.objects.filter(works=visit.works).select_related("officer", "second_officer").order_by("issued_at")
    return VisitPage(
        visit=visit,
        lines=tuple(_lines(visit, photos)),
        site_photos=tuple(photos[""]),
        orders=tuple(order for order in orders if order.visit_id == visit.pk),
        to_reinspect=tuple(
            order for order in orders if order.state in OPEN_ORDER_STATES and order.visit_id != visit.pk
        ),
    )


def _lines(visit: Visit, photos: dict[str, list[Photo]]) -> list[ItemLine]:
    if visit.state == VisitState.RECORDED:
        findings = {finding.code: finding for finding in visit.findings.select_related("order")}
        return [
            ItemLine(result.code, None, result, findings.get(result.code), tuple(photos[result.code]))
            for result in visit.results.all()
        ]
    return [ItemLine(item.code, item, None, None, tuple(photos[item.code])) for item in checklist_of(visit.works)]


def visits_of(actor: User | None, works: Works) -> QuerySet[Visit]:
    """The visits to a works the person may know of, the latest first, each with its findings. Two queries."""
    return (
        visible_visits(actor)
        .filter(works=works)
        .select_related("officer", "second_officer", "round__officer", "round__second_officer")
        .prefetch_related(Prefetch("findings", Finding.objects.select_related("order")))
        .order_by("-day", "-pk")
    )
