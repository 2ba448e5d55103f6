"""Tasks: the way round, and the public notice."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.models import Case
from web.permits.apply.editing import TaskForm, task_page
from web.permits.apply.phases import merged, phases_of
from web.shell.once import once
from web.shell.widgets import DateInput, GeometryField


class DetourForm(TaskForm):
    """How traffic goes round the works."""

    detour_text = forms.CharField(
        label=gettext_lazy("The way round in words"),
        help_text=gettext_lazy("For example: by Luoyang Avenue and Ruixiang Avenue; lorries by the G104."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    detour_line = GeometryField(
        label=gettext_lazy("The way round on the map"),
        help_text=gettext_lazy("Draw it in the direction of travel."),
        kinds=("LineString",),
        required=False,
    )

    def clean_detour_line(self):
        line = self.cleaned_data["detour_line"]
        if line and not (isinstance(line, dict) and line.get("type") == "LineString"):
            raise forms.ValidationError(_("Draw one line, or type at least two pairs of coordinates."))
        return line

    def changes(self, case: Case) -> dict[str, Any]:
        """The plan's phases all go this way round."""
        typed = dict(self.cleaned_data)
        way = {"description": typed["detour_text"], "line": typed["detour_line"]}
        detour = {name: value for name, value in way.items() if value} or None
        phases = [merged(phase, {"detour": detour}) for phase in phases_of(case)]
        return typed | ({"plan": {**case.plan, "phases": phases}} if phases else {})


@login_required
@once
def detour(request: HttpRequest, number: str) -> HttpResponse:
    """The detour of an application."""
    return task_page(
        request,
        number,
        DetourForm,
        "permits/apply/detour.html",
        title=_("Detour"),
        following="application-materials",
    )


class NoticeForm(TaskForm):
    """What the public is told."""

    notice_text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        help_text=gettext_lazy("From when to when, which road, what is closed, how to go round."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
    )
    notice_published_on = forms.DateField(
        label=gettext_lazy("Notice published on"),
        help_text=gettext_lazy(
            "A full closure begins at the earliest five days after. Leave empty if not yet published."
        ),
        widget=DateInput(),
        required=False,
    )


@login_required
@once
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """The public notice of an application."""
    return task_page(
        request,
        number,
        NoticeForm,
        "permits/apply/notice.html",
        title=_("Public notice"),
        following="application-check",
    )
