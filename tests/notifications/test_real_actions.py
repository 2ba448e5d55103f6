"""Real actions of permits, from application to archive: what their events say is what people read."""

import datetime as dt

import pytest
from django.core import mail

from core import clock
from notifications.models import InboxItem
from notifications.wording import word_for
from permits.services import acceptance, application, decision, force, review
from tests.city import MONDAY, accepted_case, build_city, filled_draft, reviewed_case, surveyed_case


@pytest.fixture
def city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        yield build_city()


def read_by(person):
    """The last thing somebody was told, in Chinese: (title, body)."""
    item = InboxItem.objects.filter(user=person).order_by("pk").last()
    wording = word_for(person, item.template, item.event)
    return wording.title, wording.body


def mailed_to(person):
    return [message.subject for message in mail.outbox if message.to == [person.email]]


def test_submission_names_the_last_day_of_the_window(city, run_tasks):
    case = application.submit_case(city.people.contractor, filled_draft(city).number)
    run_tasks()
    title, body = read_by(city.people.clerk)
    assert title == f"{case.number}：新申请待受理"
    assert "瑞安市政工程有限公司申请在万松东路施工。" in body
    assert "2026年3月9日" in body
    assert mailed_to(city.people.contractor) == [f"{case.number}：已收到申请"]


def test_a_correction_lists_what_is_missing_and_by_when(city, run_tasks):
    case = application.submit_case(city.people.contractor, filled_draft(city).number)
    items = [{"text": "补充绕行路线图", "material": "", "legal_basis": "行政许可法第三十二条"}]
    case = acceptance.request_correction(city.people.clerk, case.number, items)
    run_tasks()
    _title, body = read_by(city.people.contractor)
    assert "– 补充绕行路线图" in body
    assert f"{case.correction_by.month}月{case.correction_by.day}日" in body


def test_an_opinion_asked_reaches_the_agency_and_its_answer_the_reviewer(city, run_tasks):
    case = surveyed_case(city)
    agency = city.road_authority.pk
    review.ask_opinion(city.people.reviewer, case.number, organisation=agency, due_on=dt.date(2026, 3, 12))
    run_tasks()
    assert "2026年3月12日" in read_by(city.people.agency)[1]
    assert mailed_to(city.people.agency) == [f"{case.number}：请提出意见"]
    assert mailed_to(city.people.bus) == []
    review.give_opinion(city.people.agency, case.number, verdict="agrees_with_conditions", text="仅供内部参考")
    run_tasks()
    _title, body = read_by(city.people.reviewer)
    assert "瑞安市道路主管部门（演示）" in body
    assert "意见：" in body
    assert "仅供内部参考" not in body


def test_a_refusal_tells_its_reasons_and_the_legal_reviewer_before_it(city, run_tasks):
    case = reviewed_case(city, recommends="refuse")
    run_tasks()
    assert "审核意见为不予许可" in read_by(city.people.legal)[1]
    assert "法制审核" in read_by(city.people.leader)[1]
    decision.give_legal_opinion(city.people.legal, case.number, agrees=True, text="内部法制意见")
    decision.refuse_case(city.people.leader, case.number, reasons=["绕行能力不足"], basis=["道路交通安全法第三十二条"])
    run_tasks()
    title, body = read_by(city.people.contractor)
    assert title == f"{case.number}：不予许可"
    assert "– 绕行能力不足" in body
    assert "内部法制意见" not in body


def test_a_permit_issued_names_its_validity_and_who_hears_of_it(city, run_tasks):
    case = decision.grant_case(city.people.leader, reviewed_case(city).number)
    case = force.issue_permit(city.people.clerk, case.number)
    run_tasks()
    title, body = read_by(city.people.contractor)
    assert title == f"{case.number}：许可证已生效"
    assert f"{case.valid_until.year}年{case.valid_until.month}月{case.valid_until.day}日" in body
    assert read_by(city.people.squadron)[0] == f"{case.number}：许可已生效"
    assert not InboxItem.objects.filter(user__in=(city.people.contractor2, city.people.squadron2)).exists()


def test_a_revision_wanted_says_why(city, run_tasks):
    case = surveyed_case(city)
    review.request_revision(city.people.reviewer, case.number, reason="上游过渡区长度不足")
    run_tasks()
    assert "理由：上游过渡区长度不足" in read_by(city.people.contractor)[1]
    assert mailed_to(city.people.contractor)[-1] == f"{case.number}：请修改交通组织方案"


def test_every_event_of_the_way_is_delivered(city, run_tasks):
    case = accepted_case(city)
    run_tasks()
    assert case.events.filter(delivered_at__isnull=True).count() == 0
