"""What the road register answers while an application is filled in: proposals, marked as what they are."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import clock
from core.geojson import GeometryInvalid
from permits.models.place import RoadClass, RoadKind
from permits.plan.standards import no_dig_years
from permits.rules.no_dig_period import CLAUSE, longest_ban
from permits.rules.road_facts import RoadFacts
from permits.rules.roads import RegisteredRoad
from permits.selectors.roads import road_at, road_facts_at
from web.permits.words import language_code
from web.shell.templatetags.ui import clause, icon

#: The days from which the no-dig period runs: the register's hold, whatever is typed.
DECIDING_DAYS = ("opened_on", "overhauled_on")


def road_under(geometry: Any) -> RegisteredRoad | None:
    """The registered road on which a drawn place lies; None as well when the drawing cannot be read."""
    try:
        return road_at(geometry) if geometry else None
    except GeometryInvalid:
        return None


def facts_under(geometry: Any) -> RoadFacts | None:
    """What the register says of the road on which a drawn place lies."""
    return road_facts_at(geometry) if geometry else None


def place_fields(road: RegisteredRoad | None) -> dict[str, str]:
    """What the register says under the names of the place task's fields."""
    if road is None:
        return {}
    found = {"road_name": road.name, "road_kind": road.road_kind, "road_class": road.road_class}
    return {name: value for name, value in found.items() if value}


def road_words(road: RegisteredRoad) -> str:
    """Which road it is, in the reader's language: name, kind, class."""
    kind = RoadKind(road.road_kind).label
    rank = RoadClass(road.road_class).label if road.road_class else ""
    return " · ".join(filter(None, (road_name(road), str(kind), str(rank))))


def ban_words(road: RegisteredRoad) -> str:
    """Until when the road may not be dug up, "" when it may (城市道路管理条例 33)."""
    ban = longest_ban(road.opened_on, road.overhauled_on, no_dig_years())
    if ban is None or ban.until <= clock.today():
        return ""
    return _("Before %(day)s it may be dug up only with the government's approval (%(clause)s).") % {
        "day": ban.until,
        "clause": clause(CLAUSE),
    }


def road_name(road: RegisteredRoad) -> str:
    """The road's name in the reader's language."""
    return (language_code() == "en" and road.name_en) or road.name


def note(name: str, registered: Any, saved: Any, facts: RoadFacts) -> SafeString:
    """A mark beside a field: that its value is the register's, or what the register says instead."""
    if saved is None or _same(saved, registered):
        words = _("From the road register.")
        if name == "upstream_junction_m" and facts.junction:
            words = _(
                "From the road register: the next crossing before your line is %(road)s. Measured from where the line "
                "begins; check it on site."
            ) % {"road": road_name(facts.junction.road) or "—"}
        return format_html('<span class="from-register">{} {}</span>', icon("journal-check"), words)
    said = _("The road register has other numbers.")
    if name in DECIDING_DAYS:
        said = _("The road register says %(day)s. That day holds for the no-dig period.") % {"day": registered}
    elif not isinstance(registered, list):
        said = _("The road register says %(value)s.") % {"value": f"{registered:g}"}
    return format_html('<span class="from-register is-different">{} {}</span>', icon("journal-x"), said)


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_same(one, other) for one, other in zip(a, b, strict=True))
    return a == b
