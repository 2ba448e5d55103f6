"""An official document: its PDF, its English reading copy, and the page shown while it is being drawn."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from permits.models import IssuedDocument
from permits.selectors.documents import get_document
from permits.services.drawing import draw
from web.permits.files import stored_file
from web.permits.words import DOCUMENT_KINDS, document_name
from web.shell.parts import Crumb

#: The page of a document that is being drawn looks again after so many seconds.
LOOK_AGAIN_S = 2


@login_required
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """The document; `?lang=en` is a reading copy in English, drawn from the same frozen facts."""
    document = get_document(request.user, code)
    if request.GET.get("lang") == "en":
        return _reading_copy(document)
    if not document.path:
        return _being_drawn(request, document)
    return stored_file(
        document.path, f"{document.number or document.kind}.pdf", "application/pdf", etag=document.sha256
    )


def _reading_copy(document: IssuedDocument) -> HttpResponse:
    content = draw(DOCUMENT_KINDS[document.kind], document, language="en")
    name = f"{document.kind}-{document.verify_code}-en.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _being_drawn(request: HttpRequest, document: IssuedDocument) -> HttpResponse:
    subject = document.case or document.works
    home = reverse("case" if document.case_id else "works", args=[subject.number])
    context = {
        "document": document,
        "name": document_name(document.kind),
        "home_url": home,
        "look_again_s": LOOK_AGAIN_S,
        "crumbs": [Crumb(subject.number, home), Crumb(document_name(document.kind))],
    }
    response = render(request, "permits/being_drawn.html", context, status=202)
    response["Retry-After"] = str(LOOK_AGAIN_S)
    response["Refresh"] = str(LOOK_AGAIN_S)
    return response
