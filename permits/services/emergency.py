"""An emergency repair told in one go: the road is open, where, and for what (城市道路管理条例 34)."""

import datetime as dt
from typing import Any

from django.db import transaction

from core.models import User
from permits.lifecycle import Kind
from permits.models import Works
from permits.services.drafting import create_draft, edit_case
from permits.services.works_life import report_emergency_start


def report_emergency(actor: User, entered: dict[str, Any], *, started_at: dt.datetime | None = None) -> Works:
    """The works, under way at once, with its emergency case as a draft to be submitted within 24 hours.

    entered: what is known of the application, names of drafting.EDITABLE_FIELDS. All or nothing: a refusal leaves
    neither case nor works. Raises NotPermitted, RuleViolated.
    """
    with transaction.atomic():
        case = create_draft(actor, Kind.EMERGENCY)
        edit_case(actor, case.number, entered)
        return report_emergency_start(actor, case.works.number, started_at=started_at)
