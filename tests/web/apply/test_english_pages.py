"""Whoever reads English reads no Chinese that is ours: only what people typed may be Chinese, and here they do not."""

import copy
import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils import translation

from core.models import CalendarDay, Organisation, Squadron
from permits.models import IssuedDocument, RoadSegment
from permits.services import application
from permits.services.surroundings import save_road
from tests import city as town
from tests.web.apply.test_plan_editor import LIVE, posted
from web.permits.words import festival_name

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
SWITCH = "简体中文"
#: Signs stand on the road in Chinese, whoever reads the drawing.
FACE = re.compile(r"<text[^>]*>(?:道路施工|作业区|前方|施工|结束|长度|距离|绕行|改道)(?: [\d.]+ ?k?m)?(?=<)")
TASKS = "parties place road phases phases/1 phases/1/plan phases/2/plan dates detour notice materials check submit"
TYPED = {
    "project_name": "Drain renewal",
    "purpose": "New drains.",
    "client_name": "Drainage Company",
    "contractor_name": "Works Company",
    "agent_name": "Chen",
    "site_manager_name": "Lin",
    "road_name": "Wansong East Road",
    "place_text": "From Anyang Road",
    "detour_text": "By Luoyang Avenue",
    "notice_text": "One lane is closed.",
}


@pytest.fixture
def latin(city):
    """The city in which everybody has a name in Latin letters, and a road too new to be dug up."""
    for model in (Organisation, Squadron):
        for number, one in enumerate(model.objects.all(), 1):
            model.objects.filter(pk=one.pk).update(name=f"{model.__name__} {number}")
    save_road(
        RoadSegment(
            ref="1", name="Wansong East Road", geometry=town.LINE, road_class="arterial", opened_on=town.MONDAY,
            lanes=3, lanes_opposite=3, design_speed_kmh=60,
        )
    )  # fmt: skip
    return city


def faulty_plan(today):
    """Two phases without names that break laws, standards and settings of the city."""
    starts_on = today + dt.timedelta(days=40)
    plan = town.plan(starts_on, starts_on + dt.timedelta(days=9))
    first = plan["phases"][0]
    del first["name"]
    second = copy.deepcopy(first) | {"layout": "L10", "closed_lanes": [1, 2, 3], "signs": []}
    second |= {"starts_on": str(starts_on + dt.timedelta(days=10)), "ends_on": str(starts_on + dt.timedelta(days=19))}
    first |= {
        "remaining_lane_width_m": 2.5,
        "pedestrian_width_m": 1.0,
        "hoarding": {"height_m": 1.2, "distance_to_junction_m": 10},
    }
    first["lengths_m"] |= {"advance_warning": 20, "upstream_taper": 10, "buffer": 10}
    plan["road"] |= {"hourly_volume_pcu": [3000] * 24, "upstream_junction_m": 100}
    plan["phases"].append(second)
    return plan


def ours(answer) -> list[str]:
    """The Chinese of a page, tags and all."""
    assert answer.status_code == 200
    body = html.unescape(answer.content.decode())
    # The number of an official document is its name in any language.
    for given in (SWITCH, *IssuedDocument.objects.exclude(number="").values_list("number", flat=True)):
        body = body.replace(given, "")
    body = FACE.sub("<text>", body)
    return [body[max(0, found.start() - 60) : found.end() + 20] for found in HAN.finditer(body)]


def rules(answer) -> set[str]:
    return set(re.findall(r"\b[PS]\d\d (?=[A-Z])", answer.content.decode()))


def test_the_applicants_pages(latin, applicant):
    case = town.filled_draft(latin, **TYPED, plan=faulty_plan(town.MONDAY))
    assert len(rules(applicant.get(f"/cases/{case.number}/application/check/"))) > 10
    for task in TASKS.split():
        assert ours(applicant.get(f"/cases/{case.number}/application/{task}/")) == [], task
    assert ours(applicant.get(f"/cases/{case.number}/application/")) == []


def test_the_clauses_are_cited_in_english(latin, applicant):
    case = town.filled_draft(latin, **TYPED, plan=faulty_plan(town.MONDAY))
    page = applicant.get(f"/cases/{case.number}/application/check/").content.decode()
    assert "Regulations on Urban Road Administration, art. 33" in page
    assert "Implementing Regulations of the Road Traffic Safety Law, art. 35" in page
    assert "GB 5768.4-2017 4.3 Table 2" in page
    assert "Shenzhen traffic police, answer of 2024-02-28" in page
    materials = applicant.get(f"/cases/{case.number}/application/materials/").content.decode()
    assert "Road Traffic Safety Law, art. 32; Highway Regulations of Zhejiang Province, art. 19" in materials


def test_the_same_page_in_chinese_cites_them_as_they_are_kept(latin, applicant):
    case = town.filled_draft(latin, **TYPED, plan=faulty_plan(town.MONDAY))
    latin.people.contractor.language = "zh-hans"
    latin.people.contractor.save()
    page = applicant.get(f"/cases/{case.number}/application/check/").content.decode()
    for clause in (
        "城市道路管理条例 33",
        "道路交通安全法实施条例 35",
        "GB 5768.4-2017 4.3 表2",
        "深圳交警 2024-02-28 答复",
    ):
        assert clause in page
    assert "Regulations on" not in page


def test_the_answer_to_the_plan_pages_script(latin, applicant):
    case = town.filled_draft(latin, **TYPED, plan=faulty_plan(town.MONDAY))
    sent = posted(case.plan["phases"][0], do="check")
    said = applicant.post(f"/cases/{case.number}/application/phases/1/plan/", sent, headers=LIVE).json()
    # Signs stand on the road in Chinese, whoever reads the drawing.
    words = {name: value for name, value in said.items() if name != "drawing"}
    assert HAN.findall(str(words)) == []


def test_the_offices_pages(latin, client: Client):
    plan = faulty_plan(town.MONDAY)
    plan["phases"] = plan["phases"][:1]
    plan["phases"][0]["lengths_m"] |= {"advance_warning": 40, "upstream_taper": 60}
    case = town.filled_draft(latin, **TYPED, excavation=False, plan=plan)
    application.submit_case(latin.people.contractor, case.number)
    other = town.filled_draft(latin, **TYPED, excavation=False, plan=plan)
    application.submit_case(latin.people.contractor, other.number)
    client.force_login(latin.people.reviewer)
    page = client.get(f"/cases/{case.number}/")
    assert len(rules(page)) > 3 and len(page.context["conflicts"]) > 0
    assert ours(page) == []
    assert ours(client.get("/desk/")) == []


@pytest.mark.parametrize("phase", [1, 2])
def test_the_drawing_but_for_the_faces_of_its_signs(latin, phase, client):
    case = town.filled_draft(latin, **TYPED, plan=faulty_plan(town.MONDAY))
    client.force_login(latin.people.contractor)
    drawing = client.get(f"/cases/{case.number}/plan/{phase}.svg")
    assert ours(drawing) == []


def test_the_festivals_of_the_calendar(db):
    names = set(CalendarDay.objects.values_list("festival", flat=True)) - {""}
    assert len(names) > 7
    with translation.override("en"):
        assert not [name for name in names if HAN.search(festival_name(name))]
        assert festival_name("中秋节、国庆节（补假）") == "Mid-Autumn Festival and National Day (in lieu)"
        assert (festival_name("校庆"), festival_name("")) == ("校庆", "")
    with translation.override("zh-hans"):
        assert {festival_name(name) for name in names} == names
