"""Words several pages of permits need: documents, materials, and names given in both languages."""

from django.utils.translation import get_language

from core.models import User
from inspections.documents import KINDS as INSPECTION_KINDS
from permits.documents import KINDS as PERMIT_KINDS
from permits.rules.materials import material_name

#: Every kind of official document by its code.
DOCUMENT_KINDS = {**PERMIT_KINDS, **INSPECTION_KINDS}

#: Festivals by the names the calendar gives them: the notices of the State Council know them in Chinese only.
_FESTIVALS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "农历除夕": "Lunar New Year's Eve",
    "清明": "Tomb-Sweeping Day",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "端午节": "Dragon Boat Festival",
    "中秋": "Mid-Autumn Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th anniversary of victory",
}
_IN_LIEU = "（补假）"


def reads_english() -> bool:
    """Whether the page is being written in English."""
    return (get_language() or "").startswith("en")


def in_language(zh: str, en: str) -> str:
    """The one of the two the reader reads."""
    return (en or zh) if reads_english() else zh


def language_code() -> str:
    """zh or en, as drawings and documents call the languages."""
    return "en" if reads_english() else "zh"


def festival_name(name: str) -> str:
    """A festival of the calendar in the reader's language; one that is not known is called as it was typed."""
    known = [_FESTIVALS.get(one) for one in name.removesuffix(_IN_LIEU).split("、")]
    if not all(known):
        return name
    return in_language(name, " and ".join(known) + (" (in lieu)" if name.endswith(_IN_LIEU) else ""))


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
