"""Phases and their plans: dates, hours, layout; lengths with their least; the engine's drawing and proposal."""

import pytest
from django.urls import reverse

from permits.models import Case

BASICS = {"name": "一期", "starts_on": "2026-05-04", "ends_on": "2026-05-20", "layout": "L01"}
SIGNS = {"sign-TOTAL_FORMS": "1", "sign-INITIAL_FORMS": "0", "sign-0-code": "works_ahead", "sign-0-at_m": "0"}


def page(name, case, *more):
    return reverse(f"application-{name}", args=[case.number, *more])


def saved(case):
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def with_road(applicant, draft):
    """A draft whose road is known."""
    applicant.post(
        page("place", draft),
        {"road_name": "万松东路", "road_kind": "city", "road_class": "arterial", "excavation": "on"},
    )
    applicant.post(page("road", draft), {"lanes": 3, "lanes_opposite": 3, "lane_width_m": 3.5, "design_speed_kmh": 60})
    return saved(draft)


@pytest.fixture
def with_phase(applicant, with_road):
    """… and which has one phase, without a plan yet."""
    applicant.post(page("phase-new", with_road), BASICS)
    return saved(with_road)


def test_a_phase_is_added_and_the_plan_comes_next(applicant, with_road):
    hours = {"from_1": "22:00", "to_1": "05:00"}
    answer = applicant.post(page("phase-new", with_road), BASICS | hours | {"continue": "1"})
    assert answer["Location"] == page("phase-plan", with_road, 1)
    case = saved(with_road)
    assert case.plan["phases"][0]["daily_hours"] == [["22:00", "05:00"]]
    assert (str(case.starts_on), case.closure) == ("2026-05-04", "lane")


def test_speeds_are_shown_as_people_write_them(applicant, with_phase):
    plan = with_phase.plan
    plan["phases"][0]["speed_steps_kmh"] = [60.0, 40.0]
    Case.objects.filter(pk=with_phase.pk).update(plan=plan)
    assert applicant.get(page("phase-plan", with_phase, 1)).context["form"]["speed_steps_kmh"].value() == "60, 40"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends_on": "2026-05-03"}, "ends_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"layout": ""}, "layout"),
        ({"layout": "L99"}, "layout"),
        ({"from_1": "22:00"}, "to_1"),
        ({"to_2": "22:00"}, "from_2"),
        ({"from_1": "22:00", "to_1": "22:00"}, "to_1"),
        ({"from_1": "25:00", "to_1": "05:00"}, "from_1"),
    ],
)
def test_a_phase_is_refused_at_the_field(applicant, with_road, typed, field):
    answer = applicant.post(page("phase-new", with_road), BASICS | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "phases" not in saved(with_road).plan


def test_a_changed_phase_keeps_its_plan(applicant, filled):
    applicant.post(page("phase", filled, 1), BASICS | {"starts_on": "2026-04-20", "layout": "L02"})
    phase = saved(filled).plan["phases"][0]
    assert (phase["layout"], phase["lengths_m"]["work_area"]) == ("L02", 120)
    assert "daily_hours" not in phase


def test_a_phase_is_removed_and_others_stay(applicant, filled):
    applicant.post(
        page("phase-new", filled), BASICS | {"name": "二期", "starts_on": "2026-06-01", "ends_on": "2026-06-02"}
    )
    applicant.post(page("phase-remove", filled, 1))
    assert [phase["name"] for phase in saved(filled).plan["phases"]] == ["二期"]
    assert applicant.post(page("phase-remove", filled, 7)).status_code == 404
    assert applicant.get(page("phase", filled, 7)).status_code == 404


def test_the_plan_page_shows_the_drawing_and_the_least_lengths(applicant, filled):
    text = applicant.get(page("phase-plan", filled, 1)).content.decode()
    assert "<svg" in text
    assert 'class="plan-drawing"' in text
    assert "at least 82 m" in text  # 60² × 3.5 / 155 = 81.3
    assert "GB 5768.4-2017 4.4" in text


def test_with_the_traffic_of_each_hour_the_queue_is_shown(applicant, filled):
    applicant.post(
        page("road", filled), {"lanes": 3, "design_speed_kmh": 60, "hourly_volume_pcu": " ".join(["2500"] * 24)}
    )
    answer = applicant.get(page("phase-plan", filled, 1))
    figures = {figure.label: figure.value for figure in answer.context["trial"].impact.figures}
    assert figures["Longest queue"] == "0 m"
    assert 'class="impact-chart"><svg' in answer.content.decode()
    without = applicant.post(page("road", filled), {"lanes": 3, "design_speed_kmh": 60})
    assert without.status_code == 302
    assert "impact-chart" not in applicant.get(page("phase-plan", filled, 1)).content.decode()


def test_the_plan_is_saved_with_its_signs_in_order(applicant, with_phase):
    typed = SIGNS | {
        "sign-TOTAL_FORMS": "3",
        "sign-1-code": "workzone_end",
        "sign-1-at_m": "300",
        "sign-2-code": "works_in_300m",
        "sign-2-at_m": "-300",
        "closed_lanes": ["3"],
        "offset_m": "3.5",
        "length_buffer": "80",
        "speed_steps_kmh": "60，40",
        "hoarding_height_m": "1.8",
        "temporary_passage": "on",
    }
    answer = applicant.post(page("phase-plan", with_phase, 1), typed | {"continue": "1"})
    assert answer["Location"] == page("detour", with_phase)
    phase = saved(with_phase).plan["phases"][0]
    assert [sign["at_m"] for sign in phase["signs"]] == [-300, 0, 300]
    assert (phase["closed_lanes"], phase["lengths_m"], phase["speed_steps_kmh"]) == ([3], {"buffer": 80}, [60, 40])
    assert (phase["hoarding"], phase["temporary_passage"], phase["name"]) == ({"height_m": 1.8}, True, "一期")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"closed_lanes": ["9"]}, "closed_lanes"),
        ({"offset_m": "-1"}, "offset_m"),
        ({"length_buffer": "100001"}, "length_buffer"),
        ({"speed_steps_kmh": "60, fast"}, "speed_steps_kmh"),
        ({"speed_steps_kmh": "60, inf"}, "speed_steps_kmh"),
        ({"speed_steps_kmh": "600"}, "speed_steps_kmh"),
        ({"flaggers": "1.5"}, "flaggers"),
    ],
)
def test_a_plan_is_refused_at_the_field(applicant, with_phase, typed, field):
    answer = applicant.post(page("phase-plan", with_phase, 1), SIGNS | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert saved(with_phase).version == with_phase.version


@pytest.mark.parametrize(
    ("code", "at_m", "field"), [("works_ahead", "", "at_m"), ("", "5", "code"), ("hat", "5", "code")]
)
def test_a_sign_needs_a_name_and_a_place(applicant, with_phase, code, at_m, field):
    answer = applicant.post(page("phase-plan", with_phase, 1), SIGNS | {"sign-0-code": code, "sign-0-at_m": at_m})
    assert answer.status_code == 422
    assert field in answer.context["signs"][0].errors


def test_looking_saves_nothing_and_tells_what_the_engine_says(applicant, with_phase):
    typed = SIGNS | {"do": "check", "closed_lanes": ["3"], "offset_m": "3.5", "length_upstream_taper": "50"}
    answer = applicant.post(page("phase-plan", with_phase, 1), typed)
    assert answer.status_code == 200
    rows = {row.message.split()[0]: row for row in answer.context["trial"].rows}
    assert (rows["P03"].level, rows["P03"].actual, rows["P03"].overridable) == ("block", "50 m", True)
    assert saved(with_phase).version == with_phase.version
    live = applicant.post(page("phase-plan", with_phase, 1), typed, headers={"x-live": "1"}).json()
    assert "P03" in live["parts"]["findings"]
    assert "P03" in live["drawing"]
    assert "values" not in live


def test_the_engine_fills_in_what_is_empty_and_nothing_else(applicant, with_phase):
    answer = applicant.post(page("phase-plan", with_phase, 1), SIGNS | {"do": "fill", "length_buffer": "200"})
    form = answer.context["form"]
    assert (form["length_buffer"].value(), form["length_upstream_taper"].value()) == (200, 82)
    assert form["closed_lanes"].value() == [3]
    assert saved(with_phase).version == with_phase.version


def test_the_engine_s_own_proposal_passes_once_it_is_saved(applicant, with_phase):
    typed = SIGNS | {"do": "propose", "length_buffer": "1", "length_work_area": "150", "closed_lanes": ["1", "2"]}
    answer = applicant.post(page("phase-plan", with_phase, 1), typed)
    form, signs = answer.context["form"], answer.context["signs"]
    assert (form["length_buffer"].value(), form["length_work_area"].value()) == (40, 150)
    assert "engine" in answer.context["note"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    sent |= {"sign-TOTAL_FORMS": str(len(signs)), "sign-INITIAL_FORMS": "0"}
    for row in signs:
        sent |= {row[name].html_name: row[name].value() for name in ("code", "at_m") if row[name].value() is not None}
    assert applicant.post(page("phase-plan", with_phase, 1), sent).status_code == 302
    assert saved(with_phase).plan_check["result"] != "block"


def test_without_road_data_the_page_says_what_the_engine_misses(applicant, draft):
    applicant.post(page("phase-new", draft), BASICS)
    answer = applicant.post(page("phase-plan", draft, 1), SIGNS | {"do": "propose"})
    assert answer.status_code == 422
    urls = {row.url for row in answer.context["trial"].rows}
    assert {page("road", draft), page("place", draft)} <= urls


def test_more_rows_for_signs_come_without_a_script(applicant, with_phase):
    answer = applicant.post(page("phase-plan", with_phase, 1), SIGNS | {"do": "rows"})
    assert len(answer.context["signs"]) == 4
    assert answer.context["signs"][0]["code"].value() == "works_ahead"


def test_a_plan_from_elsewhere_that_is_out_of_shape_can_still_be_opened(applicant, draft):
    broken = {
        "phases": [{"layout": "L01", "lengths_m": "long", "signs": [3], "daily_hours": ["x"], "closed_lanes": "all"}]
    }
    Case.objects.filter(pk=draft.pk).update(plan={"road": {"hourly_volume_pcu": "many", "lanes": "three"}, **broken})
    for name, more in (("phase", [1]), ("phase-plan", [1]), ("phases", []), ("road", []), ("check", [])):
        assert applicant.get(page(name, draft, *more)).status_code == 200
