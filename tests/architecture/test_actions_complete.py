"""Every action is whole: transition, right, service, door, page, audience, two names, and a test that names it."""

import ast
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import pytest
from django.urls import get_resolver
from django.utils import translation

from config.lifecycle_page import BEGINNINGS, LIVES, steps_of
from inspections import messages as site_messages
from inspections import policy as site_policy
from inspections.lifecycle import Action as SiteAction
from notifications.audience import AUDIENCE
from permits import messages, policy
from permits.lifecycle import Action
from tests.architecture.source_rules import Source, sources

ACTIONS = (*Action, *SiteAction)
#: Nobody holds these: the clock alone acts, so that there is no button for them.
CLOCKWORK = tuple(action for action in Action if not policy.MATRIX[action]) + tuple(
    action for action in SiteAction if not site_policy.MATRIX[action] and action not in site_policy.PUBLIC_ACTIONS
)
#: Actions that begin a life have no subject yet whose `/actions/` they could be.
OWN_ADDRESS = {SiteAction.BEGIN_UNPLANNED_VISIT: "api-works-visits", SiteAction.REPORT_SITE: "api-public-report"}
#: Pages that are not the general page of an action (`cases-<action>`, `works-<action>`).
OWN_PAGE = {
    Action.EDIT: "application",
    Action.SUBMIT: "application-submit",
    Action.RESUBMIT: "application-submit",
    Action.SUBMIT_REVISION: "application-submit",
    Action.DISCARD: "application-discard",
    SiteAction.BEGIN_UNPLANNED_VISIT: "visit-begin",
    SiteAction.START_VISIT: "visit-arrive",
    SiteAction.ATTACH_PHOTO: "visit-photo",
    SiteAction.RECORD_VISIT: "visit-record",
    SiteAction.ISSUE_ORDER: "visit-order",
    SiteAction.ISSUE_STOP_ORDER: "visit-stop-order",
    SiteAction.ANSWER_ORDER: "order-answer",
    SiteAction.VERIFY_ORDER: "order-verify",
    SiteAction.RETURN_ORDER: "order-return",
    SiteAction.REPORT_SITE: "public-report",
    SiteAction.REVEAL_CONTACT: "report-reveal",
    SiteAction.HANDLE_REPORT: "report-handle",
}


def addresses(patterns: Iterable, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address under the patterns: (name, route)."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield pattern.name or "", route


def services_of(action: StrEnum, files: Iterable[Source]) -> list[str]:
    """Public functions that name the action, themselves or through a private function of their module."""
    found = []
    for file in files:
        functions = {node.name: node for node in file.tree.body if isinstance(node, ast.FunctionDef)}
        naming = {name for name, node in functions.items() if f"Action.{action.name}" in _names(node, ast.Attribute)}
        private = {name for name in naming if name.startswith("_")}
        public = (name for name in functions if not name.startswith("_"))
        found += [name for name in public if name in naming or private & _names(functions[name], ast.Name)]
    return found


def _names(function: ast.FunctionDef, kind: type[ast.expr]) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(function) if isinstance(node, kind)}


@pytest.fixture(scope="module")
def services() -> dict[StrEnum, list[str]]:
    """Which functions do which action."""
    found = {}
    for folder, actions in (("permits/services", Action), ("inspections/services", SiteAction)):
        files = [file for file in sources(folder) if not file.path.endswith("/_step.py")]
        found |= {action: services_of(action, files) for action in actions}
    return found


@pytest.fixture(scope="module")
def routes() -> dict[str, list[str]]:
    """The routes of each name; nameless ones under ""."""
    found: dict[str, list[str]] = {}
    for name, route in addresses(get_resolver().url_patterns):
        found.setdefault(name, []).append(route)
    return found


def test_every_action_has_its_transition_or_begins_a_life():
    moving = {step.action for life in LIVES for step in steps_of(life)}
    assert moving.isdisjoint(BEGINNINGS)
    assert moving | set(BEGINNINGS) == set(ACTIONS)


def test_every_action_has_its_row_in_the_policy():
    assert set(policy.MATRIX) == set(Action)
    assert set(site_policy.MATRIX) == set(SiteAction)
    assert set(CLOCKWORK) <= policy.SYSTEM_ACTIONS | site_policy.SYSTEM_ACTIONS


def test_every_action_has_its_service(services):
    assert [action for action in ACTIONS if not services[action]] == []


def test_a_missing_service_is_noticed():
    text = """
def close(): _step(Action.ARCHIVE)
def close_all(): _one_by_one()
def _one_by_one(): Action.ARCHIVE
def _hidden(): Action.START
"""
    assert services_of(Action.ARCHIVE, [Source("permits/services/x.py", text)]) == ["close", "close_all"]
    assert services_of(Action.START, [Source("permits/services/x.py", text)]) == []


def test_every_action_has_its_address_in_the_api(routes):
    doors = {route for found in routes.values() for route in found}
    missing = [
        action
        for action in ACTIONS
        if action not in OWN_ADDRESS and not any(route.endswith(f"/actions/{action.value}/") for route in doors)
    ]
    assert [action for action in missing if action not in CLOCKWORK] == []
    assert [name for name in OWN_ADDRESS.values() if name not in routes] == []


def test_every_action_has_its_page(routes):
    def pages(action):
        return {f"cases-{action.value}", f"works-{action.value}", OWN_PAGE.get(action)} & set(routes)

    assert [action for action in ACTIONS if action not in CLOCKWORK and not pages(action)] == []
    assert [action for action in CLOCKWORK if pages(action)] == []


def test_every_action_has_its_audience():
    assert [action for action in ACTIONS if action not in AUDIENCE] == []


def test_every_action_has_a_name_in_both_languages():
    for action in ACTIONS:
        names = site_messages if action in tuple(SiteAction) else messages
        with translation.override("en"):
            english = names.event_label(action.value)
        with translation.override("zh-hans"):
            chinese = names.event_label(action.value)
        assert english and english.isascii(), action
        assert re.search(r"[\u4e00-\u9fff]", chinese), action


def test_every_action_is_named_in_a_test(services):
    """By its service, by its name as the doors spell it, or by its constant; the table of rights names them all."""
    tables = ("tests/architecture/", "tests/permits/test_policy.py", "tests/inspections/test_policy.py")
    told = "\n".join(file.text for file in sources("tests") if not file.path.startswith(tables))

    def named(action):
        ways = [*services[action], f"Action.{action.name}", f'"{action.value}"']
        return re.search("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways), told)

    assert [action for action in ACTIONS if not named(action)] == []
