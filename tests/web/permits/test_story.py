"""A case from the window to the archive, told through the pages by everyone who acts on it."""

import datetime as dt

import pytest

from core import clock
from permits.lifecycle import Stage, State
from permits.models import Case, Works
from permits.rules.phrases import COMPLETION_ITEMS, CONDITIONS, REFUSAL_BASIS
from tests import city as town
from tests.web.permits.conftest import hidden_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(city, as_user):
    """Call it to open an action's page as somebody and send its form; the answer's page is where it leads."""

    def act(who, kind, number, action, expected=302, **typed):
        client = as_user(getattr(city.people, who))
        address = f"/{kind}/{number}/{action}/"
        page = client.get(address)
        assert page.status_code == 200, page.content.decode()[:2000]
        answer = client.post(address, hidden_of(page) | typed)
        assert answer.status_code == expected, answer.content.decode()[:4000]
        if expected == 302:
            assert client.get(answer["Location"]).status_code == 200
        return answer

    return act


def acceptance_items(result="passed"):
    return {f"result_{row}": result for row in range(len(COMPLETION_ITEMS))}


def test_a_case_from_the_window_to_the_archive(city, step, run_tasks):
    case = town.submitted_case(city, start_in_days=0)
    number, works = case.number, case.works.number
    step("clerk", "cases", number, "accept")
    step(
        "squadron",
        "cases",
        number,
        "record_survey",
        second_officer="partner",
        surveyed_at="2026-03-02T09:30",
        findings="现场双向六车道。",
        suitable="yes",
        photos=[town.picture_upload()],
    )
    step(
        "reviewer",
        "cases",
        number,
        "ask_opinion",
        organisation=str(city.bus_company.pk),
        due_on="2026-03-06",
        question="影响公交吗？",
    )
    step("bus", "cases", number, "give_opinion", verdict="agrees_with_conditions", text="保留站台。")
    step(
        "reviewer",
        "cases",
        number,
        "close_review",
        recommends="grant",
        text="方案可行。",
        library=[CONDITIONS[0].zh],
        conditions="保留公交站台。\n",
    )
    case.refresh_from_db()
    assert case.conditions == [CONDITIONS[0].zh, "保留公交站台。"]
    step(
        "leader",
        "cases",
        number,
        "grant",
        valid_from=str(case.starts_on),
        valid_until=str(case.ends_on),
        conditions="\n".join(case.conditions),
        library=[CONDITIONS[1].zh],
    )
    case.refresh_from_db()
    assert case.conditions == [CONDITIONS[0].zh, "保留公交站台。", CONDITIONS[1].zh]
    step("clerk", "cases", number, "issue")
    step("contractor", "works", works, "start")
    step("squadron", "works", works, "suspend", reason="围挡缺失。")
    step("squadron", "works", works, "resume", reason="已补设。")
    step("contractor", "works", works, "request_acceptance", text="路面、标线已恢复。")
    step("agency", "works", works, "return_to_works", reason="标线未恢复。")
    step("contractor", "works", works, "request_acceptance", text="标线已恢复。")
    step("squadron", "works", works, "sign_acceptance", opinion="同意恢复通行。", **acceptance_items())
    step("agency", "works", works, "sign_acceptance", opinion="同意。", **acceptance_items())
    assert Works.objects.get(number=works).state == State.ACCEPTED
    run_tasks()
    step("archivist", "works", works, "archive")
    assert Works.objects.get(number=works).state == State.ARCHIVED


def test_correction_by_rows(city, step):
    case = town.submitted_case(city)
    step(
        "clerk",
        "cases",
        case.number,
        "request_correction",
        text_0="缺少平面图。",
        material_0="M06",
        basis_0="行政许可法32",
        text_2="请写明应急联系人。",
    )
    case.refresh_from_db()
    assert case.stage == Stage.CORRECTION
    assert list(case.correction_items.values_list("position", "material", "text")) == [
        (1, "M06", "缺少平面图。"),
        (2, "", "请写明应急联系人。"),
    ]
    with clock.at(town.MONDAY + dt.timedelta(days=30)):
        step("clerk", "cases", case.number, "withdraw", reason="逾期未补正。")
    case.refresh_from_db()
    assert case.stage == Stage.WITHDRAWN


def test_declined_with_the_competent_authority(city, step):
    case = town.submitted_case(city)
    step(
        "clerk",
        "cases",
        case.number,
        "decline",
        ground="not_competent",
        reasons="属公路管理机构职责。",
        competent_authority="瑞安市公路管理中心",
    )
    case.refresh_from_db()
    assert case.stage == Stage.NOT_ACCEPTED


def test_refused_after_the_legal_opinion(city, step, as_user):
    case = town.reviewed_case(city, recommends="refuse")
    step("legal", "cases", case.number, "give_legal_opinion", agrees="yes", text="事实清楚，同意。")
    step(
        "leader",
        "cases",
        case.number,
        "refuse",
        reasons="通行能力不足。\n无绕行条件。",
        articles=[REFUSAL_BASIS[0].zh],
        basis="",
    )
    case.refresh_from_db()
    assert case.stage == Stage.REFUSED
    assert case.documents.get(kind="D10").snapshot["reasons"] == ["通行能力不足。", "无绕行条件。"]
    assert case.documents.get(kind="D10").snapshot["basis"] == [REFUSAL_BASIS[0].zh]
    told = text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    assert "1. Road Traffic Safety Law, art. 32(1)" in told and REFUSAL_BASIS[0].zh not in told
    assert f"1. {REFUSAL_BASIS[0].zh}" in text_of(
        as_user(city.people.contractor, "zh-hans").get(f"/cases/{case.number}/")
    )


def test_revision_return_and_extension(city, step):
    case = town.surveyed_case(city)
    step("reviewer", "cases", case.number, "request_revision", reason="上游过渡区过短。")
    assert Case.objects.get(pk=case.pk).stage == Stage.REVISION
    other = town.reviewed_case(city)
    step("leader", "cases", other.number, "extend_processing", workdays="5", reason="需现场会审。")
    step("leader", "cases", other.number, "return_to_review", reason="请复核绕行。")
    other.refresh_from_db()
    assert (other.stage, other.extended_workdays) == (Stage.SURVEYED, 5)


@pytest.mark.parametrize(
    ("who", "action", "typed", "stage"),
    [
        ("leader", "revoke", {"ground": "fraud"}, Stage.REVOKED),
        ("leader", "recall", {}, Stage.RECALLED),
        ("clerk", "cancel", {}, Stage.CANCELLED),
    ],
)
def test_a_permit_is_taken_away(city, step, who, action, typed, stage):
    case = town.case_in_force(city)
    step(who, "cases", case.number, action, reason="依法处理。", **typed)
    case.refresh_from_db()
    assert case.stage == stage


def test_the_applicant_withdraws_and_abandons(city, step):
    case = town.accepted_case(city)
    step("contractor", "cases", case.number, "withdraw")
    step("contractor", "works", case.works.number, "abandon")
    assert Works.objects.get(pk=case.works_id).state == State.ABANDONED


def test_an_emergency_start_is_reported(city, step):
    case = town.filled_draft(city, kind="emergency", start_in_days=0)
    step("contractor", "works", case.works.number, "report_emergency_start", started_at="2026-03-02T08:00")
    assert clock.local(Works.objects.get(pk=case.works_id).started_at).hour == 8
