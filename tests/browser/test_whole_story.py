"""The whole story, told through a real browser by everybody who takes part in it."""

import datetime as dt

import pytest

from tests.browser import deciding
from tests.browser.applying import apply
from tests.browser.days import day
from tests.browser.person import AXE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

STARTS_ON, ENDS_ON = dt.date(2026, 3, 16), dt.date(2026, 4, 10)


def test_from_application_to_archive(city, sit_down, run_tasks):
    contractor, clerk, reviewer, agency = (sit_down(name) for name in ("contractor", "clerk", "reviewer", "agency"))
    squadron, leader = sit_down("squadron"), sit_down("leader")

    number = apply(contractor, STARTS_ON, ENDS_ON)
    with day(dt.date(2026, 3, 3)):
        deciding.accept(clerk, number)
    with day(dt.date(2026, 3, 4)):
        deciding.survey(squadron, number)
    with day(dt.date(2026, 3, 5)):
        deciding.ask_road_authority(reviewer, number, dt.date(2026, 3, 12))
        deciding.give_opinion(agency, number)
        deciding.close_review(reviewer, number, "Grant the permit", "方案可行。")
    with day(dt.date(2026, 3, 6)):
        deciding.grant(leader, number)
        deciding.issue(clerk, number)
        run_tasks()
