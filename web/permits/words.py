"""Words several pages of permits need: documents, materials, and names given in both languages."""

from django.utils.translation import get_language

from core.models import User
from inspections.documents import KINDS as INSPECTION_KINDS
from permits.documents import KINDS as PERMIT_KINDS
from permits.rules.materials import material_name

#: Every kind of official document by its code.
DOCUMENT_KINDS = {**PERMIT_KINDS, **INSPECTION_KINDS}


def reads_english() -> bool:
    """Whether the page is being written in English."""
    return (get_language() or "").startswith("en")


def in_language(zh: str, en: str) -> str:
    """The one of the two the reader reads."""
    return (en or zh) if reads_english() else zh


def language_code() -> str:
    """zh or en, as drawings and documents call the languages."""
    return "en" if reads_english() else "zh"


def document_name(code: str) -> str:
    """What a kind of official document is called; its code when it is not known."""
    kind = DOCUMENT_KINDS.get(code)
    return in_language(kind.name_zh, kind.name_en) if kind else code


def document_names(codes: list[str]) -> list[tuple[str, str]]:
    """(code, name) of each kind."""
    return [(code, document_name(code)) for code in codes]


def material_label(code: str) -> str:
    """Code and name of a material of the list."""
    names = material_name(code)
    return f"{code} {in_language(*names)}" if names else code


def person_with_unit(person: User | None) -> str:
    """Name and unit of a person as a timeline shows them; "" for the system."""
    if person is None:
        return ""
    unit = person.squadron or person.organisation
    return f"{person} · {unit}" if unit else str(person)
