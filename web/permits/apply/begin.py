"""Beginning an application: new, from an earlier one, to vary or renew a permit, or an emergency already under way."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import clock
from core.errors import NotFound
from permits.lifecycle import Kind, Stage
from permits.selectors.cases import CaseFilter, case_list, get_case
from permits.services.drafting import create_draft, edit_case, require_may_apply
from permits.services.works_life import report_emergency_start
from web.permits.apply.place import CHOOSE, RoadKind
from web.shell.errors import remember, shown_on
from web.shell.once import FIELD, once
from web.shell.parts import Crumb
from web.shell.widgets import DateInput, GeometryField, TimeInput

#: Earlier cases offered to start from; the search narrows them.
OFFERED = 20
FOLLOW_UPS = (Kind.VARIATION, Kind.RENEWAL)


@login_required
@once
def new(request: HttpRequest) -> HttpResponse:
    """Choose how to begin; a POST makes the draft, empty or from the earlier case named in `copy_of`."""
    require_may_apply(request.user)
    if request.method == "POST":
        made = create_draft(request.user, Kind.NEW, copy_of=request.POST.get("copy_of", "")[:20], token=_token(request))
        return redirect("application", made.number)
    query = request.GET.get("q", "").strip()[:100]
    earlier = case_list(request.user, CaseFilter(q=query))
    context = {
        "query": query,
        "earlier": earlier[:OFFERED],
        "permits": case_list(request.user, CaseFilter(stages=(Stage.IN_FORCE,)))[:OFFERED],
        "crumbs": [Crumb(_("My desk"), reverse("desk")), Crumb(_("New application"))],
    }
    return render(request, "permits/apply/new.html", context)


def _token(request: HttpRequest) -> str:
    """The one-time token of the form, so that two web processes make one draft of a repeated click."""
    return request.POST.get(FIELD, "")[:64]


@login_required
@require_POST
@once
def follow_up(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Begin a variation or a renewal of the permit of this case."""
    if kind not in FOLLOW_UPS:
        raise NotFound("page", kind)
    parent = get_case(request.user, number)
    made = create_draft(request.user, Kind(kind), parent=parent.number, token=_token(request))
    return redirect("application", made.number)


class EmergencyForm(forms.Form):
    """What must be known at once of a road opened without a permit (城市道路管理条例 34)."""

    road_name = forms.CharField(label=gettext_lazy("Road"), max_length=200)
    road_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of road"), choices=[CHOOSE, *RoadKind.choices], required=False
    )
    geometry = GeometryField(label=gettext_lazy("Place on the map"))
    purpose = forms.CharField(
        label=gettext_lazy("What has happened"),
        help_text=gettext_lazy("For example: a water main has burst; the outer lane is flooded."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    started_on = forms.DateField(label=gettext_lazy("Road opened on"), widget=DateInput())
    started_at = forms.TimeField(label=gettext_lazy("at"), widget=TimeInput())

    @property
    def moment(self) -> dt.datetime:
        """When the road was opened, in the city's time."""
        return dt.datetime.combine(self.cleaned_data["started_on"], self.cleaned_data["started_at"], _here().tzinfo)


def _here() -> dt.datetime:
    """Now, by the clocks of the city."""
    return clock.local(clock.now())


@login_required
@once
def emergency(request: HttpRequest) -> HttpResponse:
    """Report a road opened in an emergency: the works begin at once, the application follows within 24 hours."""
    require_may_apply(request.user)
    now = _here()
    initial = {"started_on": now.date(), "started_at": now.time().replace(second=0, microsecond=0)}
    form = EmergencyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        remember(request, form)
        if form.is_valid():
            typed = form.cleaned_data
            with shown_on(form) as outcome, transaction.atomic():
                made = create_draft(request.user, Kind.EMERGENCY, token=_token(request))
                told = {name: typed[name] for name in ("road_name", "road_kind", "geometry", "purpose")}
                edit_case(request.user, made.number, told)
                report_emergency_start(request.user, made.works.number, started_at=form.moment)
            if outcome.done:
                messages.success(request, _("The emergency is reported. You may work; the squadron knows."))
                return redirect("application", made.number)
    context = {
        "form": form,
        "crumbs": [Crumb(_("New application"), reverse("application-new")), Crumb(_("Emergency repair"))],
    }
    return render(request, "permits/apply/emergency.html", context, status=422 if form.errors else 200)
