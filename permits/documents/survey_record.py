"""D05 行政许可核查（勘验）笔录: what at least two officers found at the place (行政许可法 art. 34(3))."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead, Officer, Photo, Signature
from core.pdf.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class PersonPresent(Snapshot):
    """Somebody present at the survey (在场人) who is not a surveying officer."""

    name: str
    organisation: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class SurveyFinding(Snapshot):
    """One thing looked at and what was found: subject 车道数, finding 双向6车道，与申请一致."""

    subject: str
    finding: str


@dataclass(frozen=True, kw_only=True)
class SurveyRecordSnapshot(ApplicationHead):
    """Facts of a survey. officers: two or more; photos and signatures name their pictures among the assets."""

    started_at: dt.datetime
    ended_at: dt.datetime
    place: str
    officers: tuple[Officer, ...]
    present: tuple[PersonPresent, ...] = ()
    findings: tuple[SurveyFinding, ...]
    conclusion: str
    photos: tuple[Photo, ...] = ()
    signatures: tuple[Signature, ...] = ()
