"""Anybody may report a dangerous site: place, words, perhaps a photo; no account."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.services.reports import report_dangerous_site
from web.shell.coordinates import CoordinatesInvalid, from_text
from web.shell.errors import shown_on
from web.shell.floods import within_hourly_limit
from web.shell.once import FIELD
from web.shell.widgets import GeometryField

#: How many reports one address may send in an hour (setting of the platform, against floods).
HOURLY = 10


class ReportForm(forms.Form):
    """What is dangerous, where, and what it looks like."""

    text = forms.CharField(
        label=gettext_lazy("What is dangerous?"),
        help_text=gettext_lazy("For example: the fence lies on the road; the warning lamps are out at night."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    place = GeometryField(label=gettext_lazy("Where is it?"), kinds=("Point",))
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Telephone or name"),
        help_text=gettext_lazy("Only if we may ask you back. Officers see it masked; each look at it is recorded."),
        required=False,
        max_length=100,
    )

    def clean_place(self):
        place = self.cleaned_data["place"]
        position = place.get("coordinates") if isinstance(place, dict) and place.get("type") == "Point" else None
        if not isinstance(position, list) or len(position) != 2 or not all(_is_number(one) for one in position):
            raise forms.ValidationError(_("Set one point on the map, or type one pair of coordinates."))
        return position


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def report(request: HttpRequest) -> HttpResponse:
    """The form; sent twice, it is taken in once."""
    if request.method != "POST":
        return render(request, "public/report.html", {"form": ReportForm(initial=_place_asked_for(request))})
    form = ReportForm(request.POST, request.FILES)
    if form.is_valid() and _within_limit(request, form):
        lon, lat = form.cleaned_data["place"]
        with shown_on(form, lon="place", lat="place") as outcome:
            made = report_dangerous_site(
                lon=lon,
                lat=lat,
                text=form.cleaned_data["text"],
                contact=form.cleaned_data["contact"],
                photo=form.cleaned_data["photo"],
                token=request.POST.get(FIELD, "")[:64] or None,
            )
        if outcome.done:
            request.session["report_number"] = made.number
            return redirect("public-report-thanks")
    return render(request, "public/report.html", {"form": form}, status=422)


def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next with the report just sent."""
    return render(request, "public/report_thanks.html", {"number": request.session.get("report_number", "")})


def _place_asked_for(request: HttpRequest) -> dict:
    try:
        return {"place": from_text(request.GET.get("at", "")[:60], ("Point",))}
    except CoordinatesInvalid:
        return {}


def _within_limit(request: HttpRequest, form: ReportForm) -> bool:
    if within_hourly_limit(request, "reports", HOURLY):
        return True
    form.add_error(None, _("Many reports came from your connection within the hour. If life is in danger, call 110."))
    return False
