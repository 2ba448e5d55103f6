"""The shell in a real browser: keyboard, themes, widths, the map, and no violation of WCAG that a machine can find."""

import json

import pytest
from playwright.sync_api import Page, expect

from core.roles import Role
from tests.browser.person import ACCESSIBILITY_RULES, AXE
from tests.chromium import launched, listen

PAGES = ("/", "/login/", "/verify/NOSUCHCODE", "/public/report/", "/design/?errors=1")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def chromium():
    with launched() as browser:
        yield browser


@pytest.fixture
def open_page(chromium, live_server):
    """Call it with a path and the device; the page must raise no script error and break no security policy."""
    contexts, troubles = [], []

    def opened(path: str, *, width: int = 1280, theme: str = "light", locale: str = "en-GB", **more) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale=locale,
            base_url=live_server.url,
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, troubles)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1920])
def test_no_page_scrolls_sideways_or_breaks_an_accessibility_rule(open_page, theme, width):
    page = open_page("/verify/", width=width, theme=theme, bypass_csp=True)
    found = []
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        page.evaluate(AXE.read_text(encoding="utf-8"))
        answer = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(ACCESSIBILITY_RULES)}}})")
        found += [(path, one["id"], one["nodes"][0]["target"]) for one in answer["violations"]]
    assert found == []


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/verify/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "code")


def test_a_menu_opens_and_closes_by_keyboard(open_page):
    page = open_page("/verify/")
    page.locator("summary", has_text="Appearance").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Dark")).to_be_hidden()
    expect(page.locator("summary", has_text="Appearance")).to_be_focused()


def test_theme_follows_the_device_until_somebody_chooses(open_page):
    page = open_page("/verify/", theme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.get_by_text("Appearance").first.click()
    page.get_by_role("button", name="Dark").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_language_is_changed_where_one_stands(open_page):
    page = open_page("/verify/")
    page.get_by_text("English").first.click()
    page.get_by_role("button", name="简体中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("文书核验")
    assert page.url.endswith("/verify/")


def test_signing_in_with_errors_takes_the_reader_to_them(open_page, django_user_model):
    django_user_model.objects.create_user("chen", password="a-long-enough-one", role=Role.SQUADRON)
    page = open_page("/login/")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Password").click()
    expect(page.get_by_label("Password")).to_be_focused()
    page.get_by_label("User name").fill("chen")
    page.get_by_label("Password").fill("a-long-enough-one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("chen")


def test_a_destructive_step_asks_and_can_be_left(open_page):
    page = open_page("/design/")
    page.get_by_role("button", name="Withdraw").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_line_is_drawn_measured_and_typed(open_page):
    page = open_page("/design/")
    drawn, typed, measure = (page.locator(f"[data-{name}]") for name in ("geometry", "coordinates", "measure"))
    page.get_by_role("button", name="Draw a line").click()
    canvas = page.locator("[data-canvas]")
    canvas.scroll_into_view_if_needed()
    for x in (200, 280, 280):
        canvas.click(position={"x": x, "y": 150})
    line = json.loads(drawn.input_value())
    assert line["type"] == "LineString"
    assert len(line["coordinates"]) == 2
    assert typed.input_value() == "; ".join(f"{lon},{lat}" for lon, lat in line["coordinates"])
    expect(measure).to_contain_text("m")
    typed.fill("120.6387,27.7829; 120.6489,27.7807")
    expect(measure).to_have_text("Length 1033 m · Nearest road Wansong East Road")
    assert json.loads(drawn.input_value())["coordinates"][1] == [120.6489, 27.7807]
    typed.fill("from the bridge")
    expect(typed).to_have_attribute("aria-invalid", "true")


def test_ones_own_position_becomes_the_place(open_page):
    page = open_page(
        "/public/report/", permissions=["geolocation"], geolocation={"longitude": 120.65, "latitude": 27.78}
    )
    page.get_by_role("button", name="Where I am").click()
    expect(page.locator("[data-coordinates]")).to_have_value("120.65,27.78")


def test_the_map_is_never_blank_even_when_the_works_do_not_come(open_page):
    page = open_page("/")
    page.route("**/feeds/works.geojson", lambda route: route.fulfill(status=500))
    page.reload()
    expect(page.locator(".map-note")).to_contain_text("The list says the same")
    assert page.locator("path.road").count() > 10
