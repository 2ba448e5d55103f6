"""A refusal through a real browser: the legal reviewer agrees, the leader signs, the applicant reads why."""

import pytest
from playwright.sync_api import expect

from permits.lifecycle import Stage
from tests.browser import deciding
from tests.browser.person import AXE
from tests.city import reviewed_case

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]
REASON = "该路段建成未满五年，不得开挖。"


def test_a_refusal_needs_the_legal_opinion_and_says_its_reasons(city, sit_down, run_tasks):
    case = reviewed_case(city, recommends="refuse")
    leader, legal, contractor = sit_down("leader"), sit_down("legal", language="en"), sit_down("contractor")

    # Without the legal opinion the leader is told so, and what was typed stays.
    refuse(leader, case.number)
    expect(leader.page.get_by_role("alert")).to_contain_text(
        leader.word("The legal reviewer has not given an opinion yet; a refusal needs it.")
    )
    expect(leader.field("Reasons")).to_have_value(REASON)

    deciding.find_case(legal, case.number)
    legal.follow("Give legal opinion")
    legal.pick("is lawful: I agree")
    legal.fill("Opinion", "事实清楚，依据充分，程序合法。")
    legal.press("Give legal opinion")
    legal.reads("Your opinion is in the file.")

    refuse(leader, case.number)
    leader.reads("Refused. The applicant gets the decision with the remedies.")
    case.refresh_from_db()
    assert case.stage == Stage.REFUSED
    run_tasks()

    decision = deciding.download(contractor, case.number, "D10")
    assert REASON in decision.text.replace("\n", "")
    expect(contractor.main).not_to_contain_text("事实清楚")


def refuse(leader, number: str) -> None:
    """From the desk to the signature."""
    deciding.find_case(leader, number)
    leader.follow("Refuse")
    leader.fill("Reasons", REASON)
    leader.main.get_by_label("《城市道路管理条例》第三十三条").check()
    leader.press("Refuse")
