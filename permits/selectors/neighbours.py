"""The works around a place: for its map, and for the check of its plan."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from shapely.geometry import shape

from core import geo
from core.geojson import parse_geometry
from core.models import User
from permits.models import Case, Works
from permits.plan.checks.neighbours import Neighbour
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import occupations_of
from permits.selectors.current_plans import current_plans
from permits.selectors.public import public_works
from permits.selectors.standing import candidates
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


def neighbours_for_check(case: Case) -> tuple[Neighbour, ...]:
    """The works within the city's conflict distance, for rule P23, by distance; none while it has no place or dates.

    The check is read by applicant and office alike, so only what is public or the applicant's own is named.
    """
    if not (case.geometry and case.starts_on and case.ends_on):
        return ()
    place, within_m = parse_geometry(case.geometry), settings.CITY["conflict_within_m"]
    days = Days(case.starts_on, case.ends_on).grown(1)
    near = candidates(geo.bbox(place), days, within_m).exclude(pk=case.works_id).filter(geometry__isnull=False)
    columns = (
        "number",
        "state",
        "starts_on",
        "ends_on",
        "closure",
        "geometry",
        "organisation_id",
        "permit_in_force_id",
    )
    is_public = Exists(public_works().filter(pk=OuterRef("pk")))
    measured = [
        (geo.distance_m(place, shape(works.geometry)), works)
        for works in near.only(*columns).annotate(is_public=is_public).order_by("number")
    ]
    found = {works.pk: (metres, works) for metres, works in measured if metres <= within_m}
    plans = current_plans(works for _, works in found.values())
    return tuple(
        Neighbour(
            label=works.number if works.is_public or works.organisation_id == case.organisation_id else "",
            starts_on=works.starts_on,
            ends_on=works.ends_on,
            distance_m=metres,
            occupations=occupations_of(
                plans[key].plan if key in plans else None, Days(works.starts_on, works.ends_on), works.closure
            ),
        )
        for key, (metres, works) in sorted(found.items(), key=lambda one: one[1][0])
    )
