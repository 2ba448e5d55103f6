"""One specimen of each component, for the living page of the design system."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from permits.lifecycle import Stage
from web.shell.parts import (
    ActionItem,
    Clock,
    ClockDay,
    Crumb,
    CursorPage,
    FileRow,
    FindingRow,
    KeyValue,
    Step,
    Tab,
    Task,
    TimelineEntry,
    Tone,
)
from web.shell.widgets import DateInput, GeometryField

CODES = ("DRAFT", "SUBMITTED", "CORRECTION", "ACCEPTED", "REVIEWED", "IN_FORCE", "REFUSED", "EXPIRED")


class SpecimenForm(forms.Form):
    """A field of each kind."""

    road = forms.CharField(label=gettext_lazy("Road"), help_text=gettext_lazy("As on the street sign."), max_length=60)
    lanes = forms.IntegerField(label=gettext_lazy("Lanes in this direction"), min_value=1, max_value=8)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DateInput, required=False)
    closure = forms.ChoiceField(
        label=gettext_lazy("Closure"),
        choices=[("partial", gettext_lazy("Some lanes closed")), ("full", gettext_lazy("Road fully closed"))],
        widget=forms.RadioSelect,
    )
    place = GeometryField(label=gettext_lazy("Place of the works"), required=False)
    reasons = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    told = forms.BooleanField(label=gettext_lazy("The neighbours have been told"))


def all_of_them() -> dict:
    """The context of the living page."""
    return {
        "crumbs": [Crumb(_("My desk"), "/desk/"), Crumb("C2026-000123")],
        "tones": [(tone.value, tone.value) for tone in Tone],
        "codes": CODES,
        "steps": _steps(),
        "running": _clock(),
        "entries": _entries(),
        "actions": _actions(),
        "tasks": [
            Task(_("Works and parties"), "done", "#"),
            Task(_("Place"), "started", "#", _("The line is drawn, the road is not named yet.")),
            Task(_("Traffic-organization plan"), "error", "#", _("Two findings must be changed.")),
            Task(_("Declaration and submission"), "blocked", note=_("After all other steps.")),
        ],
        "facts": [
            KeyValue(_("Road"), "万松东路"),
            KeyValue(_("Contact"), "138****0000", unmask_url="#"),
            KeyValue(_("Permit"), "C2026-000123", url="#"),
        ],
        "findings_rows": _findings(),
        "files": [
            FileRow(
                _("Traffic-organization plan"), _("Needed for every closure."), file_name="方案.pdf", size_bytes=482_113
            ),
            FileRow(
                _("Consent of the road authority"),
                _("The carriageway is dug up."),
                upload_url="#",
                input_name="consent",
            ),
        ],
        "tabs_items": [Tab(_("Overview"), "#", True), Tab(_("Materials"), "#", count=6), Tab(_("Timeline"), "#")],
        "rows": [
            ("C2026-000123", "万松东路", 3, "SUBMITTED", _("Waiting for acceptance")),
            ("C2026-000124", "瑞祥大道", 0, "CORRECTION", _("Correction requested")),
        ],
        "cursor_page": CursorPage(next_cursor="abc", total_text=_("1–50 of 272")),
    }


def _steps() -> list[Step]:
    stages = (Stage.SUBMITTED, Stage.ACCEPTED, Stage.SURVEYED, Stage.REVIEWED, Stage.GRANTED, Stage.IN_FORCE)
    states = ("done", "done", "done", "current", "coming", "coming")
    return [
        Step(stage.label, state, "11-09" if state == "done" else "")
        for stage, state in zip(stages, states, strict=True)
    ]


def _clock() -> Clock:
    today = clock.today()
    days, number = [], 0
    for offset in range(-9, 12):
        day = today + dt.timedelta(days=offset)
        if day.weekday() > 4:
            days.append(ClockDay(day, "uncounted", _("weekend")))
        elif offset in (-6, -5):
            days.append(ClockDay(day, "paused", _("hearing")))
        else:
            number += 1
            days.append(
                ClockDay(
                    day, "counted" if offset <= 0 else "left", "", number, is_today=offset == 0, is_due=offset == 11
                )
            )
    used = sum(day.kind == "counted" for day in days)
    return Clock(
        _("Time limit of the decision"),
        number,
        used,
        number - used,
        days[-1].day,
        days,
        _("Administrative Licensing Law, art. 42"),
        True,
    )


def _entries() -> list[TimelineEntry]:
    now = clock.now()
    return [
        TimelineEntry(
            now,
            _("Correction requested"),
            "受理窗口 陈",
            _("Two materials are missing."),
            "arrow-return-left",
            Tone.WARN,
            links=[("瑞公交占补字〔2026〕第012号", "#")],
        ),
        TimelineEntry(
            now - dt.timedelta(days=2),
            _("Submit"),
            "瑞安市政工程公司",
            icon="send",
            tone=Tone.INFO,
            changes=[(_("Last day"), "2026-12-20", "2026-12-24")],
        ),
    ]


def _actions() -> list[ActionItem]:
    return [
        ActionItem("accept", _("Accept"), "#", primary=True, icon="check2"),
        ActionItem("request_correction", _("Request correction"), "#"),
        ActionItem("withdraw", _("Withdraw"), dialog="confirm-specimen", danger=True),
        ActionItem("grant", _("Grant"), available=False, reason=_("Whoever reviews does not decide.")),
    ]


def _findings() -> list[FindingRow]:
    return [
        FindingRow(
            "block",
            _("The advance-warning area is too short."),
            "GB 5768.4-2017 4.3 表2",
            "verified",
            "一期",
            "30 m",
            "40 m",
            _("Lengthen it by 10 m."),
        ),
        FindingRow("warn", _("The queue may reach the junction."), "GB 51038", "secondary", overridable=True),
    ]
