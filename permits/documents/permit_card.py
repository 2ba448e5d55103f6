"""D09 占用、挖掘道路施工许可证（交通安全审查意见书）: the card displayed on site (城市道路管理条例 art. 31, 33)."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead
from permits.documents.place import PlaceOfWorks


@dataclass(frozen=True, kw_only=True)
class PermitCardSnapshot(ApplicationHead):
    """Facts of the card. decision_number: number of the D08 it belongs to. site_manager, site_phone: 现场负责人."""

    decision_number: str
    client_org: str
    contractor_org: str
    place: PlaceOfWorks
    valid_from: dt.date
    valid_to: dt.date
    daily_hours: tuple[str, ...] = ()
    closure: str
    workzone_speed_kmh: int | None = None
    site_manager: str
    site_phone: str
