"""Each refusal of the domain is its own page, in words, with what was typed."""

import pytest
from django import forms

from core.errors import DomainError, RuleViolated, Violation
from tests.web.shell.refusing_urls import REFUSALS
from web.shell.errors import STATUS, put_on, shown_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.shell.refusing_urls")]


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("not_found", 404, ["C2026-000404"]),
        ("not_permitted", 403, ["Grant"]),
        ("changed_meanwhile", 409, ["陈警官", "2026-03-02 10:30", "C2026-000123"]),
        ("wrong_stage", 409, ["Draft", "Submit"]),
        ("rule_violated", 422, ["declare that the application is true", "never_heard_of"]),
    ],
)
def test_a_refusal_says_what_and_why(english, code, status, words):
    answer = english.post(f"/refuse/{code}/", {"words": "three lines of reasons", "version": "3"})
    page = answer.content.decode()
    assert answer.status_code == status
    for word in words:
        assert word in page


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_what_was_typed_is_shown_again_by_its_label(english, code):
    page = english.post(f"/refuse/{code}/", {"words": "<b>three</b>", "submission": "secret-token"}).content.decode()
    assert "Reasons of the officer" in page
    assert "&lt;b&gt;three&lt;/b&gt;" in page
    assert "secret-token" not in page


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_said_in_chinese_too(client, code):
    page = client.get(f"/refuse/{code}/", headers={"accept-language": "zh-CN"}).content.decode()
    assert 'lang="zh-Hans"' in page
    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in heading)


def test_every_kind_of_refusal_has_a_page():
    assert {kind.code for kind in STATUS} == set(REFUSALS) == {kind.code for kind in DomainError.__subclasses__()}


def test_the_way_back_is_a_page_of_this_site(english):
    page = english.get("/refuse/wrong_stage/", headers={"referer": "http://testserver/desk/?a=1"}).content.decode()
    assert 'href="http://testserver/desk/?a=1"' in page
    page = english.get("/refuse/wrong_stage/", headers={"referer": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere" not in page


def test_a_fault_is_not_taken_for_a_refusal(english):
    english.raise_request_exception = False
    answer = english.get("/fault/")
    assert answer.status_code == 500
    assert "recorded" in answer.content.decode()


def test_an_address_that_leads_nowhere(english):
    answer = english.get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert "This page is not there" in answer.content.decode()


def test_a_form_without_its_token_says_so(client):
    client.handler.enforce_csrf_checks = True
    answer = client.post("/act/", {}, headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


class PlanForm(forms.Form):
    starts_on = forms.CharField(required=False)
    phases_0_ends_on = forms.CharField(required=False)


def test_violations_find_their_fields():
    form = PlanForm({})
    put_on(
        form,
        (
            Violation("field_missing", field="starts_on"),
            Violation("field_missing", field="phases.0.ends_on"),
            Violation("field_missing", field="phases[1].starts_on"),
            Violation("field_missing", field="elsewhere"),
            Violation("field_missing"),
        ),
    )
    assert len(form.errors["starts_on"]) == 2
    assert len(form.errors["phases_0_ends_on"]) == 1
    assert len(form.non_field_errors()) == 2


def test_shown_on_keeps_the_refusal_on_the_form():
    form = PlanForm({})
    with shown_on(form) as outcome:
        raise RuleViolated("submit", (Violation("field_missing", field="starts_on"),))
    assert not outcome.done
    assert "starts_on" in form.errors


def test_shown_on_lets_every_other_refusal_pass():
    with pytest.raises(type(REFUSALS["wrong_stage"])), shown_on(PlanForm({})):
        raise REFUSALS["wrong_stage"]
    with shown_on(PlanForm({})) as outcome:
        pass
    assert outcome.done
