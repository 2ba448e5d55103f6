"""One task of an application: its form is filled from the case, saved by the domain, and kept when it is refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from permits import moves, policy
from permits.lifecycle import Action, Stage
from permits.models import Case, CorrectionItem
from permits.rules.application import REQUIRED_FIELDS
from permits.selectors.cases import get_case, get_case_alone
from permits.services.drafting import edit_case
from web.shell.errors import remember, shown_on
from web.shell.once import seen_version
from web.shell.parts import Crumb


class TaskForm(forms.Form):
    """A part of the application. Nothing bars saving a draft; what handing it in does not need is marked optional."""

    needed: frozenset[str] = frozenset(REQUIRED_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in self.needed and not isinstance(field, forms.BooleanField):
                field.label = _("%(label)s (optional)") % {"label": field.label}

    @classmethod
    def values_of(cls, case: Case) -> dict[str, Any]:
        """What the case says, by field."""
        return {name: getattr(case, name) for name in cls.base_fields}

    def changes(self, case: Case) -> dict[str, Any]:
        """What was typed, as `edit_case` takes it."""
        return dict(self.cleaned_data)


def editable_case(request: HttpRequest, number: str) -> Case:
    """The case, when this person may change it now. Raises NotFound, NotPermitted, IllegalTransition."""
    return _if_editable(request, get_case(request.user, number))


def phases_editable(request: HttpRequest, number: str) -> Case:
    """The same without all that hangs on a case, for pages that answer while one types."""
    return _if_editable(request, get_case_alone(request.user, number))


def _if_editable(request: HttpRequest, case: Case) -> Case:
    policy.require(request.user, Action.EDIT, case)
    moves.require_possible(case, Action.EDIT)
    return case


def asked_of(case: Case, material: str = "") -> list[CorrectionItem]:
    """What the window asks to be put right: all of it, or what it says of one material."""
    if case.stage != Stage.CORRECTION:
        return []
    items = [item for item in case.correction_items.all() if item.answered_at is None]
    return [item for item in items if item.material == material] if material else items


def version_shown(request: HttpRequest, case: Case) -> int:
    """The version a page carries: the one the person saw when it comes back with errors, else the present one."""
    seen = seen_version(request) if request.method == "POST" else None
    return case.version if seen is None else seen


def task_context(request: HttpRequest, case: Case, title: str) -> dict[str, Any]:
    """What every page of an application shows around its form."""
    return {
        "case": case,
        "title": title,
        "version": version_shown(request, case),
        "asked": asked_of(case),
        "revision_asked": case.revision_reason if case.stage == Stage.REVISION else "",
        "crumbs": [
            Crumb(_("My desk"), reverse("desk")),
            Crumb(case.number, reverse("application", args=[case.number])),
            Crumb(title),
        ],
    }


def task_page(
    request: HttpRequest, number: str, form_class: type[TaskForm], template: str, *, title: str, following: str
) -> HttpResponse:
    """Show and save one part of the application. following: URL name of the page that "save and continue" leads to."""
    case = editable_case(request, number)
    posted = request.method == "POST"
    form = form_class(request.POST if posted else None, initial=form_class.values_of(case))
    if posted:
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome:
                edit_case(request.user, number, form.changes(case), version=seen_version(request))
            if outcome.done:
                return saved(request, number, following)
    context = task_context(request, case, title) | {"form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def saved(request: HttpRequest, number: str, following: str) -> HttpResponse:
    """Say that it is saved; back to the task list, or on when the person wants to continue."""
    messages.success(request, _("Saved."))
    onward = "continue" in request.POST and following
    return redirect(following if onward else "application", number)
