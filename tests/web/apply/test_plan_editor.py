"""The plan page's server side: laid out at once, mended at a click, signs that go along, the map, few queries."""

import pytest
from django.urls import reverse

from permits.models import Case
from permits.services import drafting
from tests.city import LINE

LIVE = {"x-live": "1"}


def page(case, position=1):
    return reverse("application-phase-plan", args=[case.number, position])


def posted(phase, **more):
    """What the page sends for a phase."""
    sent = {f"length_{area}": metres for area, metres in phase.get("lengths_m", {}).items()}
    sent |= {name: phase[name] for name in ("offset_m", "workzone_speed_kmh", "closed_lanes") if name in phase}
    sent["speed_steps_kmh"] = ", ".join(map(str, phase.get("speed_steps_kmh", ())))
    signs = phase.get("signs", ())
    sent |= {"sign-TOTAL_FORMS": len(signs), "sign-INITIAL_FORMS": len(signs)}
    for n, sign in enumerate(signs):
        sent |= {f"sign-{n}-code": sign["code"], f"sign-{n}-at_m": sign["at_m"]}
    return sent | more


@pytest.fixture
def phase(filled):
    return filled.plan["phases"][0]


@pytest.fixture
def unplanned(city, filled, phase):
    """Its phase has dates and a layout, and no plan yet."""
    bare = {name: phase[name] for name in ("name", "starts_on", "ends_on", "layout", "daily_hours")}
    return drafting.edit_case(city.people.contractor, filled.number, {"plan": filled.plan | {"phases": [bare]}})


def test_a_phase_without_a_plan_is_laid_out_at_once(applicant, unplanned):
    answer = applicant.get(page(unplanned))
    form = answer.context["form"]
    assert (form["length_upstream_taper"].value(), form["work_area_from_m"].value()) == (82, 0)
    assert form["length_work_area"].value() == round(unplanned.length_m)
    assert "laid out this phase" in answer.content.decode()
    assert not answer.context["trial"].counts["block"]
    assert "lengths_m" not in Case.objects.get(pk=unplanned.pk).plan["phases"][0]


def test_the_answer_to_the_script_holds_what_the_page_shows(applicant, filled, phase):
    said = applicant.post(page(filled), posted(phase, do="check"), headers=LIVE).json()
    assert set(said) == {
        "drawing", "anchors", "zone", "least", "least_m", "parts", "note", "signs", "laid_out"
    }  # fmt: skip
    assert said["least_m"]["upstream_taper"] == 82
    assert said["laid_out"] == "40,82,80,120,30,30"
    assert [piece["kind"] for piece in said["zone"]][:2] == ["advance_warning", "upstream_taper"]
    assert said["drawing"].startswith("<svg")
    assert said["anchors"]["knots"]


def test_the_script_is_told_at_which_field_something_cannot_be_read(applicant, filled, phase):
    sent = posted(phase, do="check", length_buffer="-1", **{"sign-0-at_m": ""})
    answer = applicant.post(page(filled), sent, headers=LIVE)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"id_length_buffer", "id_sign-0-at_m"}


def test_signs_go_along_when_an_area_grows_and_the_work_area_moves_on_the_map(applicant, filled, phase):
    longer = phase | {"lengths_m": phase["lengths_m"] | {"upstream_taper": 92}, "work_area_from_m": 0}
    sent = posted(longer, do="check", laid_out="40,82,80,120,30,30", work_area_from_m="100")
    said = applicant.post(page(filled), sent, headers=LIVE).json()
    places = {sign["code"]: sign["at_m"] for sign in said["signs"]}
    assert (places["works_ahead"], places["barricade"], places["workzone_end"]) == (0, 212, 392)
    assert said["laid_out"] == "40,92,80,120,30,30"
    work = next(piece for piece in said["zone"] if piece["kind"] == "work_area")
    assert (work["from_m"], work["to_m"]) == (100, 220)
    assert LINE["coordinates"][0][0] < work["line"][0][0] < work["line"][-1][0]


@pytest.mark.parametrize("laid_out", ["", "x", "1,2", "40,82,80,120,30,nan", "40,82,80,120,30,1e400", "9" * 5000])
def test_nonsense_in_the_hidden_lengths_moves_no_sign(applicant, filled, phase, laid_out):
    said = applicant.post(page(filled), posted(phase, do="check", laid_out=laid_out), headers=LIVE).json()
    assert {sign["code"]: sign["at_m"] for sign in said["signs"]}["barricade"] == 202


@pytest.mark.parametrize("headers", [{}, LIVE])
def test_one_finding_is_put_right_and_nothing_else(applicant, filled, phase, headers):
    short = phase | {"lengths_m": phase["lengths_m"] | {"upstream_taper": 50, "advance_warning": 10}}
    answer = applicant.post(page(filled), posted(short, fix="P03 upstream_taper"), headers=headers)
    names = ("length_upstream_taper", "length_advance_warning")
    values = answer.json()["values"] if headers else {name: answer.context["form"][name].value() for name in names}
    assert [values[name] for name in names] == [82, 10]
    everything = applicant.post(page(filled), posted(short, do="mend"), headers=LIVE).json()
    assert (everything["values"]["length_upstream_taper"], everything["values"]["length_advance_warning"]) == (82, 40)
    assert Case.objects.get(pk=filled.pk).version == filled.version


def test_a_finding_nobody_knows_changes_nothing(applicant, filled, phase):
    said = applicant.post(page(filled), posted(phase, fix="P99 nothing"), headers=LIVE).json()
    assert said["values"]["length_upstream_taper"] == 82


def test_what_can_be_put_right_has_its_button_and_what_is_elsewhere_its_link(applicant, filled, phase):
    short = phase | {"lengths_m": phase["lengths_m"] | {"upstream_taper": 50}}
    trial = applicant.post(page(filled), posted(short, do="check")).context["trial"]
    rows = {row.key: row for row in trial.findings}
    assert rows["P03 upstream_taper"].shown.url == "#id_length_upstream_taper"
    assert rows["P03 upstream_taper"].number >= 1
    assert trial.mendable >= 1


def test_where_the_work_area_begins_is_kept(applicant, filled, phase):
    applicant.post(page(filled), posted(phase, work_area_from_m="250.5", another="1"))
    kept = Case.objects.get(pk=filled.pk).plan["phases"][0]
    assert kept["work_area_from_m"] == 250.5
    assert kept["lengths_m"] == phase["lengths_m"]


def test_a_further_phase_like_this_one(applicant, filled, phase):
    answer = applicant.post(page(filled), posted(phase, another="1"))
    assert answer["Location"] == reverse("application-phase-change", args=[filled.number, 1, "copy"])


@pytest.mark.parametrize("geometry", [None, {"type": "Point", "coordinates": [120.65, 27.78]}])
def test_without_a_line_there_is_no_map(city, applicant, filled, phase, geometry):
    drafting.edit_case(city.people.contractor, filled.number, {"geometry": geometry})
    text = applicant.get(page(filled)).content.decode()
    assert "data-zone-map" not in text
    assert applicant.post(page(filled), posted(phase, do="check"), headers=LIVE).json()["zone"] == []


def test_an_answer_costs_few_queries(applicant, filled, phase, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        applicant.post(page(filled), posted(phase, do="check"), headers=LIVE)
