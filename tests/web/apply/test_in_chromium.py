"""The plan page in a real browser: checked and drawn while one types, rows for signs, the engine's proposal."""

import shutil

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect, sync_playwright

from tests import city as town

CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium on the PATH"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def plan_page(live_server, monkeypatch):
    """The plan of the only phase of a full draft, open before the contractor."""
    # Playwright's loop runs in this thread; the test's own queries are still one after the other.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with translation.override("en"):
        city = town.build_city()
        case = town.filled_draft(city)
    session = SessionStore()
    person = city.people.contractor
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale="en-GB", base_url=live_server.url, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
        page, troubles = context.new_page(), []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None)
        page.goto(reverse("application-phase-plan", args=[case.number, 1]))
        page.wait_for_load_state("networkidle")
        yield page
        browser.close()
    assert not troubles


def test_the_plan_is_checked_and_drawn_while_one_types(plan_page):
    trial = plan_page.locator("[data-trial]")
    expect(trial).not_to_contain_text("P03")
    plan_page.get_by_label("Upstream taper").fill("50")
    expect(trial).to_contain_text("P03")
    expect(trial.locator(".plan-drawing svg")).to_contain_text("50 m")
    plan_page.get_by_label("Width taken from traffic").fill("7")
    expect(plan_page.locator("[data-least-of=upstream_taper]")).to_contain_text("at least 163 m")


def test_rows_for_signs_are_added_in_place_and_the_engine_proposes(plan_page):
    rows = plan_page.locator("[data-signs] tr")
    before = rows.count()
    plan_page.get_by_role("button", name="More rows").click()
    expect(rows).to_have_count(before + 1)
    expect(rows.last.locator("select")).to_be_focused()
    rows.last.locator("select").select_option("flagger_ahead")
    rows.last.locator("input[type=number]").fill("-50")
    plan_page.get_by_role("button", name="Save and back to the tasks").click()
    expect(plan_page.get_by_role("heading", name="Tasks")).to_be_visible()
    plan_page.go_back()
    plan_page.reload()
    expect(rows.first.locator("select")).to_have_value("flagger_ahead")
    plan_page.get_by_role("button", name="Take the engine's proposal").click()
    expect(plan_page.locator("main").get_by_role("status").first).to_contain_text("the engine's values")
    expect(plan_page.get_by_label("Upstream taper")).to_have_value("82")
