"""The list of cases: filters and search in the address, pages by cursor, and the same list as a workbook."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from core import clock
from core.models import Squadron, User
from core.roles import BRIGADE_ROLES
from core.workdays import Calendar
from core.working_calendar import current_calendar
from permits.lifecycle import ENDED_STAGES, OPEN_STAGES, Kind, Stage
from permits.models import Case
from permits.rules.deadlines import workdays_left
from permits.selectors.cases import CaseFilter, case_list, queue
from web.permits.cases.standing import holder_of, left_tone, left_words
from web.permits.facts import period
from web.permits.paging import page_of
from web.permits.workbook import MOST_ROWS, workbook_answer, workbook_of
from web.shell.parts import Crumb

#: Beyond so many the list only says "more than".
COUNTED = 1000
#: Groups of stages a person thinks in, beside the single ones.
GROUPS = {
    "open": (gettext_lazy("All open"), OPEN_STAGES),
    "permitted": (gettext_lazy("Permit in force"), (Stage.IN_FORCE,)),
    "ended": (gettext_lazy("All ended"), ENDED_STAGES),
}
DUE = {
    "late": (gettext_lazy("Late"), 0),
    "today": (gettext_lazy("Due today or late"), 1),
    "week": (gettext_lazy("Due within seven days"), 8),
}


class CaseFilterForm(forms.Form):
    """What the list is narrowed to; every member of the address."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"placeholder": gettext_lazy("Number, party, road; pinyin too"), "type": "search"}
        ),
    )
    mine = forms.BooleanField(label=gettext_lazy("Only what waits for me"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("Time left"), required=False)
    squadron = forms.ChoiceField(label=gettext_lazy("Squadron"), required=False)

    def __init__(self, data, *, viewer: User):
        super().__init__(data)
        anything = [("", _("All"))]
        groups = [(key, label) for key, (label, _stages) in GROUPS.items()]
        self.fields["stage"].choices = anything + groups + list(Stage.choices)
        self.fields["kind"].choices = anything + list(Kind.choices)
        self.fields["due"].choices = anything + [(key, label) for key, (label, _days) in DUE.items()]
        if viewer.role in BRIGADE_ROLES:
            self.fields["squadron"].choices = anything + [
                (one.code, str(one)) for one in Squadron.objects.order_by("code")
            ]
        else:
            del self.fields["squadron"]

    def wanted(self) -> CaseFilter:
        """What the domain calls it; a word the form does not know narrows nothing."""
        data = self.cleaned_data
        stage, due = data.get("stage", ""), data.get("due", "")
        days = DUE[due][1] if due else None
        return CaseFilter(
            q=data.get("q", ""),
            stages=tuple(GROUPS[stage][1]) if stage in GROUPS else (stage,) if stage else (),
            kind=data.get("kind", ""),
            squadron=data.get("squadron", ""),
            due_before=clock.today() + dt.timedelta(days=days) if days is not None else None,
        )


def _narrowed(viewer: User, form: CaseFilterForm) -> tuple[QuerySet[Case], tuple[str, ...]]:
    """The cases and the order: the most urgent first where the list is about due days, else the newest."""
    wanted = form.wanted() if form.is_valid() else CaseFilter()
    cases = case_list(viewer, wanted)
    mine = form.is_valid() and form.cleaned_data["mine"]
    if mine:
        cases = cases.filter(pk__in=queue(viewer).order_by().values("pk"))
    if wanted.due_before is not None:
        return cases, ("due_on", "pk")
    return cases, ("-pk",)


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One page of the cases this person may know of."""
    form = CaseFilterForm(request.GET, viewer=request.user)
    cases, keys = _narrowed(request.user, form)
    found = page_of(cases, keys, request.GET.get("cursor", ""))
    query = request.GET.copy()
    query.pop("cursor", None)
    context = {
        "form": form,
        "rows": rows_of(found.rows),
        "pages": found,
        "count": _count_words(cases),
        "export_query": query.urlencode(),
        "crumbs": [Crumb(_("My desk"), "/desk/"), Crumb(_("Cases"))],
    }
    return render(request, "permits/cases/list.html", context)


def _count_words(cases: QuerySet[Case]) -> str:
    count = cases.order_by().values("pk")[: COUNTED + 1].count()
    if count > COUNTED:
        return _("more than %(count)s cases") % {"count": COUNTED}
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}


def rows_of(cases: list[Case]) -> list[dict[str, Any]]:
    """Cases as rows of a table: the case, who holds it, and the time left in words and tone."""
    calendar = current_calendar()
    return [_row(case, calendar) for case in cases]


def _row(case: Case, calendar: Calendar) -> dict[str, Any]:
    left = None if case.due_on is None else workdays_left(clock.today(), case.due_on, calendar)
    return {
        "case": case,
        "holder": holder_of(case),
        "left": left_words(left),
        "tone": left_tone(left),
        "late": left is not None and left < 0,
        "period": period(case.starts_on, case.ends_on),
    }


@login_required
@require_safe
def export(request: HttpRequest) -> FileResponse:
    """The list as it is filtered, as a workbook."""
    form = CaseFilterForm(request.GET, viewer=request.user)
    cases, keys = _narrowed(request.user, form)
    heads = (
        _("Case"), _("Works"), _("Kind"), _("Stage"), _("Held by"), _("Project"), _("Road"), _("Place"), _("Applicant"),
        _("Contractor"), _("Closure"), _("First day"), _("Last day"), _("Squadron"), _("Due on"),
        _("Working days left"),
    )  # fmt: skip
    widths = (15, 15, 12, 14, 22, 34, 20, 34, 28, 28, 12, 12, 12, 18, 12, 10)
    file = workbook_of(_("Cases"), heads, _lines(cases.order_by(*keys)), widths)
    return workbook_answer(file, f"cases-{clock.today()}.xlsx")


def _lines(cases: QuerySet[Case]) -> Iterator[tuple]:
    calendar, today = current_calendar(), clock.today()
    for case in cases[: MOST_ROWS + 1].iterator(chunk_size=500):
        yield (
            case.number, case.works.number, str(case.get_kind_display()), str(case.get_stage_display()),
            holder_of(case), case.project_name, case.road_name, case.place_text, case.organisation.name,
            case.contractor_name, str(case.get_closure_display()), case.starts_on, case.ends_on,
            str(case.squadron or ""), case.due_on,
            workdays_left(today, case.due_on, calendar) if case.due_on else None,
        )  # fmt: skip
