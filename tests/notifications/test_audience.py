"""Every event has its row, every row its words, and nobody hears what they may not know."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from core.models import User
from core.roles import OFFICER_ROLES, Role
from inspections.lifecycle import Action as Site
from notifications.audience import ACCOUNT_AUDIENCE, AUDIENCE, INVITATION, By, Who
from notifications.recipients import told_of
from notifications.wording import word_for
from permits import timeline
from permits.lifecycle import Action, Stage, State
from permits.models import Alarm, Event
from permits.selectors.visibility import visible_cases, visible_works
from permits.services.reminders import BEFORE

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "notifications" / "templates" / "notifications" / "messages"
ROWS = {**AUDIENCE, **ACCOUNT_AUDIENCE}


@pytest.mark.parametrize("name", [*Action.values, *Site.values, *Alarm.Kind.values, *(row.event for row in BEFORE)])
def test_every_action_alarm_and_reminder_has_a_row(name):
    assert name in AUDIENCE


def test_every_name_recorded_anywhere_has_a_row():
    names = {name for app in ("permits", "inspections") for name in recorded(ROOT / app, "record", 0)}
    names |= set(recorded(ROOT / "permits", "_tell", 1))
    assert {"correction_lapsed", "permit_ending_soon", "deadlines_recomputed"} <= names, "the scan finds what is there"
    assert names - AUDIENCE.keys() == set()


def test_every_account_event_has_a_row():
    names = set(recorded(ROOT / "core", "record", 0)) | set(recorded(ROOT / "core", "create", "action"))
    names |= set(recorded(ROOT / "core", "_decide", 3))
    assert {"register_organisation", "invite_member", "enter_calendar_year"} <= names, "the scan finds what is there"
    assert names == ACCOUNT_AUDIENCE.keys()


def recorded(folder: Path, function: str, where: int | str) -> Iterator[str]:
    """The event names given literally, or by a module's constant, to calls of `function` below a folder."""
    for path in folder.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call) or function != getattr(call.func, "attr", getattr(call.func, "id", "")):
                continue
            if isinstance(where, str):
                given = next((word.value for word in call.keywords if word.arg == where), None)
            else:
                given = call.args[where] if len(call.args) > where else None
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value
            elif isinstance(given, ast.Name) and given.id.isupper():
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield str(getattr(import_module(module), given.id))


def test_every_template_is_there_and_used():
    named = {hearing.template for row in ROWS.values() for hearing in row} | {INVITATION}
    assert named == {path.stem for path in TEMPLATES.glob("*.txt")}


def test_every_row_is_told_by_some_channel_and_to_a_circle_once():
    for name, row in ROWS.items():
        assert len({hearing.who for hearing in row}) == len(row), name
        assert all(hearing.by for hearing in row), name


def test_how_the_office_judges_is_told_to_the_office_alone():
    office = {
        "review_closed",
        "decision_wanted",
        "legal_opinion_given",
        "deemed_accepted_office",
        "order_overdue_office",
    }
    outside = {Who.APPLICANT, Who.ASKED, Who.ASKED_NOW, Who.ROAD_AUTHORITIES}
    assert not [h for row in AUDIENCE.values() for h in row if h.template in office and h.who in outside]


def names(told):
    return {person.user.username for person in told}


@pytest.mark.parametrize(
    ("action", "heard"),
    [
        (Action.SUBMIT, {"applicant", "colleague", "clerk"}),
        (Action.ACCEPT, {"applicant", "colleague", "officer"}),
        (Action.RECORD_SURVEY, {"reviewer"}),
        (Action.CLOSE_REVIEW, {"leader", "legal"}),
        (Action.GRANT, {"applicant", "colleague", "clerk"}),
        (Action.ISSUE, {"applicant", "colleague", "officer", "buses"}),
        (Action.WITHDRAW, {"applicant", "colleague", "clerk", "buses"}),
        (Action.SUPERSEDE, set()),
        ("correction_lapsed", {"clerk"}),
        ("decision_overdue", {"leader", "clerk"}),
    ],
)
def test_who_hears_of_a_case(town, ask, happen, action, heard):
    ask(town.buses)
    assert names(told_of(happen(action))) == heard


@pytest.mark.parametrize(
    ("action", "heard"),
    [
        (Action.START, {"officer", "inspector", "commander"}),
        (Action.SUSPEND, {"applicant", "colleague", "officer", "inspector", "leader", "commander"}),
        (Action.ARCHIVE, {"applicant", "colleague"}),
        (Site.ISSUE_ORDER, {"applicant", "colleague", "officer"}),
        (Site.REPORT_SITE, {"officer", "inspector", "commander"}),
        ("order_overdue", {"commander"}),
    ],
)
def test_who_hears_of_a_works(town, happen, action, heard):
    assert names(told_of(happen(action, on="works"))) == heard


def test_deemed_acceptance_and_the_second_signature_have_their_own_rows(town, happen):
    deemed = told_of(happen(Action.ACCEPT, data={"deemed": True}))
    assert names(deemed) == {"applicant", "colleague", "clerk", "leader", "officer"}
    assert {person.template for person in deemed if person.user.username == "applicant"} == {"deemed_accepted"}
    first = told_of(happen(Action.SIGN_ACCEPTANCE, on="works", to_stage=State.AWAITING_ACCEPTANCE))
    second = told_of(happen(Action.SIGN_ACCEPTANCE, on="works", to_stage=State.ACCEPTED))
    assert "archivist" in names(second) - names(first)


def test_only_the_agency_asked_now_is_asked(town, ask, happen):
    ask(town.buses)
    ask(town.roads)
    assert names(told_of(happen(Action.ASK_OPINION, data={"organisation": town.roads.pk}))) == {"roads"}


def test_the_road_authority_hears_when_it_has_to_sign(town, happen):
    assert "roads" not in names(told_of(happen(Action.REQUEST_ACCEPTANCE, on="works"))), "it may not see the works yet"
    town.works.to_under_way()
    town.works.to_awaiting_acceptance()
    town.works.save()
    assert names(told_of(happen(Action.REQUEST_ACCEPTANCE, on="works"))) == {"officer", "roads"}


def test_withdrawal_reaches_whoever_held_the_case(town, happen):
    assert "reviewer" in names(told_of(happen(Action.WITHDRAW, from_stage=Stage.SURVEYED)))
    assert "leader" in names(told_of(happen(Action.WITHDRAW, from_stage=Stage.REVIEWED)))
    assert "officer" in names(told_of(happen(Action.WITHDRAW, from_stage=Stage.ACCEPTED)))


def test_office_events_reach_officers_alone(town, happen):
    told = told_of(happen(Action.SUBMIT, level=Event.Level.OFFICE))
    assert {person.user.role for person in told} == {Role.CLERK}


@pytest.mark.parametrize("name", sorted({str(name) for name in AUDIENCE}))
def test_whoever_is_told_may_open_it(town, ask, happen, name):
    ask(town.buses)
    for on in ("case", "works"):
        event = happen(name, on=on, data={"organisation": town.buses.pk}, from_stage=Stage.SURVEYED)
        for person in told_of(event):
            assert visible_works(person.user).filter(pk=event.works_id).exists()
            assert event.case_id is None or visible_cases(person.user).filter(pk=event.case_id).exists()
            assert person.user.username not in ("rival", "stranger")


def test_works_nobody_owns_and_no_squadron_holds_tell_no_wrong_person(town, happen):
    town.works.organisation = town.works.squadron = None
    town.works.save()
    for name in (Action.SUSPEND, Site.REPORT_SITE):
        told = told_of(happen(name, on="works"))
        assert all(person.user.role in OFFICER_ROLES and person.user.squadron_id is None for person in told)


def test_a_report_away_from_any_works_reaches_the_squadron_of_the_place(town):
    place = {"report": "R2026-000001", "text": "坑", "squadron_id": town.people.stranger.squadron_id}
    event = timeline.record(Site.REPORT_SITE.value, actor=None, level=Event.Level.OFFICE, data=place)
    assert names(told_of(event)) == {"stranger", "commander"}
    wording = word_for(town.people.stranger, "citizen_report", event)
    assert (wording.title, "附近无在册施工点" in wording.body) == ("R2026-000001：群众反映", True)


def test_everybody_in_the_town_hears_something(town, ask, happen):
    ask(town.buses)
    town.works.to_under_way()
    town.works.to_awaiting_acceptance()
    town.works.save()
    heard = set()
    for name in AUDIENCE:
        for on in ("case", "works"):
            heard |= names(told_of(happen(name, on=on, to_stage=State.ACCEPTED, data={"organisation": town.buses.pk})))
    everybody = set(User.objects.values_list("username", flat=True))
    # The second signature's row names archivists; sign_acceptance by itself does not.
    heard |= names(told_of(happen(Action.SIGN_ACCEPTANCE, on="works", to_stage=State.ACCEPTED)))
    assert heard == everybody - {"rival", "stranger"}


def test_mails_are_written_only_for_what_cannot_wait():
    mailed = {hearing.who for row in AUDIENCE.values() for hearing in row if By.EMAIL in hearing.by}
    assert Who.ARCHIVISTS not in mailed
    assert {Who.APPLICANT, Who.ASKED_NOW, Who.ROAD_AUTHORITIES, Who.CLERKS, Who.LEADERS} <= mailed


def test_template_names_fit_their_column():
    assert all(re.fullmatch(r"[a-z_]{3,40}", hearing.template) for row in ROWS.values() for hearing in row)
