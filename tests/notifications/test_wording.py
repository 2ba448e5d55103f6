"""Every message says something true in both languages, and never what only the office may know."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from core import clock
from core.models import AccountEvent
from notifications.audience import ACCOUNT_AUDIENCE, AUDIENCE, INVITATION
from notifications.wording import FACTS, render, word, word_for
from permits.lifecycle import Action

FOLDER = Path(settings.BASE_DIR) / "notifications" / "templates" / "notifications" / "messages"
TEMPLATES = sorted({hearing.template for row in (*AUDIENCE.values(), *ACCOUNT_AUDIENCE.values()) for hearing in row})
TEMPLATES.append(INVITATION)
LISTS = {"items", "reasons"}
FILLED = {name: [f"<{name}>"] if name in LISTS else f"<{name}>" for name in FACTS}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_message_uses_declared_facts_alone(template):
    source = (FOLDER / f"{template}.txt").read_text()
    used = set(re.findall(r"{{ (\w+) }}", source)) | set(re.findall(r"{% (?:if|if not|for item in) (\w+) %}", source))
    assert used - {"item"} <= FACTS
    assert "{{" not in re.sub(r"{{ \w+ }}", "", source), "no filters, no attributes: facts come formatted"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_message_is_complete_in_both_languages(template, language):
    source = (FOLDER / f"{template}.txt").read_text()
    with translation.override(language):
        full, bare = render(template, FILLED), render(template, {})
    for name in set(re.findall(r"{{ (\w+) }}", source)) - {"item"}:
        assert f"<{name}>" in full.title + full.body
    assert "%(" not in full.title + full.body, "every name of the sentence is known to the translation"
    chinese = bool(re.search(r"[\u4e00-\u9fff]", bare.title + bare.body))
    assert chinese == (language == "zh-hans")
    assert full.title
    assert full.body
    assert "\n" not in full.title
    assert len(full.title) < 120
    assert bare.body, "says something even when no date is known"


def test_dates_are_written_as_the_reader_writes_them(town, happen):
    event = happen(Action.ACCEPT, data={"decide_by": "2026-12-21"})
    with translation.override("zh-hans"):
        assert "2026年12月21日" in word("accepted", event).body
    with translation.override("en"):
        assert "Dec. 21, 2026" in word("accepted", event).body


def test_moments_are_written_in_the_city_s_time(town, happen):
    event = happen(Action.REPORT_EMERGENCY_START, on="works", data={"apply_by": "2026-11-17T02:30:00+00:00"})
    with translation.override("zh-hans"):
        assert "2026年11月17日 10:30" in word("emergency_confirmed", event).body
    with translation.override("en"):
        assert "Nov. 17, 2026 10:30" in word("emergency_confirmed", event).body


def test_people_are_written_to_in_their_own_language(town, happen):
    event = happen(Action.REFUSE, data={"reasons": ["距路口不足"]})
    assert word_for(town.people.applicant, "refused", event).title == "C2026-000001：不予许可"
    assert word_for(town.people.colleague, "refused", event).title == "C2026-000001: permit refused"
    assert word_for(None, "refused", event).title == "C2026-000001：不予许可"
    assert "– 距路口不足" in word_for(town.people.colleague, "refused", event).body


def test_what_only_the_office_may_know_is_in_no_message(town, happen):
    secret = "内部意见-7731"
    event = happen(
        Action.GRANT,
        data={"valid_until": "2027-01-01"},
        office_data=dict.fromkeys((*FACTS, "reason", "text", "findings", "recommends"), secret),
    )
    for template in TEMPLATES:
        if template == INVITATION or template in {
            hearing.template for row in ACCOUNT_AUDIENCE.values() for hearing in row
        }:
            continue
        wording = word(template, event)
        assert secret not in wording.title + wording.body


def test_a_name_with_line_breaks_stays_in_one_subject_line(town, happen):
    town.case.road_name = "万松东路\nBcc: everybody@example.org"
    town.case.save()
    wording = word("refused", happen(Action.REFUSE))
    assert "\n" not in wording.title
    assert "\n" not in render("accepted", {"number": "C1\r\nBcc: x"}).title


def test_the_agency_reads_what_it_was_asked(town, ask, happen):
    opinion = ask(town.buses)
    opinion.question = "公交站点如何调整？"
    opinion.save()
    event = happen(Action.ASK_OPINION, data={"organisation": town.buses.pk, "due_on": "2026-12-01"})
    body = word_for(town.people.buses, "opinion_wanted", event).body
    assert "公交站点如何调整？" in body
    assert "2026年12月1日" in body


def test_the_last_day_for_a_renewal_is_named_only_while_it_lies_ahead(town, happen):
    town.case.valid_until = dt.date(2026, 12, 31)
    town.case.save()
    with clock.at(dt.date(2026, 11, 28)):
        early = happen("permit_ending_soon")
    with clock.at(dt.date(2026, 12, 24)):
        late = happen("permit_ending_soon")
    with translation.override("zh-hans"):
        assert "2026年12月1日" in word("permit_ending_soon", early).body
        assert "2026年12月1日" not in word("permit_ending_soon", late).body


def test_account_messages_name_organisation_and_reason(town):
    town.built.rejection_reason = "营业执照不清晰"
    event = AccountEvent(action="reject_organisation", organisation=town.built, at=clock.now())
    wording = word_for(town.people.applicant, "organisation_rejected", event)
    assert "建安公司" in wording.title
    assert "营业执照不清晰" in wording.body
