"""The works and its cases, everything that hangs on them, and the city around them."""

from permits.models.alarm import Alarm
from permits.models.case import Case
from permits.models.correction import CorrectionItem
from permits.models.detour import Detour
from permits.models.document import IssuedDocument
from permits.models.embargo import Embargo
from permits.models.event import Event
from permits.models.material import Material
from permits.models.opinion import Opinion
from permits.models.plan_version import PlanVersion
from permits.models.road import RoadSegment
from permits.models.sensitive_place import SensitivePlace
from permits.models.series import NumberSeries
from permits.models.survey import Survey
from permits.models.works import Works

__all__ = [
    "Alarm",
    "Case",
    "CorrectionItem",
    "Detour",
    "Embargo",
    "Event",
    "IssuedDocument",
    "Material",
    "NumberSeries",
    "Opinion",
    "PlanVersion",
    "RoadSegment",
    "SensitivePlace",
    "Survey",
    "Works",
]
