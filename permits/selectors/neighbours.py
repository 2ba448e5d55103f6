"""The works around a place, for its map."""

from core import geo
from core.geojson import parse_geometry
from core.models import User
from permits.models import Case, Works
from permits.rules.conflicts import Days
from permits.selectors.conflicts import candidates
from permits.selectors.visibility import visible_works

#: How far around, in metres, and at most how many.
WITHIN_M = 600
MOST = 40


def neighbours_of(actor: User | None, subject: Case | Works) -> tuple[Works, ...]:
    """The works `actor` may know of that stand near the subject on any of its days; none while it has no place."""
    if not (subject.geometry and subject.starts_on and subject.ends_on):
        return ()
    own = subject.works_id if isinstance(subject, Case) else subject.pk
    box = geo.bbox(parse_geometry(subject.geometry))
    near = candidates(box, Days(subject.starts_on, subject.ends_on), WITHIN_M).values("pk")
    found = visible_works(actor).filter(pk__in=near).exclude(pk=own)
    return tuple(found.defer("external_data", "acceptance_data", "notice_text").order_by("number")[:MOST])
