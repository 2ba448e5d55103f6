"""Reports from the public: the list, and the page on which an officer looks into one and closes it."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core.models import User
from inspections import policy
from inspections.lifecycle import Action
from inspections.models import CitizenReport
from inspections.selectors.reports import ReportPage, handled_reports, open_reports, report_page
from inspections.selectors.visits import visits_of
from inspections.services.reports import handle_report, reveal_contact
from web.inspections.access import officers_only
from web.inspections.attempts import attempted, is_open
from web.inspections.photos import tiles
from web.inspections.words import metres, moment, report_badge, site_name
from web.shell.errors import remember
from web.shell.once import once, seen_version
from web.shell.parts import Crumb, CursorPage, KeyValue, Tab, Tone

PAGE_ROWS = 50
#: How many visits of the site are offered as the one on which it was looked into.
VISITS_OFFERED = 10


class HandleForm(forms.Form):
    """What was done, and on which visit."""

    outcome = forms.CharField(
        label=gettext_lazy("What was done about it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    visit_id = forms.TypedChoiceField(
        label=gettext_lazy("Looked into on this visit"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, viewer: User, report: CitizenReport, **kwargs):
        super().__init__(*args, **kwargs)
        visits = visits_of(viewer, report.works)[:VISITS_OFFERED] if report.works is not None else ()
        offered = [(visit.pk, f"{visit.day} · {visit.get_state_display()}") for visit in visits]
        self.fields["visit_id"].choices = [("", _("No visit")), *offered]


@officers_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Those nobody has closed, the oldest first; or those that are closed."""
    closed = request.GET.get("view") == "closed"
    pages = Paginator((handled_reports if closed else open_reports)(request.user), PAGE_ROWS)
    page = pages.get_page(request.GET.get("cursor"))
    here = reverse("reports")
    context = {
        "tabs": [
            Tab(_("Open"), here, current=not closed, count=None if closed else pages.count),
            Tab(_("Closed"), f"{here}?view=closed", current=closed),
        ],
        "closed": closed,
        "rows": [(one, report_badge(one)) for one in page.object_list],
        "cursor_page": CursorPage(
            next_cursor=str(page.next_page_number()) if page.has_next() else "",
            previous_cursor=str(page.previous_page_number()) if page.has_previous() else "",
        ),
    }
    return render(request, "inspections/reports.html", context)


@officers_only
@require_safe
def report(request: HttpRequest, number: str) -> HttpResponse:
    """One report, its contact masked."""
    return _show(request, number)


def _show(
    request: HttpRequest,
    number: str,
    *,
    form: HandleForm | None = None,
    contact: str = "",
    status: int = 200,
    **more,
) -> HttpResponse:
    page, viewer = report_page(request.user, number), request.user
    found = page.report
    if form is None and is_open(viewer, Action.HANDLE_REPORT, found):
        form = HandleForm(viewer=viewer, report=found)
    context = {
        "report": found,
        "badge": report_badge(found),
        "facts": _facts(page),
        "contact": contact or page.contact,
        "may_reveal": bool(page.contact) and not contact and is_open(viewer, Action.REVEAL_CONTACT, found),
        "revealed": bool(contact),
        "photos": tiles(page.photos),
        "form": form,
        "crumbs": [Crumb(_("Reports from the public"), reverse("reports")), Crumb(number)],
        **more,
    }
    return render(request, "inspections/report.html", context, status=status)


def _facts(page: ReportPage) -> list[KeyValue]:
    found = page.report
    works = found.works
    visit_url = reverse("visit", args=[found.visit_id]) if found.visit_id else ""
    rows = [
        KeyValue(_("Reported"), moment(found.reported_at)),
        KeyValue(_("Coordinates"), f"{found.lon:.5f}, {found.lat:.5f}"),
        KeyValue(
            _("Nearest site"),
            f"{site_name(works)} {works.number}" if works is not None else _("none within reach"),
            url=reverse("works", args=[works.number]) if works is not None else "",
            note=metres(found.distance_m),
        ),
        KeyValue(_("Squadron"), str(found.squadron or _("In no squadron's area"))),
        KeyValue(_("Closed at"), moment(found.handled_at)),
        KeyValue(_("Closed by"), str(found.handled_by or "")),
        KeyValue(_("What was done about it"), found.outcome),
        KeyValue(_("Looked into on this visit"), _("Open the visit") if visit_url else "", url=visit_url),
    ]
    return [row for row in rows if row.value not in (None, "")]


@officers_only
@require_safe
def report_features(request: HttpRequest, number: str) -> JsonResponse:
    """The reported place and the site nearest to it as GeoJSON."""
    found = report_page(request.user, number).report
    place = {"type": "Point", "coordinates": [found.lon, found.lat]}
    features = [_feature(number, place, _("Reported place"), Tone.STOP)]
    if found.works is not None and found.works.geometry:
        features.append(_feature(found.works.number, found.works.geometry, site_name(found.works), Tone.WARN))
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def _feature(number: str, geometry: dict, title: str, tone: Tone) -> dict:
    properties = {"number": number, "title": title, "tone": tone}
    return {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}


@officers_only
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Show the contact in full, on purpose; that somebody looked is recorded."""
    if request.method != "POST":
        return redirect("report", number)
    return _show(request, number, contact=reveal_contact(request.user, number))


@officers_only
@require_POST
@once
def handle(request: HttpRequest, number: str) -> HttpResponse:
    """Close the report with what was done."""
    found = report_page(request.user, number).report
    policy.require(request.user, Action.HANDLE_REPORT, found)
    form = HandleForm(request.POST, viewer=request.user, report=found)
    remember(request, form)
    if not form.is_valid():
        return _show(request, number, form=form, status=422)
    with attempted(form, request.user, Action.HANDLE_REPORT, found, visit="visit_id") as attempt:
        handle_report(request.user, number, version=seen_version(request), **form.cleaned_data)
    if attempt.done:
        messages.success(request, _("Report %(number)s is closed.") % {"number": number})
        return redirect("report", number)
    return _show(request, number, form=form, status=attempt.status, changed=attempt.changed)
