"""The whole story, told through a real browser by everybody who takes part in it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from inspections.tasks import plan_rounds
from permits.lifecycle import State
from permits.models import Case, Works
from tests.browser import deciding, on_site
from tests.browser.applying import apply
from tests.browser.conftest import PHONE_PX
from tests.browser.days import day
from tests.browser.person import AXE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]

STARTS_ON, ENDS_ON = dt.date(2026, 3, 16), dt.date(2026, 4, 10)


def test_from_application_to_archive(city, sit_down, run_tasks):
    contractor, clerk, reviewer, agency = (sit_down(name) for name in ("contractor", "clerk", "reviewer", "agency"))
    squadron, leader, archivist, citizen = sit_down("squadron"), sit_down("leader"), sit_down("archivist"), sit_down()
    inspector = sit_down("inspector1", width=PHONE_PX, **on_site.PHONE)

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

        # The contractor downloads the permit; anybody may ask whether it is real.
        permit = deciding.download(contractor, number, "D09")
        assert permit.number in permit.text and "万松东路" in permit.text
        deciding.verify(citizen, permit, "Genuine, but not valid yet")

    works = Case.objects.get(number=number).works.number
    with day(STARTS_ON):
        on_site.start(contractor, works)
        deciding.verify(citizen, permit, "Genuine and valid")
        citizen.open("/")
        expect(citizen.main).to_contain_text("万松东路")
    with day(STARTS_ON + dt.timedelta(days=1)):
        plan_rounds()
        on_site.go_on_the_round(inspector)
        on_site.check_site(inspector, fault="C02", note="作业区多占一条车道")
        order = on_site.order_rectification(inspector)
        run_tasks()
    with day(STARTS_ON + dt.timedelta(days=2)):
        on_site.answer_order(contractor, order)
        on_site.look_again(inspector, order)
    with day(dt.date(2026, 4, 8)):
        on_site.request_acceptance(contractor, works)
        on_site.sign_acceptance(squadron, works, "同意恢复通行。")
        on_site.sign_acceptance(agency, works, "路面合格。")
        run_tasks()
    with day(dt.date(2026, 4, 10)):
        on_site.archive(archivist, works)
        # Somebody else: a browser may keep the public map for a minute, and these days pass faster.
        passer_by = sit_down()
        passer_by.open("/")
        expect(passer_by.main).not_to_contain_text("万松东路")

    # Nothing is missing from the file, and every document in it was drawn.
    file = Works.objects.get(number=works)
    assert file.state == State.ARCHIVED
    documents = dict(file.documents.values_list("kind", "path"))
    assert sorted(documents) == ["D01", "D02", "D05", "D08", "D09", "D13", "D15", "D22"]
    assert all(documents.values())
