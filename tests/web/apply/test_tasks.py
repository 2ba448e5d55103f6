"""Each task of an application: shown, saved, refused at its field, and nobody else's."""

import json

import pytest
from django.urls import reverse

from permits.models import Case
from permits.services import drafting
from tests import city as town

TASKS = ("parties", "place", "road", "phases", "phase-new", "detour", "materials", "notice", "check", "submit")


def page(name, case, *more):
    return reverse(f"application-{name}" if name else "application", args=[case.number, *more])


@pytest.mark.parametrize("task", ["", *TASKS])
@pytest.mark.parametrize("state", ["draft", "filled"])
def test_every_page_opens_for_an_empty_and_for_a_full_draft(request, applicant, task, state):
    case = request.getfixturevalue(state)
    answer = applicant.get(page(task, case))
    assert answer.status_code == 200
    assert case.number in answer.content.decode()


@pytest.mark.parametrize("task", ["", *TASKS])
def test_no_other_organisation_knows_of_it(city, client, draft, task):
    client.force_login(city.people.contractor2)
    assert client.get(page(task, draft)).status_code == 404
    client.logout()
    assert client.get(page(task, draft))["Location"].startswith("/login/")


def saved(case):
    return Case.objects.get(pk=case.pk)


def test_what_is_typed_is_saved_and_the_next_task_opens(applicant, draft):
    typed = {
        "project_name": "雨污分流",
        "client_name": "排水公司",
        "client_uscc": town.credit_code(9).lower(),
        "continue": "1",
    }
    answer = applicant.post(page("parties", draft), typed | {"version": draft.version})
    assert answer["Location"] == page("place", draft)
    assert (saved(draft).project_name, saved(draft).client_uscc) == ("雨污分流", town.credit_code(9))


@pytest.mark.parametrize(
    ("task", "typed", "field"),
    [
        ("parties", {"client_uscc": "91330381MA2000001X"}, "client_uscc"),
        ("parties", {"project_name": "很" * 201}, "project_name"),
        ("place", {"geometry_coordinates": "120.65,27.78; 120.65,27.78"}, "geometry"),
        ("place", {"geometry": json.dumps({"type": "Point", "coordinates": [27.78, 120.65]})}, "geometry"),
        ("place", {"area_m2": "-1"}, "area_m2"),
        ("place", {"road_kind": "canal"}, "road_kind"),
        ("road", {"lanes": "17"}, "lanes"),
        ("road", {"design_speed_kmh": "0"}, "design_speed_kmh"),
        ("road", {"hourly_volume_pcu": "1, 2, 3"}, "hourly_volume_pcu"),
        ("road", {"hourly_volume_pcu": " ".join(["x"] * 24)}, "hourly_volume_pcu"),
        ("road", {"opened_on": "yesterday"}, "opened_on"),
        ("detour", {"detour_line_coordinates": "120.65,27.78"}, "detour_line"),
        ("notice", {"notice_published_on": "2026-02-30"}, "notice_published_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(applicant, filled, task, typed, field):
    answer = applicant.post(page(task, filled), typed | {"version": filled.version})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "error-summary" in answer.content.decode()
    assert saved(filled).version == filled.version


def test_the_place_gives_length_and_squadron(city, applicant, draft):
    applicant.post(page("place", draft), {"road_name": "万松东路", "geometry": json.dumps(town.LINE)})
    assert saved(draft).squadron == city.east
    assert saved(draft).length_m == pytest.approx(864, abs=5)
    assert f"{saved(draft).length_m:.0f} m" in applicant.get(page("", draft)).content.decode()


def test_the_road_is_kept_beside_what_else_the_plan_says(applicant, filled):
    volumes = ", ".join(["100.5"] * 24)
    answer = applicant.post(page("road", filled), {"lanes": 4, "design_speed_kmh": 50, "hourly_volume_pcu": volumes})
    assert answer["Location"] == page("", filled)
    plan = saved(filled).plan
    assert (plan["road"]["lanes"], plan["road"]["hourly_volume_pcu"]) == (4, [100.5] * 24)
    assert "speed_limit_kmh" not in plan["road"]
    assert len(plan["phases"]) == 1
    assert "100.5, 100.5" in applicant.get(page("road", filled)).content.decode()


def test_all_phases_go_the_way_round_that_is_given(applicant, filled):
    applicant.post(page("detour", filled), {"detour_text": "绕行罗阳大道", "detour_line": json.dumps(town.LINE)})
    assert saved(filled).plan["phases"][0]["detour"] == {"description": "绕行罗阳大道", "line": town.LINE}
    applicant.post(page("detour", filled), {"detour_text": "", "detour_line": ""})
    assert "detour" not in saved(filled).plan["phases"][0]


@pytest.mark.parametrize(("task", "most"), [("", 20), ("parties", 20), ("materials", 20), ("check", 20)])
def test_a_page_asks_the_database_a_bounded_number_of_times(
    applicant, filled, task, most, django_assert_max_num_queries
):
    applicant.get(page(task, filled))
    with django_assert_max_num_queries(most):
        applicant.get(page(task, filled))


def test_whoever_saves_on_an_old_page_is_told_who_was_first(city, applicant, draft):
    drafting.edit_case(city.people.contractor, draft.number, {"project_name": "first"})
    answer = applicant.post(page("parties", draft), {"project_name": "second", "version": draft.version})
    assert answer.status_code == 409
    assert "second" in answer.content.decode()
    assert saved(draft).project_name == "first"


def test_a_draft_is_deleted_after_it_was_asked(applicant, draft):
    assert "deleted for good" in applicant.get(page("", draft)).content.decode()
    answer = applicant.post(page("discard", draft), {"version": draft.version})
    assert answer["Location"] == "/desk/"
    assert not Case.objects.filter(pk=draft.pk).exists()


def test_looking_at_a_page_deletes_nothing(applicant, draft):
    assert applicant.get(page("discard", draft)).status_code == 405
    assert Case.objects.filter(pk=draft.pk).exists()


def test_the_task_list_says_what_is_done_and_what_is_missing(applicant, draft, filled):
    empty = {task.title: task.state for task in applicant.get(page("", draft)).context["tasks"]}
    assert set(empty.values()) == {"open", "blocked"}
    full = {task.title: task.state for task in applicant.get(page("", filled)).context["tasks"]}
    assert full["Works and parties"] == full["Phases and plan"] == full["Materials"] == full["Check result"] == "done"
    assert full["Declare and hand in"] == "open"
    missing = {point.label for point in applicant.get(page("", draft)).context["points"]}
    assert {"Project", "Road", "Place on the map", "First day"} <= missing
