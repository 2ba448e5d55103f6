"""The seed itself: who applies for what, and how each story ends."""

import datetime as dt
import random
from collections.abc import Callable

from django.db import transaction

from core import clock
from core.queue import left_to_sweepers
from inspections.services.planning_rounds import close_past_days
from inspections.services.settling_orders import escalate_overdue_orders
from permits.selectors.works import active_sites
from permits.services import issuing, jobs, outbox, reminders
from web.demo.clockwork import Moments, moment, run
from web.demo.lives import Life
from web.demo.network import load_network
from web.demo.people import make_people
from web.demo.script import SETTLED, Script, World
from web.demo.supervision import Supervision
from web.demo.surroundings import make_surroundings

#: Days of history before today, and the days after it on which the active sites must still be active.
HISTORY_DAYS, AHEAD_DAYS = 150, 9
#: Stories beside the active sites: how it ends → how many at 272 sites; scaled with the sites, at least one.
OTHERS = {
    "draft": 8, "submitted": 9, "correction": 5, "declined": 3, "withdrawn": 4, "accepted": 9, "surveyed": 8,
    "revision": 5, "reviewed": 7, "refusing": 2, "refused": 4, "granted": 6, "in_force": 14, "done": 6, "archived": 14,
    "abandoned": 2, "cancelled": 2,
}  # fmt: skip
#: Stories of active sites that are more than just under way.
ACTIVE = {
    "standing": 4, "suspended": 4, "awaiting": 8, "varied": 6, "renewed": 8, "revoked": 1, "recalled": 1,
    "emergency": 4, "emergency_late": 2,
}  # fmt: skip
FULL_SIZE = 272
#: How many days before today a story's application is made, at the most and at the least.
AGES = {
    "draft": (6, 1), "submitted": (4, 3), "correction": (8, 6), "accepted": (9, 7), "surveyed": (13, 11),
    "revision": (18, 16), "reviewed": (19, 17), "refusing": (21, 19), "granted": (22, 20), "in_force": (30, 24),
    "emergency": (10, 6), "emergency_late": (2, 2),
}  # fmt: skip
EARLIER = (HISTORY_DAYS, 48)
#: News older than this many days are told nobody any more.
NEWS_DAYS = 7
ENDED = frozenset({"done", "archived"})


def scripts(people, today: dt.date, sites: int, rng: random.Random) -> list[Script]:
    """What happens in this city, in the order of the applications."""
    wanted = {name: max(1, round(count * sites / FULL_SIZE)) for name, count in (OTHERS | ACTIVE).items()}
    under_way = sites - sum(wanted[name] for name in ACTIVE if name in wanted)
    wanted["under_way"] = max(under_way, 0) + max(2, sites // 40)  # stop orders and luck may take some away
    drafts = []
    for ends, count in wanted.items():
        oldest, youngest = AGES.get(ends, EARLIER)
        for _ in range(count):
            applies_on = today - dt.timedelta(days=rng.randint(youngest, oldest))
            drafts.append((applies_on, ends, *_period(rng, ends, applies_on, today)))
    drafts.sort(key=lambda row: (row[0], row[1]))
    applicants = people.applicants
    weights = [4, 3, *([2] * (len(applicants) - 2))]
    return [
        Script(serial, ends, applies_on, starts_on, ends_on, rng.choices(applicants, weights)[0])
        for serial, (applies_on, ends, starts_on, ends_on) in enumerate(drafts)
    ]


def _period(rng: random.Random, ends: str, applies_on: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day applied for, so that the story can end as it must."""
    days = dt.timedelta
    if ends.startswith("emergency"):
        return applies_on, today + days(days=AHEAD_DAYS + rng.randint(1, 5))
    starts_on = applies_on + days(days=rng.randint(34, 42) if ends in SETTLED else rng.randint(20, 28))
    if ends in ENDED:
        return starts_on, max(starts_on + days(days=5), today - days(days=rng.randint(4, 20)))
    if ends == "standing":
        return starts_on, max(starts_on + days(days=4), today - days(days=rng.randint(1, 3)))
    return starts_on, max(starts_on, today) + days(days=AHEAD_DAYS + rng.randint(1, 120))


def seed_city(*, today: dt.date, sites: int, seed: int, told: Callable[[str], None]) -> int:
    """Make the city; how many sites are active on `today`.

    Nothing is enqueued meanwhile: once the city stands, the sweepers draw its documents and tell its news.
    """
    rng = random.Random(seed)
    begins = today - dt.timedelta(days=HISTORY_DAYS + 2)
    with left_to_sweepers(), issuing.codes_from(random.Random(f"{seed}/codes")):
        with clock.at(moment(begins, 9)), transaction.atomic():
            world = World(make_people(rng), load_network(), today)
            make_surroundings(today)
        lives = [Life(world, script, seed).run() for script in scripts(world.people, today, sites, rng)]
        supervision = Supervision(world, seed)
        run([*lives, *supervision.lives()], _each_day(supervision, today), moment(today, 7, 45), told)
        outbox.mark_old_delivered(moment(today - dt.timedelta(days=NEWS_DAYS), 0))
    return active_sites(today).count()


def _each_day(supervision: Supervision, today: dt.date) -> Callable[[dt.date], list[Moments]]:
    """What the clock does each morning, and how the orders of the day before go on."""

    def morning(day: dt.date) -> list[Moments]:
        jobs.deem_overdue_accepted()
        jobs.expire_permits()
        jobs.raise_alarms()
        if today - day > dt.timedelta(days=NEWS_DAYS):
            return []
        reminders.remind()
        close_past_days()
        escalate_overdue_orders()
        return supervision.orders(day)

    return morning
