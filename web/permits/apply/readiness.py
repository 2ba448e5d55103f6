"""What is still missing before the application can be handed in, each point with the page on which it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import Violation
from permits.models import Case
from permits.rules.application import violations
from permits.services.application import submission_facts
from web.permits.apply.findings import page_of, page_of_path
from web.permits.apply.parties import PartiesForm
from web.permits.apply.place import PlaceForm
from web.permits.words import language_code, material_label
from web.shell import sentences


@dataclass(frozen=True)
class OpenPoint:
    """One thing to do. task: key of the task it belongs to, "" for the application as a whole.

    text: what is wrong with it, "" when it is simply missing.
    """

    task: str
    label: str
    text: str
    url: str


_LABELS = {name: field.label for form in (PartiesForm, PlaceForm) for name, field in form.base_fields.items()}
_TASK_OF_FIELD = {
    **dict.fromkeys(PartiesForm.base_fields, "parties"),
    **dict.fromkeys(PlaceForm.base_fields, "place"),
    "starts_on": "phases",
    "ends_on": "phases",
    "plan": "phases",
    "declared": "submit",
}
_PAGES = {
    "parties": "application-parties",
    "place": "application-place",
    "road": "application-road",
    "phases": "application-phases",
    "detour": "application-detour",
    "materials": "application-materials",
    "notice": "application-notice",
    "submit": "application-submit",
}


def page_of_task(task: str, number: str) -> str:
    """The address of a task of the application."""
    return reverse(_PAGES[task], args=[number])


def open_points(case: Case) -> list[OpenPoint]:
    """Everything that bars handing in now, as the rules say it; the declaration is left to the last task."""
    found = []
    for violation in violations(submission_facts(case)):
        if violation.code == "plan_unreadable":
            found += _plan_problems(case)
        elif violation.code == "plan_blocked":
            found += _plan_blocks(case, violation)
        elif violation.code != "declaration_missing":
            found.append(_point(case, violation))
    return list(dict.fromkeys(found))


def _point(case: Case, violation: Violation) -> OpenPoint:
    task = "materials" if violation.code == "material_missing" else _TASK_OF_FIELD.get(violation.field, "")
    label = _LABELS.get(violation.field) or {
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "plan": _("Phases and plan"),
    }.get(violation.field, "")
    url = page_of_task(task, case.number) if task else ""
    if task == "materials":
        url += f"#material-{violation.data['material']}"
    elif violation.field in _LABELS:
        url += f"#id_{violation.field}"
    if task == "materials":
        label = material_label(violation.data["material"])
    simply_missing = label and violation.code in ("field_missing", "material_missing")
    return OpenPoint(task, str(label), "" if simply_missing else sentences.sentence(violation), url)


def _plan_problems(case: Case) -> Iterator[OpenPoint]:
    for problem in case.plan_check.get("problems", ()):
        url = page_of_path(case, problem["path"])
        yield OpenPoint(_task_at(case, url), "", problem["message"][language_code()], url)


def _plan_blocks(case: Case, violation: Violation) -> Iterator[OpenPoint]:
    for found in case.plan_check.get("findings", ()):
        same = (found["rule"], found.get("phase") or "") == (violation.data["rule"], violation.data["phase"])
        if same and found["level"] == "block" and not found["overridable"]:
            url = page_of(case, found["parameter"], found["phase"])
            yield OpenPoint(_task_at(case, url), found["phase"], found["message"][language_code()], url)


def _task_at(case: Case, url: str) -> str:
    """Which task a page belongs to."""
    return next((task for task in _PAGES if url.startswith(page_of_task(task, case.number))), "phases")
