"""Tasks: the check result, and handing in."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.working_calendar import current_calendar
from permits.lifecycle import Kind, Stage
from permits.models import Case
from permits.rules.start import start_outlook
from permits.services.application import resubmit_case, submit_case, submit_revision
from permits.services.drafting import edit_case
from web.permits.apply.editing import editable_case, task_context
from web.permits.apply.findings import finding_rows, problem_rows
from web.permits.apply.readiness import open_points
from web.permits.conflict_panel import panel_of
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version

#: How a file leaves the applicant's hands, by the stage it lies in.
HAND_IN = {Stage.DRAFT: submit_case, Stage.CORRECTION: resubmit_case, Stage.REVISION: submit_revision}


@login_required
def check_result(request: HttpRequest, number: str) -> HttpResponse:
    """Exactly what the reviewer will see: findings, conflicts, the earliest start, what is still missing."""
    case = editable_case(request, number)
    checked = case.plan_check or {}
    rows = problem_rows(case, checked.get("problems", ())) + finding_rows(case, checked.get("findings", ()))
    context = task_context(request, case, _("Check result")) | {
        "points": open_points(case),
        "rows": rows,
        "checked": bool(checked),
        "blocked": checked.get("result") in ("block", "unreadable"),
        "panel": panel_of(request.user, case),
        "outlook": _outlook(case),
        "too_early": _too_early(case),
    }
    return render(request, "permits/apply/check.html", context)


def _outlook(case: Case):
    return start_outlook(
        clock.today(),
        current_calendar(),
        full_closure=bool((case.plan_check or {}).get("full_closure")),
        emergency=case.kind == Kind.EMERGENCY,
        notice_published_on=case.notice_published_on,
    )


def _too_early(case: Case) -> bool:
    return bool(case.starts_on) and case.kind == Kind.NEW and case.starts_on < _outlook(case).earliest


class DeclarationForm(forms.Form):
    """The applicant answers for the truth of what is handed in (行政许可法 31)."""

    declared = forms.BooleanField(
        label=gettext_lazy("I declare that everything in this application is true and complete."),
        error_messages={"required": gettext_lazy("Please declare that the application is true and complete.")},
    )


@login_required
@once
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Declare and hand in: the first time, after a correction, or after a revision of the plan."""
    case = editable_case(request, number)
    posted = request.method == "POST"
    form = DeclarationForm(request.POST if posted else None)
    if posted:
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome, transaction.atomic():
                declared = edit_case(request.user, number, {"declared": True}, version=seen_version(request))
                HAND_IN[case.stage](request.user, number, version=declared.version)
            if outcome.done:
                messages.success(request, _("Your application %(number)s is handed in.") % {"number": number})
                return redirect("application", number)
    context = task_context(request, case, _("Declare and hand in")) | {"form": form, "points": open_points(case)}
    return render(request, "permits/apply/submit.html", context, status=422 if form.errors else 200)
