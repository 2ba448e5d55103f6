"""Reads of official documents: those of a file, one to download, one to verify."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core.errors import NotFound
from core.models import User
from core.roles import Role
from permits.lifecycle import State
from permits.models import IssuedDocument
from permits.selectors.visibility import at_visible_works, in_visible_case

#: What a partner agency reads of a file it was asked about.
AGENCY_KINDS = ("D08", "D09", "D13", "D22")


def visible_documents(actor: User | None) -> QuerySet[IssuedDocument]:
    """The documents `actor` may open: those of the cases and works it may know of."""
    documents = IssuedDocument.objects.all()
    if actor is None:
        return documents
    documents = documents.filter(in_visible_case(actor) | Q(at_visible_works(actor), case=None))
    return documents.filter(kind__in=AGENCY_KINDS) if actor.role == Role.AGENCY else documents


def get_document(actor: User | None, verify_code: str) -> IssuedDocument:
    """One document to open. NotFound when `actor` may not know of it."""
    document = visible_documents(actor).filter(verify_code=verify_code).first()
    if document is None:
        raise NotFound("document", verify_code)
    return document


@dataclass(frozen=True)
class Verification:
    """What anybody may know of a document: what it is, and whether it still holds.

    standing: valid, suspended, superseded, expired, revoked, recalled, cancelled. superseded_by: number of the permit
    that took its place. sha256 is "" until the document has been drawn.
    """

    document: IssuedDocument
    standing: str
    superseded_by: str


def verify_document(code: str) -> Verification:
    """What the code on a document says of it. NotFound when no document bears it."""
    document = (
        IssuedDocument.objects.select_related("works", "case", "works__permit_in_force")
        .filter(verify_code=code.strip().upper())
        .first()
    )
    if document is None:
        raise NotFound("document", code)
    standing = document.status
    if standing == IssuedDocument.Status.VALID and document.works.state == State.ABANDONED:
        standing = IssuedDocument.Status.CANCELLED
    newer = ""
    if standing == IssuedDocument.Status.SUPERSEDED and document.works.permit_in_force is not None:
        newer = (
            document.works.permit_in_force.documents.filter(kind=document.kind).values_list("number", flat=True).last()
            or ""
        )
    return Verification(document, str(standing), newer)
