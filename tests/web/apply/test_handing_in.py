"""Materials, check result and handing in; again after a correction and after a revision."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from permits.lifecycle import Stage
from permits.models import Case, Material
from permits.services import acceptance, review
from tests import city as town


def page(name, case, *more):
    return reverse(f"application-{name}" if name else "application", args=[case.number, *more])


def saved(case):
    return Case.objects.get(pk=case.pk)


def hand_in(client, case, **more):
    return client.post(page("submit", case), {"declared": "on", "version": case.version} | more)


def test_each_material_says_why_and_files_are_taken_shown_and_removed(applicant, filled):
    text = applicant.get(page("materials", filled)).content.decode()
    assert "Every occupation of the road" in text
    assert "may follow" in text.lower()
    answer = applicant.post(page("material-upload", filled, "M13"), {"M13": town.picture_upload("flaggers.jpg")})
    assert answer["Location"].endswith("#material-M13")
    made = Material.objects.get(code="M13")
    assert 'class="material-picture"' in applicant.get(page("materials", filled)).content.decode()
    assert (
        reverse("case-material", args=[filled.number, made.pk])
        in applicant.get(page("materials", filled)).content.decode()
    )
    assert applicant.post(page("material-remove", filled, made.pk)).status_code == 302
    assert not Material.objects.filter(pk=made.pk).exists()


def test_a_replaced_file_goes_and_a_further_one_is_added(applicant, filled):
    old = Material.objects.get(code="M06")
    upload = page("material-upload", filled, "M06")
    applicant.post(f"{upload}?replaces={old.pk}", {"M06": town.pdf_upload("new.pdf")})
    applicant.post(upload, {"M06-more": town.pdf_upload("more.pdf")})
    assert sorted(Material.objects.filter(code="M06").values_list("original_name", flat=True)) == [
        "more.pdf",
        "new.pdf",
    ]


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("plan.pdf", b""), "empty"),
        (SimpleUploadedFile("plan.pdf", b"MZ\x90\x00 this is a program"), "Accepted are"),
        (None, "Choose a file first"),
    ],
)
def test_a_refused_file_says_why_at_its_row(applicant, filled, upload, words):
    before = Material.objects.count()
    answer = applicant.post(page("material-upload", filled, "M13"), {"M13": upload} if upload else {})
    assert answer.status_code == 422
    group = next(group for group in answer.context["groups"] if group["code"] == "M13")
    assert words in group["rows"][0].problems[0]
    assert Material.objects.count() == before


def test_another_organisation_s_file_is_not_found(city, client, filled):
    file = Material.objects.first()
    client.force_login(city.people.contractor2)
    assert client.post(page("material-remove", filled, file.pk)).status_code == 404
    assert client.post(page("material-upload", filled, "M13"), {"M13": town.pdf_upload()}).status_code == 404


def test_the_check_shows_findings_conflicts_and_the_earliest_start(city, applicant, filled):
    town.submitted_case(city)
    answer = applicant.get(page("check", filled))
    text = answer.content.decode()
    assert answer.context["points"] == []
    rows = [(row.kind, row.distance) for row in answer.context["panel"].rows]
    assert rows == [("Same place and time", "touches"), ("Shared trench", "touches")]
    assert str(answer.context["outlook"].issued_by) in text
    assert "P00" in text
    assert "clause verified" in text


def test_what_blocks_leads_to_the_page_where_it_is_put_right(applicant, filled):
    plan = filled.plan
    plan["phases"][0]["workzone_speed_kmh"] = 60
    applicant.post(page("notice", filled), {})
    Case.objects.filter(pk=filled.pk).update(plan=plan)
    applicant.post(page("notice", filled), {"notice_text": "x"})
    point = applicant.get(page("check", filled)).context["points"][0]
    assert (point.task, point.url) == ("phases", page("phase-plan", filled, 1))


def test_an_application_is_declared_and_handed_in_once(applicant, filled):
    assert hand_in(applicant, filled, declared="").status_code == 422
    first = hand_in(applicant, filled, submission="a" * 32)
    again = hand_in(applicant, filled, submission="a" * 32)
    assert first["Location"] == again["Location"] == page("", filled)
    case = saved(filled)
    assert (case.stage, case.declared_by.username) == (Stage.SUBMITTED, "contractor")
    assert case.plan_versions.count() == 1
    text = applicant.get(page("", filled)).content.decode()
    assert "Handed in" in text
    assert str(case.accept_by) in text


def test_what_is_missing_is_told_and_the_declaration_is_not_kept(applicant, draft):
    answer = hand_in(applicant, draft)
    assert answer.status_code == 422
    assert "The traffic-organization plan has no phase yet." in answer.content.decode()
    assert (saved(draft).stage, saved(draft).declared_at) == (Stage.DRAFT, None)


def test_a_handed_in_application_cannot_be_changed(city, applicant):
    case = town.submitted_case(city)
    assert applicant.get(page("parties", case)).status_code == 409
    assert applicant.post(page("parties", case), {"project_name": "x"}).status_code == 409


def test_a_correction_is_shown_everywhere_and_at_its_material(city, applicant):
    case = town.submitted_case(city)
    items = [{"material": "M06", "text": "图纸缺少比例尺", "legal_basis": ""}]
    acceptance.request_correction(city.people.clerk, case.number, items=items)
    case = saved(case)
    for name in ("", "parties", "materials", "submit"):
        assert "图纸缺少比例尺" in applicant.get(page(name, case)).content.decode()
    group = next(one for one in applicant.get(page("materials", case)).context["groups"] if one["code"] == "M06")
    assert [item.text for item in group["asked"]] == ["图纸缺少比例尺"]
    assert "Delete the draft" not in applicant.get(page("", case)).content.decode()
    assert hand_in(applicant, case).status_code == 302
    assert saved(case).stage == Stage.SUBMITTED


def test_a_revision_goes_back_to_the_reviewer(city, applicant):
    case = town.surveyed_case(city)
    review.request_revision(city.people.reviewer, case.number, reason="过渡区过短")
    case = saved(case)
    assert "过渡区过短" in applicant.get(page("", case)).content.decode()
    assert hand_in(applicant, case).status_code == 302
    assert saved(case).stage == Stage.SURVEYED
