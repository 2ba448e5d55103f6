"""Forms of the administration: what they check is what the services check."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from core.accounts import NewAccount, account_problems, belonging_problems, opening_problems
from core.calendar_rules import HOLIDAY, WORKDAY_MAKEUP, SpecialDay, year_problems
from core.calendar_text import read_lines, write_lines
from core.errors import Violation
from core.geojson import AREA_TYPES, GeometryInvalid, parse_geometry
from core.messages import sentence
from core.models import CalendarYear, Organisation, Squadron, User
from core.organisations import Registration, agency_problems


class ServiceForm(forms.ModelForm):
    """A form that shows a service's reasons beside its fields."""

    def put(self, violations: Iterable[Violation]) -> None:
        """Add each reason to its field, or to the whole form when it has no such field."""
        for violation in violations:
            self.add_error(violation.field if violation.field in self.fields else None, sentence(violation))


class GeometryField(forms.JSONField):
    """A GeoJSON geometry of one of the types, refused by name when it is none."""

    widget = forms.Textarea(attrs={"rows": 5, "cols": 80})

    def __init__(self, *, types: Sequence[str], label, required: bool = True):
        self.types = tuple(types)
        super().__init__(
            label=capfirst(label),
            required=required,
            help_text=format_lazy(
                _("GeoJSON in WGS84 degrees, longitude first; of type {types}."), types=", ".join(types)
            ),
        )

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)

    def clean(self, value: Any) -> dict | None:
        geometry = super().clean(value)
        if geometry is None:
            return None
        try:
            parse_geometry(geometry, types=self.types, lines_may_cross=True)
        except GeometryInvalid as invalid:
            raise forms.ValidationError(sentence(invalid.as_violation()), invalid.code)
        return geometry


class CalendarYearForm(ServiceForm):
    """A year typed from the State Council's notice."""

    holidays = forms.CharField(
        label=_("Holidays"),
        widget=forms.Textarea(attrs={"rows": 9, "cols": 60}),
        help_text=_("One line per festival: the first and last day, then its name, e.g. 2027-10-01..2027-10-07 国庆节"),
    )
    makeup_workdays = forms.CharField(
        label=_("Make-up working days"),
        widget=forms.Textarea(attrs={"rows": 7, "cols": 60}),
        required=False,
        help_text=_("One day per line, then the festival it is worked for, e.g. 2027-10-10 国庆节"),
    )

    class Meta:
        model = CalendarYear
        fields = ["year", "notice"]
        help_texts = {"notice": _("Number of the State Council's notice, e.g. 国办发明电〔2025〕7号")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            days = [SpecialDay(*row) for row in self.instance.days.values_list("day", "kind", "festival")]
            self.initial["holidays"] = write_lines(day for day in days if day.kind == HOLIDAY)
            self.initial["makeup_workdays"] = write_lines(day for day in days if day.kind == WORKDAY_MAKEUP)

    def clean(self):
        cleaned = super().clean()
        holidays, unreadable = read_lines(cleaned.get("holidays") or "", HOLIDAY, "holidays")
        worked, unreadable_too = read_lines(cleaned.get("makeup_workdays") or "", WORKDAY_MAKEUP, "makeup_workdays")
        self.days = holidays + worked
        self.put(unreadable + unreadable_too)
        year = self.instance.pk or cleaned.get("year")
        if year and not self.errors:
            self.put(year_problems(year, self.days, cleaned.get("notice") or ""))
        return cleaned


class SquadronForm(ServiceForm):
    """A squadron; its area is checked like every geometry from outside."""

    area = GeometryField(types=AREA_TYPES, label=_("area of duty"), required=False)

    class Meta:
        model = Squadron
        fields = ["code", "name", "name_en", "phone", "area", "depot_lon", "depot_lat"]


class AgencyForm(ServiceForm):
    """A partner agency an administrator enters."""

    class Meta:
        model = Organisation
        fields = ["name", "uscc", "kind", "address", "phone"]

    def registration(self) -> Registration:
        """What the service is given."""
        return Registration(
            **{name: self.cleaned_data.get(name) or "" for name in ("name", "uscc", "address", "phone")}
        )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.put(agency_problems(self.registration(), cleaned["kind"]))
        return cleaned


class NewOfficerForm(ServiceForm):
    """The account of an officer or of somebody at a partner agency."""

    password = forms.CharField(label=_("Initial password"), widget=forms.PasswordInput, strip=False)

    class Meta:
        model = User
        fields = ["username", "display_name", "email", "phone", "role", "squadron", "organisation", "badge_number"]

    def account(self) -> NewAccount:
        """What the service is given."""
        names = ("username", "display_name", "email", "password", "phone")
        return NewAccount(**{name: self.cleaned_data.get(name) or "" for name in names})

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.put(account_problems(self.account()))
            self.put(opening_problems(cleaned["role"], cleaned.get("squadron"), cleaned.get("organisation")))
        return cleaned


class PersonForm(ServiceForm):
    """What an administrator may change of an account; its role and organisation stay."""

    class Meta:
        model = User
        fields = ["display_name", "email", "phone", "membership", "squadron", "badge_number", "language"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.put(belonging_problems(self.instance.role, cleaned["squadron"], self.instance.organisation))
        return cleaned
