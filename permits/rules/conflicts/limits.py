"""How near is near and how soon is soon: the city's settings, none of them law."""

from dataclasses import dataclass

from permits.rules.conflicts.occupation import Window


@dataclass(frozen=True)
class Limits:
    """within_m: other works. detour_within_m: of a detour's line. carriageways_within_m: between two carriageways.

    sensitive_within_m: of a way in. trench_within_m, trench_within_days: between two excavations of one road.
    way_round_within_m: how far round the closure a way is looked for; way_round_times and way_round_more_m: how much
    longer than without the other works is worth telling. shift_within_days: how far dates are moved on trial.
    school_hours: when children come and go.
    """

    within_m: float = 50
    detour_within_m: float = 15
    carriageways_within_m: float = 60
    sensitive_within_m: float = 100
    trench_within_m: float = 100
    trench_within_days: int = 365
    way_round_within_m: float = 1500
    way_round_times: float = 1.5
    way_round_more_m: float = 300
    shift_within_days: int = 90
    school_hours: tuple[Window, ...] = (Window(7 * 60, 8 * 60 + 30), Window(16 * 60, 17 * 60 + 30))
