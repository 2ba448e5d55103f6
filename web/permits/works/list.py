"""The list of works: filters and search in the address, pages by cursor, and the same list as a workbook."""

from collections.abc import Iterator

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
from permits.lifecycle import State
from permits.models import Works
from permits.selectors.alarms import open_alarms
from permits.selectors.works import WorksFilter, works_list
from web.permits.cases.list import COUNTED
from web.permits.facts import period
from web.permits.paging import page_of
from web.permits.workbook import MOST_ROWS, workbook_answer, workbook_of
from web.shell.parts import Crumb


class WorksFilterForm(forms.Form):
    """What the list is narrowed to; every member of the address."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Number, party, road"), "type": "search"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    origin = forms.ChoiceField(label=gettext_lazy("Origin"), required=False)
    squadron = forms.ChoiceField(label=gettext_lazy("Squadron"), required=False)
    on_road = forms.BooleanField(label=gettext_lazy("On the road today"), required=False)
    alarm = forms.BooleanField(label=gettext_lazy("With an alarm"), required=False)

    def __init__(self, data, *, viewer: User):
        super().__init__(data)
        anything = [("", _("All"))]
        self.fields["state"].choices = anything + list(State.choices)
        self.fields["origin"].choices = anything + list(Works.Origin.choices)
        if viewer.role in BRIGADE_ROLES:
            self.fields["squadron"].choices = anything + [
                (one.code, str(one)) for one in Squadron.objects.order_by("code")
            ]
        else:
            del self.fields["squadron"]

    def wanted(self) -> WorksFilter:
        """What the domain calls it."""
        data = self.cleaned_data
        return WorksFilter(
            q=data.get("q", ""),
            states=(data["state"],) if data.get("state") else (),
            origin=data.get("origin", ""),
            squadron=data.get("squadron", ""),
            active_on=clock.today() if data.get("on_road") else None,
        )


def _narrowed(viewer: User, form: WorksFilterForm) -> QuerySet[Works]:
    if not form.is_valid():
        return works_list(viewer, WorksFilter())
    works = works_list(viewer, form.wanted())
    return works.filter(pk__in=open_alarms(viewer).order_by().values("works")) if form.cleaned_data["alarm"] else works


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One page of the works this person may know of."""
    form = WorksFilterForm(request.GET, viewer=request.user)
    works = _narrowed(request.user, form)
    found = page_of(works, ("-pk",), request.GET.get("cursor", ""))
    query = request.GET.copy()
    query.pop("cursor", None)
    count = works.order_by().values("pk")[: COUNTED + 1].count()
    words = ngettext("%(count)s works", "%(count)s works", count) % {"count": count}
    context = {
        "form": form,
        "rows": [{"works": one, "period": period(one.starts_on, one.ends_on)} for one in found.rows],
        "pages": found,
        "count": _("more than %(count)s works") % {"count": COUNTED} if count > COUNTED else words,
        "export_query": query.urlencode(),
        "crumbs": [Crumb(_("My desk"), "/desk/"), Crumb(_("Works"))],
    }
    return render(request, "permits/works/list.html", context)


@login_required
@require_safe
def export(request: HttpRequest) -> FileResponse:
    """The list as it is filtered, as a workbook."""
    form = WorksFilterForm(request.GET, viewer=request.user)
    heads = (
        _("Works"), _("State"), _("Origin"), _("Project"), _("Road"), _("Place"), _("Closure"), _("First day"),
        _("Last day"), _("Client"), _("Contractor"), _("Squadron"), _("Open orders"), _("Last inspected"),
    )  # fmt: skip
    widths = (15, 16, 14, 34, 20, 34, 12, 12, 12, 28, 28, 18, 10, 12)
    file = workbook_of(_("Works"), heads, _lines(_narrowed(request.user, form)), widths)
    return workbook_answer(file, f"works-{clock.today()}.xlsx")


def _lines(found: QuerySet[Works]) -> Iterator[tuple]:
    for one in found[: MOST_ROWS + 1].iterator(chunk_size=500):
        yield (
            one.number, str(one.get_state_display()), str(one.get_origin_display()), one.project_name, one.road_name,
            one.place_text, str(one.get_closure_display()), one.starts_on, one.ends_on, one.client_name,
            one.contractor_name, str(one.squadron or ""), one.open_orders, one.last_visit_on,
        )  # fmt: skip
