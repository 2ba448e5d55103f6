"""The reviewer's one page: drawing, findings, impact and conflicts of a plan, and what a correction changed."""

import copy
import datetime as dt
import re

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from permits.models import RoadSegment
from permits.services import application, drafting, review
from tests import city as town
from tests.permits.plan.test_detour import ALONG, CLOSED, DOWN, ROUND, UP, VOLUMES
from tests.permits.test_road_register import segment
from tests.web.permits.conftest import text_of
from web.permits.impact import impact_view

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
BUSY = [400] * 6 + [3200] * 16 + [600] * 2


def a_plan(**changes):
    starts_on = town.MONDAY + dt.timedelta(days=40)
    plan = town.plan(starts_on, starts_on + dt.timedelta(days=30))
    plan["road"] |= {"hourly_volume_pcu": BUSY, "upstream_junction_m": 300}
    plan["phases"][0] |= changes
    return plan


def two_phases():
    plan = a_plan(daily_hours=[["09:00", "16:00"]])
    second = copy.deepcopy(plan["phases"][0])
    first_day = dt.date.fromisoformat(second["ends_on"]) + dt.timedelta(days=1)
    second |= {"name": "二期", "starts_on": str(first_day), "ends_on": str(first_day + dt.timedelta(days=9))}
    second["lengths_m"] |= {"upstream_taper": 60}
    plan["phases"].append(second)
    return plan


def page_of(client, case):
    return client.get(f"/cases/{case.number}/").content.decode()


def test_the_plan_is_drawn_to_scale(city, as_user):
    case = town.submitted_case(city)
    client = as_user(city.people.reviewer)
    drawing = client.get(f"/cases/{case.number}/plan/1.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert "sandbox" in drawing["Content-Security-Policy"]
    assert drawing["Cache-Control"] == "private, no-cache"
    assert "万松东路" in drawing.content.decode()
    assert client.get(f"/cases/{case.number}/plan/2.svg").status_code == 404
    (address,) = re.findall(r'<img src="([^"]+plan/1.svg[^"]+)"', page_of(client, case))
    kept = client.get(address.replace("&amp;", "&"))
    assert kept["Cache-Control"] == "private, max-age=3600"


def test_the_numbers_beside_the_drawing_are_those_on_it(city, as_user):
    case = town.submitted_case(city, plan=two_phases())
    client = as_user(city.people.reviewer)
    body = page_of(client, case)
    drawn = client.get(f"/cases/{case.number}/plan/2.svg").content.decode()
    on_sheet = dict(re.findall(r'data-kind="finding-(\w+)" data-number="(\d+)"', drawn))
    assert on_sheet["P03"] == "1"
    for rule, number in on_sheet.items():
        item = body.split(f'id="finding-2-{number}"')[1].split("</li>")[0]
        assert f'data-finding="{number}"' in body.split(f'id="finding-2-{number}"')[0][-80:]
        assert f"{rule} " in text_of_fragment(item)


def text_of_fragment(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_summary_says_what_decides_and_leads_there(city, as_user):
    case = town.submitted_case(city, plan=two_phases())
    body = page_of(as_user(city.people.reviewer), case)
    summary = body.split('class="plan-summary"')[1].split('id="findings"')[0]
    words = text_of_fragment(summary)
    assert "1 must be changed" in words
    assert "Worst saturation (v/c) 1.15" in words
    assert re.search(r"Longest queue [\d,]+ m", words)
    assert "Conflicts 0" in words
    for anchor in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{anchor}"' in body
    assert "一期" in words and "二期" in words


def test_a_plan_that_passes_says_so(city, as_user):
    case = town.submitted_case(city, plan=a_plan())
    summary = page_of(as_user(city.people.reviewer), case).split('class="plan-summary"')[1]
    assert "must be changed" not in text_of_fragment(summary.split("</ul>")[0])


def test_the_impact_is_shown_where_the_volumes_are_known(city, as_user):
    client = as_user(city.people.reviewer)
    plan = a_plan(daily_hours=[["09:00", "16:00"]])
    words = text_of(client.get(f"/cases/{town.submitted_case(city, plan=plan).number}/"))
    assert "Worst degree of saturation 1.15" in words
    assert "2,779 pcu/h" in words
    assert "vehicle hours" in words
    assert "23:00–06:00 instead of 09:00–16:00 saves" in words
    assert "reaches the junction upstream" in words
    # The chart as a table: every hour, the closed ones named.
    assert words.count("closed for works") == 7
    assert "buses unknown" in words
    del plan["road"]["hourly_volume_pcu"]
    words = text_of(client.get(f"/cases/{town.submitted_case(city, plan=plan).number}/"))
    assert "Worst degree of saturation" not in words


def test_what_an_earlier_release_kept_is_still_shown():
    earlier = {
        "phase": "一期", "capacity_pcu_h": 2800, "worst_vc": 0.5, "worst_hour": 22, "max_queue_m": 0,
        "delay_veh_h": 0.0, "queue_clears": True, "reaches_junction": None, "nuisance_car": 3.4,
        "hours": [{"capacity_pcu_h": 2800, "vc": 0.1}] * 24,
    }  # fmt: skip
    view = impact_view(earlier)
    assert [one.value for one in view.figures][:2] == ["2,800 pcu/h", "0.5"]
    assert (view.hours, view.nuisance, view.detour_line) == ([], [], "")


@pytest.mark.parametrize(
    ("unmatched_m", "sentence"), [(900, "knows none of its roads"), (16, "only uses the closed one")]
)
def test_a_detour_on_no_other_registered_road_says_why_none_is_listed(unmatched_m, sentence):
    detour = {"length_m": 900, "ratio": 1.5, "diverted_pcu_day": None, "unmatched_m": unmatched_m, "roads": []}
    found = {"capacity_pcu_h": 2800, "worst_vc": None, "max_queue_m": None, "delay_veh_h": None, "detour": detour}
    with translation.override("en"):
        assert sentence in impact_view(found).detour_unknown


def test_the_roads_of_a_detour_are_listed_with_their_load(city, as_user):
    facts = {"lanes": 1, "lanes_opposite": 1, "design_speed_kmh": 40, "hourly_volume_pcu": list(VOLUMES)}
    lines = {"closed": CLOSED, "down": DOWN, "along": ALONG}
    segments = [segment(ref, shapely.LineString(line), **facts) for ref, line in lines.items()]
    up = segment("up", shapely.LineString(UP[::-1]), **facts | {"oneway": True, "lanes_opposite": 0})
    RoadSegment.objects.bulk_create([*segments, up])
    starts_on = town.MONDAY + dt.timedelta(days=40)
    plan = town.plan(starts_on, starts_on + dt.timedelta(days=30), layout="L10")
    plan["road"]["hourly_volume_pcu"] = BUSY
    plan["phases"][0]["daily_hours"] = [["08:00", "12:00"]]
    plan["phases"][0]["detour"]["line"] = {"type": "LineString", "coordinates": [list(point) for point in ROUND]}
    case = town.submitted_case(city, plan=plan)
    client = as_user(city.people.reviewer)
    words = text_of(client.get(f"/cases/{case.number}/"))
    assert "路along too full at 08:00" in words
    assert "路up against the one-way direction" in words
    assert "pcu diverted a day" in words
    assert "S18 With the diverted traffic" in words
    assert "S19 By the road register" in words


def revised(city, **lengths):
    """A case whose plan was corrected after the reviewer asked for it."""
    case = town.surveyed_case(city, plan=a_plan(daily_hours=[["09:00", "16:00"]]))
    review.request_revision(city.people.reviewer, case.number, reason="缓冲区过短")
    plan = copy.deepcopy(case.plan)
    phase = plan["phases"][0]
    phase["lengths_m"] |= lengths
    phase["daily_hours"] = [["22:00", "05:00"]]
    phase["signs"][1]["at_m"] = 25
    drafting.edit_case(city.people.contractor, case.number, {"plan": plan, "place_text": "安阳路口以东"})
    drafting.edit_case(city.people.contractor, case.number, {"declared": True})
    return application.submit_revision(city.people.contractor, case.number)


def changes_of(body):
    return body.split('id="changes"')[1].split("</section>")[0]


def test_what_the_last_version_changed_is_named_with_units(city, as_user):
    case = revised(city, buffer=90)
    changes = changes_of(page_of(as_user(city.people.reviewer), case))
    assert "一期 · Buffer" in changes
    assert "<del>80 m</del>" in changes
    assert "<ins>90 m</ins>" in changes
    assert "<ins>安阳路口以东</ins>" in changes
    assert "<del>Lane reduction 20 m</del>" in changes and "<ins>Lane reduction 25 m</ins>" in changes
    assert "$" not in changes and "lengths_m" not in changes
    zh = changes_of(page_of(as_user(city.people.reviewer, "zh-hans"), case))
    assert "一期 · 缓冲区" in zh


def test_findings_and_traffic_are_compared(city, as_user):
    case = revised(city, buffer=90, downstream_taper=20)
    words = text_of_fragment(changes_of(page_of(as_user(city.people.reviewer), case)))
    assert re.search(r"No longer found 1 P20 The degree of saturation", words)
    assert re.search(r"Newly found \d P07 The downstream taper is 20 m", words)
    assert "Worst saturation (v/c) 1.15 → 0.22" in words


def test_both_drawings_mark_what_differs(city, as_user):
    case = revised(city, buffer=90)
    client = as_user(city.people.reviewer)
    addresses = re.findall(r'<img src="([^"]+plan/\d-\d/[^"]+)"', changes_of(page_of(client, case)))
    assert [address.split("?")[0] for address in addresses] == [
        f"/cases/{case.number}/plan/1-2/1.svg", f"/cases/{case.number}/plan/2-1/1.svg"
    ]  # fmt: skip
    for address in addresses:
        drawn = client.get(address).content.decode()
        assert set(re.findall(r'data-kind="changed-([\w.]+)"', drawn)) == {"buffer", "signs"}
    for nowhere in ("3-1/1", "1-3/1", "1-2/2"):
        assert client.get(f"/cases/{case.number}/plan/{nowhere}.svg").status_code == 404
    assert as_user(city.people.contractor2).get(addresses[0]).status_code == 404


def test_overrides_stand_beside_their_finding_for_officers_only(city, as_user):
    case = town.surveyed_case(city, plan=two_phases())
    why = "交叉口太近，已现场核实"
    review.close_review(
        city.people.reviewer, case.number, recommends="grant", text="可以", conditions=[], overrides={"P03": why}
    )
    body = page_of(as_user(city.people.leader), case)
    assert why in body.split('id="finding-2-1"')[1].split("</li>")[0]
    assert why not in page_of(as_user(city.people.contractor), case)


def test_the_page_costs_few_queries(city, as_user):
    case = revised(city, buffer=90)
    client = as_user(city.people.reviewer)
    page_of(client, case)
    with CaptureQueriesContext(connection) as seen:
        page_of(client, case)
    assert len(seen) <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in seen.captured_queries)


def test_the_review_form_says_the_plan_in_short_and_leads_from_a_finding_to_its_reason(city, as_user):
    case = town.surveyed_case(city, plan=two_phases())
    body = as_user(city.people.reviewer).get(f"/cases/{case.number}/close_review/").content.decode()
    assert f'href="/cases/{case.number}/#impact-1"' in body
    (target,) = re.findall(r'<a href="#(id_override_P03)">P03 ', body)
    assert f'id="{target}"' in body
