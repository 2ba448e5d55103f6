"""What every acting page does beside acting: refuses, keeps what was typed, acts once, previews."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage

from permits.lifecycle import Action, Stage, State
from permits.models import Case, IssuedDocument, NumberSeries, Survey
from permits.rules.phrases import COMPLETION_ITEMS
from permits.selectors.actions import options
from permits.services import acceptance, decision, works_life
from tests import city as town
from tests.web.permits.conftest import hidden_of, text_of
from web.permits.actions.door import CASE_FORMS, WORKS_FORMS
from web.permits.offers import IN_APPLICATION

pytestmark = pytest.mark.django_db


def test_every_action_of_the_lives_has_its_page():
    clockwork = {Action.EXPIRE, Action.SUPERSEDE}
    served = {form.action for form in (*CASE_FORMS, *WORKS_FORMS)}
    assert served | IN_APPLICATION | clockwork | {Action.EDIT} == set(Action)


@pytest.mark.parametrize("form", [*CASE_FORMS, *WORKS_FORMS], ids=lambda form: form.action.value)
def test_nobody_opens_the_page_of_an_action_that_is_not_theirs(city, as_user, form):
    case = town.case_in_force(city)
    kind, number = ("cases", case.number) if form in CASE_FORMS else ("works", case.works.number)
    page = as_user(city.people.commander).get(f"/{kind}/{number}/{form.action.value}/")
    assert page.status_code == 403
    assert "Your role does not include this." in text_of(page)


def test_an_action_of_another_stage_names_what_is_possible(city, as_user):
    case = town.accepted_case(city)
    page = as_user(city.people.clerk).get(f"/cases/{case.number}/accept/")
    assert page.status_code == 409
    assert "Withdraw" in text_of(page)


def test_other_organisations_do_not_learn_that_a_case_exists(city, as_user):
    case = town.submitted_case(city)
    stranger = as_user(city.people.contractor2)
    assert stranger.get(f"/cases/{case.number}/withdraw/").status_code == 404
    assert stranger.post(f"/cases/{case.number}/withdraw/").status_code == 404
    assert Case.objects.get(pk=case.pk).stage == Stage.SUBMITTED


@pytest.mark.parametrize(
    ("make", "who", "action", "typed", "field"),
    [
        (town.submitted_case, "clerk", "request_correction", {}, "text_0"),
        (town.submitted_case, "clerk", "request_correction", {"material_1": "M06"}, "text_1"),
        (
            town.submitted_case,
            "clerk",
            "decline",
            {"ground": "not_competent", "reasons": "他处"},
            "competent_authority",
        ),
        (town.submitted_case, "clerk", "decline", {"ground": "not_required"}, "reasons"),
        (
            town.accepted_case,
            "squadron",
            "record_survey",
            {"second_officer": "partner", "surveyed_at": "2027-01-01T08:00", "findings": "好", "suitable": "yes"},
            "surveyed_at",
        ),
        (town.surveyed_case, "reviewer", "request_revision", {}, "reason"),
        (town.surveyed_case, "reviewer", "close_review", {"recommends": "grant"}, "text"),
        (
            town.reviewed_case,
            "leader",
            "grant",
            {"valid_from": "2026-01-01", "valid_until": "2026-05-01"},
            "valid_from",
        ),
        (town.reviewed_case, "leader", "extend_processing", {"workdays": "11", "reason": "会审"}, "workdays"),
        (town.reviewed_case, "leader", "return_to_review", {}, "reason"),
        (town.reviewed_case, "leader", "refuse", {"reasons": "无法绕行"}, "basis"),
        (town.case_in_force, "leader", "revoke", {"reason": "违法"}, "ground"),
        (town.case_in_force, "clerk", "cancel", {}, "reason"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(city, as_user, make, who, action, typed, field):
    case = make(city)
    client = as_user(getattr(city.people, who))
    address = f"/cases/{case.number}/{action}/"
    answer = client.post(address, hidden_of(client.get(address)) | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}' in page.split('class="error-summary"')[1].split("</section>")[0]
    assert all(value in page for value in typed.values())
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_refusal_without_the_legal_opinion_is_refused_as_a_whole(city, as_user):
    case = town.reviewed_case(city, recommends="refuse")
    client = as_user(city.people.leader)
    address = f"/cases/{case.number}/refuse/"
    answer = client.post(address, hidden_of(client.get(address)) | {"reasons": "无法绕行", "basis": "第三十二条"})
    assert answer.status_code == 422
    assert "a refusal needs it" in text_of(answer)


def test_the_second_to_act_is_told_who_and_when_and_keeps_the_words(city, as_user):
    case = town.reviewed_case(city)
    client = as_user(city.people.leader)
    address = f"/cases/{case.number}/return_to_review/"
    seen = hidden_of(client.get(address))
    decision.extend_processing(city.people.leader, case.number, workdays=3, reason="会审")
    answer = client.post(address, seen | {"reason": "请复核绕行方案"})
    assert answer.status_code == 409
    words = text_of(answer)
    assert "leader changed " + case.number in words
    assert "请复核绕行方案" in words
    assert Case.objects.get(pk=case.pk).stage == Stage.REVIEWED
    again = client.post(address, hidden_of(answer) | {"reason": "请复核绕行方案"})
    assert again.status_code == 302
    assert Case.objects.get(pk=case.pk).stage == Stage.SURVEYED


def test_who_is_too_late_altogether_still_reads_what_was_typed(city, as_user):
    case = town.submitted_case(city)
    client = as_user(city.people.clerk)
    address = f"/cases/{case.number}/decline/"
    seen = hidden_of(client.get(address))
    acceptance.accept_case(city.people.clerk, case.number)
    answer = client.post(address, seen | {"ground": "not_required", "reasons": "无需许可的情形"})
    assert answer.status_code == 409
    assert "Somebody else was faster" in text_of(answer)
    assert "无需许可的情形" in text_of(answer)


def test_a_click_repeated_acts_once(city, as_user):
    case = town.reviewed_case(city)
    client = as_user(city.people.leader)
    address = f"/cases/{case.number}/extend_processing/"
    form = hidden_of(client.get(address)) | {"workdays": "4", "reason": "会审"}
    first, second = client.post(address, form), client.post(address, form)
    assert first["Location"] == second["Location"] == f"/cases/{case.number}/"
    assert Case.objects.get(pk=case.pk).extended_workdays == 4
    assert case.documents.filter(kind="D06").count() == 1


def test_rows_are_added_without_losing_any(city, as_user):
    case = town.submitted_case(city)
    client = as_user(city.people.clerk)
    address = f"/cases/{case.number}/request_correction/"
    answer = client.post(address, hidden_of(client.get(address)) | {"text_2": "第三项", "more": "1"})
    assert answer.status_code == 200
    assert hidden_of(answer)["rows"] == "6"
    assert "第三项" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).stage == Stage.SUBMITTED


def test_a_preview_shows_the_document_and_changes_nothing(city, as_user):
    case = town.reviewed_case(city)
    client = as_user(city.people.leader)
    address = f"/cases/{case.number}/grant/"
    series = list(NumberSeries.objects.order_by("pk").values_list("kind", "last"))
    days = {"valid_from": str(case.starts_on), "valid_until": str(case.ends_on), "conditions": "夜间开灯。"}
    answer = client.post(address, hidden_of(client.get(address)) | days | {"preview": "1"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert Case.objects.get(pk=case.pk).stage == Stage.REVIEWED
    assert not IssuedDocument.objects.filter(case=case, kind="D08").exists()
    assert list(NumberSeries.objects.order_by("pk").values_list("kind", "last")) == series


def test_a_preview_of_what_the_rules_refuse_says_so(city, as_user):
    case = town.reviewed_case(city)
    client = as_user(city.people.leader)
    address = f"/cases/{case.number}/grant/"
    days = {"valid_from": "2026-01-01", "valid_until": str(case.ends_on)}
    answer = client.post(address, hidden_of(client.get(address)) | days | {"preview": "1"})
    assert answer.status_code == 422


def test_a_previewed_survey_keeps_no_photo(city, as_user):
    case = town.accepted_case(city)
    client = as_user(city.people.squadron)
    address = f"/cases/{case.number}/record_survey/"
    typed = {
        "second_officer": "partner",
        "surveyed_at": "2026-03-02T09:00",
        "findings": "好",
        "suitable": "yes",
        "photos": [town.picture_upload()],
        "preview": "1",
    }
    folder = f"cases/{case.number}/survey"
    kept = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    answer = client.post(address, hidden_of(client.get(address)) | typed)
    assert answer["Content-Type"] == "application/pdf"
    assert not Survey.objects.filter(case=case).exists()
    assert (default_storage.listdir(folder)[1] if default_storage.exists(folder) else []) == kept


def test_a_file_that_is_no_picture_is_refused_at_its_field(city, as_user):
    case = town.accepted_case(city)
    client = as_user(city.people.squadron)
    address = f"/cases/{case.number}/record_survey/"
    typed = {"second_officer": "partner", "surveyed_at": "2026-03-02T09:00", "findings": "好", "suitable": "yes"}
    answer = client.post(address, hidden_of(client.get(address)) | typed | {"photos": [town.pdf_upload("x.pdf")]})
    assert answer.status_code == 422
    assert 'href="#id_photos"' in answer.content.decode()


def test_only_colleagues_of_the_squadron_can_be_named_second(city, as_user):
    case = town.accepted_case(city)
    page = as_user(city.people.squadron).get(f"/cases/{case.number}/record_survey/").content.decode()
    offered = {name for name in vars(city.people) if f'<option value="{name}"' in page}
    assert offered == {"partner", "inspector1", "inspector2"}


def test_a_failed_item_bars_the_signature(city, as_user):
    case = town.works_under_way(city)
    works = case.works.number
    contractor = as_user(city.people.contractor)
    address = f"/works/{works}/request_acceptance/"
    contractor.post(address, hidden_of(contractor.get(address)) | {"text": "已恢复"})
    client = as_user(city.people.squadron)
    address = f"/works/{works}/sign_acceptance/"
    items = {f"result_{row}": "passed" for row in range(len(COMPLETION_ITEMS))} | {"result_1": "failed"}
    answer = client.post(address, hidden_of(client.get(address)) | items | {"opinion": "同意", "rows": "1"})
    assert answer.status_code == 422
    assert "did not pass" in text_of(answer)
    case.works.refresh_from_db()
    assert case.works.state == State.AWAITING_ACCEPTANCE


def test_an_override_needs_its_reason(city, as_user):
    starts_on = town.MONDAY + dt.timedelta(days=40)
    plan = town.plan(starts_on, starts_on + dt.timedelta(days=30))
    plan["phases"][0]["lengths_m"]["upstream_taper"] = 40
    case = town.surveyed_case(city, plan=plan)
    rules = {one["rule"] for one in case.plan_check["findings"] if one["level"] == "block" and one["overridable"]}
    assert rules, case.plan_check["findings"]
    client = as_user(city.people.reviewer)
    address = f"/cases/{case.number}/close_review/"
    typed = {"recommends": "grant", "text": "可行"}
    refused = client.post(address, hidden_of(client.get(address)) | typed)
    assert refused.status_code == 422
    assert all(f'href="#id_override_{rule}"' in refused.content.decode() for rule in rules)
    reasons = {f"override_{rule}": "夜间流量小" for rule in rules}
    assert client.post(address, hidden_of(refused) | typed | reasons).status_code == 302
    case.refresh_from_db()
    assert case.review_overrides == dict.fromkeys(rules, "夜间流量小")


def test_the_bar_offers_what_the_domain_does(city, as_user):
    case = town.reviewed_case(city)
    page = text_of(as_user(city.people.leader).get(f"/cases/{case.number}/"))
    labels = [str(one.action.label) for one in options(city.people.leader, case)]
    assert all(label in page for label in labels)
    assert "Not possible at this stage." in page


def test_the_second_signature_is_previewed(city, as_user):
    case = town.works_under_way(city)
    works = case.works.number
    works_life.request_acceptance(city.people.contractor, works, text="已恢复")
    items = {f"result_{row}": "passed" for row in range(len(COMPLETION_ITEMS))} | {"opinion": "同意"}
    police, authority = as_user(city.people.squadron), as_user(city.people.agency)
    address = f"/works/{works}/sign_acceptance/"
    assert 'name="preview"' not in authority.get(address).content.decode()
    assert police.post(address, hidden_of(police.get(address)) | items).status_code == 302
    second = authority.get(address)
    assert 'name="preview"' in second.content.decode()
    preview = authority.post(address, hidden_of(second) | items | {"preview": "1"})
    assert preview.content.startswith(b"%PDF")
    case.works.refresh_from_db()
    assert case.works.state == State.AWAITING_ACCEPTANCE


def test_an_agency_finds_no_way_to_a_case_it_was_not_asked_about(city, as_user):
    case = town.works_under_way(city)
    works_life.request_acceptance(city.people.contractor, case.works.number, text="已恢复")
    page = as_user(city.people.agency).get(f"/works/{case.works.number}/").content.decode()
    assert case.number in page
    assert f"/cases/{case.number}/" not in page
    assert "You have not been asked about a case of these works." in page
