"""The page docs/lifecycle.md: diagrams and tables read off the lifecycles, the policies and the audience."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import models
from django.utils import translation
from django_fsm import GET_STATE

from inspections import lifecycle as site
from inspections import policy as site_policy
from notifications.audience import AUDIENCE
from permits import lifecycle, policy
from permits.policy import Scope

BEGIN = """# Lives: every stage, state and action

Made by `python manage.py document_lifecycle` from `permits/lifecycle.py`, `inspections/lifecycle.py`, the `policy.py`
of both and `notifications/audience.py`; do not edit. An arrow is an action; one that moves nothing stands only in the
table. Whether it may be done in a given case (facts, documents, dates) is answered by `rules/`.
"""

SCOPES = {
    Scope.ANY: "",
    Scope.OWN: " (own organisation)",
    Scope.AREA: " (own area)",
    Scope.ASKED: " (when asked)",
    Scope.ROAD_AUTHORITY: " (road authority)",
}


class Life(NamedTuple):
    """One lifecycle. life: the abstract model of its transitions; states: its stages; born: the first of them."""

    title: str
    life: type[models.Model]
    states: type[models.TextChoices]
    born: str


class Step(NamedTuple):
    """One transition. targets: where it may lead; empty when it moves nothing. meaning: its docstring."""

    action: models.TextChoices
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    meaning: str


LIVES = (
    Life("A case", lifecycle.CaseLife, lifecycle.Stage, lifecycle.Stage.DRAFT),
    Life("A works", lifecycle.WorksLife, lifecycle.State, lifecycle.State.PLANNED),
    Life("A visit", site.VisitLife, site.VisitState, site.VisitState.PLANNED),
    Life("An order", site.OrderLife, site.OrderState, site.OrderState.ISSUED),
    Life("A report from the public", site.ReportLife, site.ReportState, site.ReportState.RECEIVED),
)
#: Actions that begin a life, so that no transition is theirs.
BEGINNINGS = (site.Action.BEGIN_UNPLANNED_VISIT, site.Action.REPORT_SITE)


def page() -> str:
    """The whole page, in English with every Chinese name."""
    with translation.override("en"):
        parts = [BEGIN, *(_section(life) for life in LIVES), _beginnings()]
    return "\n".join(parts)


def steps_of(life: Life) -> list[Step]:
    """The transitions of a life in the order of its actions."""
    found: dict[tuple, list[str]] = {}
    for method in vars(life.life).values():
        for source, step in getattr(getattr(method, "_django_fsm", None), "transitions", {}).items():
            key = (step.custom["action"], _targets(step.target), (method.__doc__ or "").strip())
            found.setdefault(key, []).append(str(source))
    actions = list(type(next(iter(found))[0]))
    steps = (Step(action, tuple(sources), targets, meaning) for (action, targets, meaning), sources in found.items())
    return sorted(steps, key=lambda step: actions.index(step.action))


def _targets(target: str | GET_STATE | None) -> tuple[str, ...]:
    if target is None:
        return ()
    return tuple(str(state) for state in target.allowed_states) if isinstance(target, GET_STATE) else (str(target),)


def _section(life: Life) -> str:
    steps = steps_of(life)
    lines = [f"## {life.title}", "", "```mermaid", "stateDiagram-v2", *_diagram(life, steps), "```", ""]
    lines += _table(("stage", "中文", "name"), ((f"`{state}`", _zh(state), str(state.label)) for state in life.states))
    lines += ["", *_table(("action", "中文", "from", "to", "who", "is told", "then"), map(_row, steps)), ""]
    return "\n".join(lines)


def _diagram(life: Life, steps: Iterable[Step]) -> Iterator[str]:
    yield f"    [*] --> {life.born}"
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        for source in step.sources:
            for target in step.targets:
                arrows.setdefault((source, target), []).append(step.action.value)
    for (source, target), actions in arrows.items():
        yield f"    {source} --> {target}: {', '.join(actions)}"
    left = {source for step in steps for source in step.sources if step.targets and step.targets != (source,)}
    for state in life.states:
        if state not in left:
            yield f"    {state} --> [*]"


def _row(step: Step) -> tuple[str, ...]:
    return (
        f"`{step.action.value}`",
        _zh(step.action),
        ", ".join(step.sources),
        ", ".join(step.targets) or "(stays)",
        _who(step.action),
        _told(step.action),
        step.meaning,
    )


def _beginnings() -> str:
    rows = ((f"`{action.value}`", _zh(action), _who(action), _told(action)) for action in BEGINNINGS)
    lines = ["## What begins a life", "", *_table(("action", "中文", "who", "is told"), rows), ""]
    return "\n".join(lines)


def _who(action: models.TextChoices) -> str:
    rules = policy if isinstance(action, lifecycle.Action) else site_policy
    grants = [f"{grant.role.label}{SCOPES[grant.scope]}" for grant in rules.MATRIX[action]]
    if action in rules.SYSTEM_ACTIONS:
        grants.append("the clock")
    if action in site_policy.PUBLIC_ACTIONS:
        grants.append("anybody")
    if action in policy.DECIDING:
        grants.append("never whoever closed the review")
    if action in site_policy.ISSUERS_ONLY:
        grants.append("of those only the two who issued the order, while one of them serves there")
    return ", ".join(grants)


def _told(action: models.TextChoices) -> str:
    circles = dict.fromkeys(hearing.who.value.replace("_", " ") for hearing in AUDIENCE[action])
    return ", ".join(circles) or "nobody"


def _zh(label: models.TextChoices) -> str:
    with translation.override("zh-hans"):
        return str(label.label)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    headings = tuple(headings)
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
