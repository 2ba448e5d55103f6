"""How long a road that is new or newly overhauled may not be dug up (城市道路管理条例 33(2))."""

import datetime as dt
from typing import NamedTuple

CLAUSE = "城市道路管理条例 33"


class NoDigYears(NamedTuple):
    """How long a road may not be dug up, in years; the table of the standards has them."""

    after_opening: int
    after_overhaul: int


class Ban(NamedTuple):
    """until: the first day on which one may dig again. since: the day it runs from. why: opened or overhauled."""

    until: dt.date
    since: dt.date
    why: str


def longest_ban(opened_on: dt.date | None, overhauled_on: dt.date | None, years: NoDigYears) -> Ban | None:
    """The ban that lasts longest, over or not; None where neither day is known."""
    known = ((opened_on, years.after_opening, "opened"), (overhauled_on, years.after_overhaul, "overhauled"))
    return max((Ban(years_after(since, lasting), since, why) for since, lasting, why in known if since), default=None)


def years_after(day: dt.date, years: int) -> dt.date:
    """The corresponding day some years later; 29 February falls on the last of February (民法典 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
