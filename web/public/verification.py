"""Verifying a document: what the paper in one's hand is, and whether it still holds."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from inspections.documents import KINDS as INSPECTION_KINDS
from permits.documents import KINDS as PERMIT_KINDS
from permits.models import IssuedDocument
from permits.selectors.documents import verify_document
from permits.selectors.public import public_rows, public_works
from web.shell.parts import KeyValue, Tone

KINDS = PERMIT_KINDS | INSPECTION_KINDS
#: A permit that is in force, but whose first day is still to come.
COMING = "coming"
#: The standings of a document, each with its tone.
TONES = {"valid": Tone.OK, COMING: Tone.WARN, "suspended": Tone.WARN, "superseded": Tone.WARN, "expired": Tone.MUTED}


def verify_form(request: HttpRequest) -> HttpResponse:
    """Asks for the code, or the permit number, printed on a document."""
    said = re.sub(r"\s", "", request.GET.get("code", ""))[:60]
    if not said:
        return render(request, "public/verify_form.html", {"said": ""})
    if re.fullmatch(r"[A-Za-z0-9-]{4,32}", said):
        return redirect("verify", code=said.upper())
    permit = public_rows(public_works()).filter(permit_number=said).first()
    if permit:
        return redirect("verify", code=permit["permit_code"])
    return render(request, "public/verify_form.html", {"said": said, "unknown": True}, status=404)


def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the document with this code is, whether it still holds, and its content hash."""
    try:
        found = verify_document(code)
    except NotFound:
        return render(request, "public/verify_form.html", {"said": code, "unknown": True}, status=404)
    document = found.document
    kind = KINDS[document.kind]
    english = (get_language() or "").startswith("en")
    named = [
        KeyValue(_("Document"), kind.name_en if english else kind.name_zh),
        KeyValue(_("Document number"), document.number),
        KeyValue(_("Issued on"), str(document.issued_on)),
        KeyValue(_("Road"), document.works.road_name),
        KeyValue(_("Validity"), _validity(document)),
        KeyValue(_("Works number"), document.works.number),
        KeyValue(_("Replaced by"), found.superseded_by),
    ]
    standing = COMING if found.standing == "valid" and _is_coming(document) else found.standing
    context = {
        "document": document,
        "standing": standing,
        "tone": TONES.get(standing, Tone.STOP),
        "facts": [one for one in named if one.value],
    }
    return render(request, "public/verify.html", context)


def _is_for_a_time(document: IssuedDocument) -> bool:
    return document.kind in ("D08", "D09") and document.case is not None and document.case.valid_until is not None


def _is_coming(document: IssuedDocument) -> bool:
    return _is_for_a_time(document) and document.case.valid_from > clock.today()


def _validity(document: IssuedDocument) -> str:
    """The dates a permit holds, "" for documents that are not for a time."""
    if not _is_for_a_time(document):
        return ""
    return _("%(first)s to %(last)s") % {"first": document.case.valid_from, "last": document.case.valid_until}
