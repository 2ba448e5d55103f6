"""Words of the plan for the pages: layouts, areas and signs in the reader's language, each explained."""

from django.utils.translation import gettext_lazy as _

from permits.plan.standards import LAYOUTS
from permits.plan.tables import rows
from web.permits.words import language_code

#: What the choice of a layout means on the street, by what it takes from traffic (permits/plan/tables/layouts.csv).
_CLOSES = {
    "outer": _("The lane at the edge is closed; traffic moves over to the middle."),
    "inner": _("The lane next to the median is closed; traffic moves over to the edge."),
    "middle": _("A lane between two open ones is closed; traffic passes on both sides."),
    "edge": _("All motor lanes stay open; what lies beside them is narrowed or closed."),
    "alternating": _("Both directions take turns in one lane; flaggers or signals are needed."),
    "contraflow": _("This direction is led across the median into a lane of the other."),
    "lanes": _("You choose in the plan which lanes are closed."),
    "road": _("Nobody drives through; a detour or a temporary passage and a public notice five days ahead are needed."),
    "moving": _("The works move along with a vehicle that shields them."),
}
#: The six areas a driver meets, in their order (GB 5768.4-2017 4.1).
AREA_NAMES = {
    "advance_warning": _("Advance warning area"),
    "upstream_taper": _("Upstream taper"),
    "buffer": _("Buffer"),
    "work_area": _("Work area"),
    "downstream_taper": _("Downstream taper"),
    "termination": _("Termination area"),
}
AREA_WORDS = {
    "advance_warning": _("Signs announce the works here; traffic still uses all lanes."),
    "upstream_taper": _("Cones lead traffic out of the closed lane. Length by speed and width taken."),
    "buffer": _("Kept empty: room for a vehicle that missed the taper."),
    "work_area": _("Where people, machines and material stand."),
    "downstream_taper": _("Traffic is led back."),
    "termination": _("The works end; the old speed limit returns."),
}
#: The rule that sets the least length of each area (permits/plan/tables/rules.csv).
AREA_RULES = {
    "advance_warning": "P02",
    "upstream_taper": "P03",
    "buffer": "P04",
    "downstream_taper": "P06",
    "termination": "P08",
}


def layout_name(code: str) -> str:
    """What a layout is called; the code itself when there is none of that name."""
    return getattr(LAYOUTS[code], language_code()) if code in LAYOUTS else code


def layout_words(code: str) -> str:
    """What a layout means for those who drive there."""
    return str(_CLOSES[LAYOUTS[code].closes])


def sign_choices() -> list[tuple[str, str]]:
    """The temporary signs by code and name."""
    return [(row["code"], row[language_code()]) for row in rows("signs")]
