"""An order's facts in the form its document takes them (D15, D16)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core import clock
from core.files import PICTURES, Upload, store
from core.pdf.document import Photo as PrintedPhoto
from core.pdf.document import Signature
from inspections.documents.rectification_order import OrderedFact
from inspections.models import Finding, Order, Photo, Visit
from permits.models import Works
from permits.services.document_facts import officer

#: A sheet has room for so many; the others stay in the file.
PRINTED_PHOTOS_MAX = 6
RECIPIENT_ROLE = "当事人（签收）"


def rectification_facts(order: Order, findings: Sequence[Finding], received: Signature | None) -> dict[str, Any]:
    """The members of RectificationOrderSnapshot beyond the head."""
    extra = f"；{order.requirement}" if order.requirement else ""
    return _common_facts(order, findings, received) | {
        "facts": tuple(
            OrderedFact(fact=finding.text, basis=finding.basis, requirement=f"{finding.requirement}{extra}")
            for finding in findings
        ),
        "deadline": clock.local(order.deadline_at),
    }


def stop_facts(order: Order, findings: Sequence[Finding], received: Signature | None) -> dict[str, Any]:
    """The members of StopOrderSnapshot beyond the head."""
    demanded = dict.fromkeys(finding.requirement for finding in findings)
    return _common_facts(order, findings, received) | {
        "facts": tuple(f"{finding.text}（{finding.basis}）" for finding in findings),
        "requirements": (*demanded, *((order.requirement,) if order.requirement else ())),
    }


def signed_by(works: Works, received_by: str, signature: Upload | None) -> Signature | None:
    """The contractor's signature on the glass, kept as a picture; None when nobody signed."""
    if not received_by.strip():
        return None
    asset = ""
    if signature is not None:
        asset = store(signature, f"works/{works.number}/signatures", accept=PICTURES, field="signature").path
    return Signature(role=RECIPIENT_ROLE, name=received_by.strip(), signed_at=clock.local(clock.now()), asset=asset)


def _common_facts(order: Order, findings: Sequence[Finding], received: Signature | None) -> dict[str, Any]:
    works = order.works
    organisation = works.organisation
    return {
        "recipient_name": organisation.name if organisation is not None else works.contractor_name or "施工单位",
        "recipient_credit_code": organisation.uscc if organisation is not None else "",
        "project_name": works.project_name or works.road_name,
        "permit_number": _permit_number(works),
        "place": f"{works.road_name}{works.place_text}",
        "found_at": _found_at(order.visit),
        "officers": (officer(order.officer), officer(order.second_officer)),
        "photos": _photos(order.visit, findings),
        "recipient_signature": received,
    }


def _permit_number(works: Works) -> str:
    permit = works.permit_in_force
    card = permit.documents.filter(kind="D09").last() if permit is not None else None
    return card.number if card is not None else ""


def _found_at(visit: Visit) -> dt.datetime:
    return clock.local(visit.arrived_at)


def _photos(visit: Visit, findings: Sequence[Finding]) -> tuple[PrintedPhoto, ...]:
    texts = {finding.code: finding.text for finding in findings}
    photos: Sequence[Photo] = visit.photos.filter(item_code__in=texts).order_by("item_code", "pk")[:PRINTED_PHOTOS_MAX]
    return tuple(
        PrintedPhoto(
            asset=photo.path,
            caption=texts[photo.item_code],
            taken_at=clock.local(photo.taken_at) if photo.taken_at is not None else None,
            lon=photo.lon,
            lat=photo.lat,
        )
        for photo in photos
    )
