"""The components say what they are given, safely, and never by colour alone."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from permits.lifecycle import Stage, State
from web.shell import looks, menu, specimens
from web.shell.icons import IconUnknown, _shapes, icon_svg
from web.shell.parts import ActionItem, Clock, ClockDay, FileRow, FindingRow, KeyValue, Step, Task, TimelineEntry

EVIL = "<script>alert(1)</script>"
needs_icons = pytest.mark.skipif(not settings.ICON_SPRITE.exists(), reason="front-end packages are not installed")


def draw(source: str, rf, **context) -> str:
    request = rf.get("/list/?sort=number&q=x")
    with translation.override("en"):
        return Template("{% load ui %}" + source).render(Context(context | {"request": request}))


@needs_icons
def test_every_icon_named_in_the_sources_exists():
    known = set(_shapes(settings.ICON_SPRITE))
    roots = [settings.BASE_DIR / "web"]
    text = "\n".join(
        path.read_text(encoding="utf-8") for root in roots for kind in ("*.html", "*.py") for path in root.rglob(kind)
    )
    named = set(re.findall(r'{% icon "([a-z0-9-]+)" %}', text)) | set(re.findall(r'icon="([a-z0-9-]+)"', text))
    named |= {look.icon for look in [*looks._STAGES.values(), *looks._STATES.values()]} | set(looks.TONE_ICONS.values())
    named |= {item.icon for item in menu._items.values()}
    assert len(named) > 40
    assert named <= known


@needs_icons
def test_an_icon_that_does_not_exist_is_a_fault():
    with pytest.raises(IconUnknown):
        icon_svg("no-such-icon")


def test_without_front_end_packages_pages_still_draw(settings):
    settings.ICON_SPRITE = Path("/nowhere/icons.svg")
    assert icon_svg("inbox") == ""


def test_every_stage_and_state_has_its_own_look():
    for stage in Stage:
        assert looks.stage_look(stage) is not looks._PLAIN
    for state in State:
        assert looks.state_look(state) is not looks._PLAIN


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ('{% status "warn" evil %}', {}),
        ('{% stage_badge "DRAFT" evil %}', {}),
        ("{% stage_bar steps %}", {"steps": [Step(EVIL, "current", EVIL)]}),
        (
            "{% timeline entries %}",
            {"entries": [TimelineEntry(dt.datetime(2026, 3, 2), EVIL, EVIL, EVIL, changes=[(EVIL,) * 3])]},
        ),
        ("{% findings rows %}", {"rows": [FindingRow("block", EVIL, EVIL, "verified", EVIL, EVIL, EVIL, EVIL)]}),
        ("{% key_values rows %}", {"rows": [KeyValue(EVIL, EVIL, note=EVIL)]}),
        ("{% file_row row %}", {"row": FileRow(EVIL, EVIL, file_name=EVIL, problems=[EVIL], upload_url="/u/")}),
        ("{% task_list tasks %}", {"tasks": [Task(EVIL, "open", "/x/", EVIL)]}),
        ('{% empty_state "inbox" evil evil %}', {}),
        ('{% confirm "c" evil evil "/x/" evil %}', {}),
        ("{% card title=evil %}{{ evil }}{% endcard %}", {}),
        ('{% dialog "d" evil %}{{ evil }}{% enddialog %}', {}),
        ("{% action_bar actions %}", {"actions": [ActionItem("a", EVIL, available=False, reason=EVIL)]}),
        ("{% progress 1 2 evil %}", {}),
    ],
)
def test_what_people_typed_never_becomes_markup(rf, source, context):
    page = draw(source, rf, evil=EVIL, **context)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_clock_counts_in_words(rf):
    day = ClockDay(dt.date(2026, 3, 2), "counted", "", 1, is_today=True)
    late = Clock("Decision", 20, 22, -2, dt.date(2026, 3, 2), [day], provisional=True)
    page = draw("{% clock clock %}", rf, clock=late)
    assert "2 working days late" in page
    assert "clock-stop" in page
    assert "Provisional" in page
    assert "counted, today" in " ".join(page.split())
    paused = Clock("Decision", 20, 5, 15, None, paused=True)
    assert "Clock stopped" in draw("{% clock clock %}", rf, clock=paused)


@pytest.mark.parametrize(("left", "tone"), [(15, "ok"), (3, "warn"), (0, "warn"), (-1, "stop")])
def test_the_clock_warns_in_good_time(rf, left, tone):
    assert f"clock-{tone}" in draw("{% clock clock %}", rf, clock=Clock("D", 20, 20 - left, left, None))


def test_an_action_that_is_not_available_says_why_and_is_no_button(rf):
    with translation.override("en"):
        actions = specimens.all_of_them()["actions"]
    page = draw("{% action_bar actions %}", rf, actions=actions)
    assert "Whoever reviews does not decide." in page
    assert page.count('class="btn') == 3
    assert 'data-dialog="confirm-specimen"' in page


def test_sorting_turns_round_and_keeps_the_filter(rf):
    page = draw('{% sort_header "number" "No" %}{% sort_header "left" "Left" %}', rf)
    assert 'aria-sort="ascending"' in page
    assert "?sort=-number&amp;q=x" in page
    assert "?sort=left&amp;q=x" in page


def test_an_acting_form_carries_version_and_a_new_token_each_time(rf):
    page = draw("{% action_fields 7 %}{% action_fields %}", rf)
    tokens = re.findall(r'name="submission" value="([0-9a-f]{32})"', page)
    assert len(set(tokens)) == 2
    assert page.count('name="version" value="7"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_living_page_shows_every_component(client, language):
    client.cookies["django_language"] = language
    page = client.get("/design/?errors=1").content.decode()
    for part in (
        "stage-bar",
        "clock-days",
        "timeline-entry",
        "finding-block",
        "file-row",
        "task-list",
        "error-summary",
    ):
        assert part in page
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
