"""What the entries of an application and the members of a plan are called when two versions are compared."""

from django.utils.translation import gettext as _

from permits.models.place import RoadClass, RoadKind

#: Values that are words of their own, by member and value.
KIND_WORDS = {("kind", value): label for value, label in RoadKind.choices} | {
    ("class", value): label for value, label in RoadClass.choices
}


def field_words() -> dict[str, str]:
    """Fields of a case whose model name is not what people call them."""
    return {
        "geometry": _("Place on the map"),
        "detour_line": _("Detour on the map"),
        "client_uscc": _("Credit code of the client"),
        "contractor_uscc": _("Credit code of the contractor"),
        "agent_name": _("Agent"),
        "agent_phone": _("Agent's telephone"),
        "site_manager_name": _("Site manager"),
        "site_manager_phone": _("Site manager's telephone"),
        "affects_bus": _("Buses are affected"),
        "affects_signals": _("Signals are affected"),
        "government_approval": _("Approved by the government"),
    }


def member_words() -> dict[str, str]:
    """Members of a plan by path or by their last name; the six areas have names of their own."""
    return {
        "number": _("Place in the order of phases"),
        "name": _("Name of the phase"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "daily_hours": _("Daily hours"),
        "layout": _("Layout"),
        "closed_lanes": _("Closed lanes"),
        "offset_m": _("Width taken from traffic"),
        "work_area_from_m": _("Where the work area begins"),
        "workzone_speed_kmh": _("Speed limit in the work zone"),
        "speed_steps_kmh": _("Speed steps"),
        "remaining_lane_width_m": _("Remaining lane width"),
        "pedestrian_width_m": _("Width for pedestrians"),
        "cycle_width_m": _("Width for cycles"),
        "hoarding": _("Hoarding"),
        "height_m": _("Height of the hoarding"),
        "distance_to_junction_m": _("Hoarding to junction"),
        "see_through_above_m": _("Hoarding see-through above"),
        "signs": _("Signs"),
        "flaggers": _("Traffic coordinators"),
        "temporary_signals": _("Temporary signals"),
        "temporary_passage": _("Temporary passage"),
        "detour": _("Detour"),
        "description": _("Detour"),
        "line": _("Detour on the map"),
        "lengths_m": _("Lengths"),
        "road.name": _("Road"),
        "kind": _("Kind of road"),
        "class": _("Class of road"),
        "lanes": _("Lanes"),
        "lanes_opposite": _("Lanes of the other direction"),
        "lane_width_m": _("Lane width"),
        "design_speed_kmh": _("Design speed"),
        "speed_limit_kmh": _("Speed limit"),
        "upstream_junction_m": _("Junction upstream"),
        "opened_on": _("Road opened or rebuilt on"),
        "overhauled_on": _("Last overhaul finished on"),
        "hourly_volume_pcu": _("Traffic of each hour"),
        "centreline": _("Centre line of the road"),
        "excavation": _("Excavation"),
        "emergency": _("Emergency repair"),
        "notice_published_on": _("Notice published on"),
        "government_approval": _("Approved by the government"),
    }
