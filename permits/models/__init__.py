"""The works and its cases, and everything that hangs on them."""

from permits.models.alarm import Alarm
from permits.models.case import Case
from permits.models.correction import CorrectionItem
from permits.models.document import IssuedDocument
from permits.models.event import Event
from permits.models.material import Material
from permits.models.opinion import Opinion
from permits.models.plan_version import PlanVersion
from permits.models.series import NumberSeries
from permits.models.survey import Survey
from permits.models.works import Works

__all__ = [
    "Alarm",
    "Case",
    "CorrectionItem",
    "Event",
    "IssuedDocument",
    "Material",
    "NumberSeries",
    "Opinion",
    "PlanVersion",
    "Survey",
    "Works",
]
