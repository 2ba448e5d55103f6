"""What every official document has in common: its head, the people who sign, and its entry in a registry."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from core.pdf.snapshot import Snapshot

Language = Literal["zh", "en"]

NO_ASSETS: Mapping[str, bytes] = MappingProxyType({})
"""For a document without pictures."""


@dataclass(frozen=True, kw_only=True)
class DocumentHead(Snapshot):
    """Head of every document.

    authority_name: the issuing authority in full, e.g. 瑞安市公安局交通警察大队.
    document_number: already formatted (瑞公交占许字〔2026〕第001号), "" for a kind without number.
    issued_on: 成文日期. verify_url: full address behind the QR; verify_code: the same, to be typed by hand.
    works_number, case_number: W2026-000123, C2026-000123; case_number is "" for a works without case.
    seal: "demo" draws a seal marked 演示专用, "image" prints the asset named "seal", "none" leaves room for the stamp.
    demo: prints a line on every page saying that the document has no legal force.
    preview: shows it to who is about to sign: a watermark on every page, no seal, no verification code.
    """

    authority_name: str
    authority_name_en: str = ""
    document_number: str
    issued_on: dt.date
    verify_url: str
    verify_code: str
    works_number: str
    case_number: str
    supervision_phone: str
    seal: Literal["none", "demo", "image"] = "none"
    demo: bool = False
    preview: bool = False


@dataclass(frozen=True, kw_only=True)
class ApplicationHead(DocumentHead):
    """Head of a document about one application.

    applicant_name: the addressee. item_name: the permit item, 涉路施工交通安全审查. project_name: 工程名称.
    """

    applicant_name: str
    item_name: str
    project_name: str


@dataclass(frozen=True, kw_only=True)
class Remedies(Snapshot):
    """Where the addressee may turn (行政复议法 art. 20, 24; 行政诉讼法 art. 46); both are settings of the city."""

    reconsideration_body: str
    court: str


@dataclass(frozen=True, kw_only=True)
class Officer(Snapshot):
    """A police officer acting with legal effect: name, badge_number (警号), unit (中队)."""

    name: str
    badge_number: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature(Snapshot):
    """Who signed in what role; `asset` names the signature picture (PNG) among the assets, "" leaves a line."""

    role: str
    name: str
    signed_at: dt.datetime | None = None
    asset: str = ""


@dataclass(frozen=True, kw_only=True)
class Photo(Snapshot):
    """One photograph: `asset` names the JPEG or PNG among the assets; place in WGS84 degrees when the phone told it."""

    asset: str
    caption: str
    taken_at: dt.datetime | None = None
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class DocumentKind:
    """One row of a registry of documents.

    code: D08. numbering: "official" takes a gapless number (文号) of its kind and year, "none" has none.
    draw(snapshot, fonts, *, language="zh", assets={}) -> PDF bytes; the same input gives the same bytes.
    seal: whether the authority seals it. remedy: whether the snapshot carries `reconsideration_body` and `court`.
    """

    code: str
    name_zh: str
    name_en: str
    snapshot: type[DocumentHead]
    draw: Callable[..., bytes]
    numbering: Literal["official", "none"]
    seal: bool
    remedy: bool
