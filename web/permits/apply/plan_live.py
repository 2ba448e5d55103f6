"""The answer to a page that tries a plan out while it is typed or dragged: only what is shown, part by part."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

from core.numbers import plain
from web.permits.apply.plan_form import PlanForm, initial_of, laid_out, sign_rows_of
from web.permits.apply.plan_trial import Trial

#: The parts of the page that follow, by the name they carry in `data-part`.
PARTS = {
    "verdict": "permits/apply/plan_verdict.html",
    "findings": "permits/apply/plan_findings.html",
    "traffic": "permits/apply/plan_traffic.html",
}
HEADER = "X-Live"


def asked_for(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a person for a page."""
    return HEADER in request.headers


def answer(context: dict[str, Any], phase: dict[str, Any], *, with_values: bool = False) -> JsonResponse:
    """What the page shows of a phase. with_values: the engine has filled the form anew.

    Members: drawing (SVG), anchors, zone, least (words by area), least_m, parts (HTML by name), note, signs and the
    lengths they stand by (laid_out); with_values: also values, by the form's names.
    """
    trial: Trial = context["trial"]
    said = {
        "drawing": trial.drawing,
        "anchors": trial.anchors,
        "zone": trial.zone,
        "least": {row.kind: render_to_string("permits/apply/area_least.html", {"least": row}) for row in trial.areas},
        "least_m": {row.kind: row.least_m for row in trial.areas},
        "parts": {name: render_to_string(template, context) for name, template in PARTS.items()},
        "note": context.get("note", ""),
        "signs": sign_rows_of(phase),
        "laid_out": laid_out(phase),
    }
    if with_values:
        said["values"] = _shown(initial_of(phase))
    return JsonResponse(said)


def refusal(form: PlanForm, signs: Any) -> JsonResponse:
    """Why what was typed cannot be tried out: the sentences by the element they belong to."""
    errors = {form[name].id_for_label or f"id_{name}": list(map(str, form.errors[name])) for name in form.errors}
    for row in signs:
        errors |= {row[name].id_for_label: list(map(str, row.errors[name])) for name in _own(row)}
    return JsonResponse({"errors": errors}, status=422)


def _own(form: BaseForm) -> list[str]:
    return [name for name in form.errors if name in form.fields]


def _shown(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the page's controls take them."""
    return {name: plain(held) for name, held in values.items()}
