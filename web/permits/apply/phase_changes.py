"""Phases made from phases: each change is first shown, before and after, and made when the person says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NotFound
from permits.models import Case
from permits.plan import phasing
from permits.plan.model import MOST_PHASES
from permits.services.drafting import edit_case
from web.permits.apply.editing import phases_editable, task_context
from web.permits.apply.phase_dates import with_phases
from web.permits.apply.phases import label_of, phase_at, phases_of
from web.permits.apply.words import layout_name
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version

COPY, MIRROR, SHIFT, FOLLOW, EARLIER, LATER = "copy", "mirror", "shift", "follow", "earlier", "later"
TITLES = {
    COPY: gettext_lazy("Copy %(phase)s"),
    MIRROR: gettext_lazy("Mirror %(phase)s"),
    SHIFT: gettext_lazy("Move %(phase)s in time"),
    FOLLOW: gettext_lazy("Let %(phase)s follow at once"),
    EARLIER: gettext_lazy("Put %(phase)s one place up"),
    LATER: gettext_lazy("Put %(phase)s one place down"),
}
WORDS = {
    COPY: gettext_lazy("Hours, closure and the whole plan are taken over. It begins when the last phase is over."),
    MIRROR: gettext_lazy("The same closure on the other side: outer lanes become inner lanes, lengths and signs stay."),
    SHIFT: gettext_lazy("First and last day move by the same number of days."),
    FOLLOW: gettext_lazy("It begins the day after the phase before it ends, and lasts as long as before."),
    EARLIER: gettext_lazy("Only the order of the list changes, no date."),
    LATER: gettext_lazy("Only the order of the list changes, no date."),
}
DONE = gettext_lazy("Done: %(change)s.")


class CopyForm(forms.Form):
    """What the copy is called, and on which side it lies."""

    name = forms.CharField(label=gettext_lazy("Name of the phase"), max_length=60, required=False)
    mirror = forms.BooleanField(label=gettext_lazy("On the other side: outer lanes become inner lanes"), required=False)


class ShiftForm(forms.Form):
    """By how many days, and which phases."""

    days = forms.IntegerField(
        label=gettext_lazy("Days later"),
        help_text=gettext_lazy("A negative number moves it to earlier days."),
        min_value=-phasing.MOST_DAYS,
        max_value=phasing.MOST_DAYS,
    )
    later_too = forms.BooleanField(label=gettext_lazy("Move every later phase along"), required=False)


FORMS = {COPY: CopyForm, SHIFT: ShiftForm}


@dataclass(frozen=True)
class Row:
    """A phase before and after a change; None before for one that is new."""

    name: str
    before: dict[str, Any] | None
    after: dict[str, Any]

    @property
    def dates(self) -> tuple[str, str]:
        return _dates(self.before or {}), _dates(self.after)

    @property
    def closure(self) -> tuple[str, str]:
        return _closure(self.before or {}), _closure(self.after)

    @property
    def changed(self) -> bool:
        return self.before is None or self.before != self.after


@login_required
@once
def phase_change(request: HttpRequest, number: str, position: int, change: str) -> HttpResponse:
    """Show what a change would do to the phases; a POST with `do=apply` does it."""
    case = phases_editable(request, number)
    phase = phase_at(case, position)
    present = phases_of(case)
    if change not in TITLES or (change == COPY and len(present) >= MOST_PHASES):
        raise NotFound("phase", str(position))
    posted = request.method == "POST"
    form = _form(change, request.POST if posted else None, present, position)
    changed = _changed(case, change, position, form)
    title = str(TITLES[change]) % {"phase": label_of(phase, position)}
    if posted:
        remember(request, form)
        if changed is not None and request.POST.get("do") == "apply":
            with shown_on(form) as outcome:
                edit_case(request.user, number, {"plan": with_phases(case, changed)}, version=seen_version(request))
            if outcome.done:
                messages.success(request, str(DONE) % {"change": title})
                return redirect("application-phases", number)
    context = task_context(request, case, title) | {
        "form": form if form.fields else None,
        "words": WORDS[change],
        "position": position,
        "rows": _rows(present, changed) if changed is not None else [],
        "nothing": changed is not None and changed == present,
    }
    return render(request, "permits/apply/phase_change.html", context, status=422 if posted and form.errors else 200)


def _form(change: str, data: Any, present: Sequence[dict[str, Any]], position: int) -> forms.Form:
    wanted = _("Phase %(n)s") % {"n": len(present) + 1}
    initial = {"name": phasing.free_name(present, wanted), "days": 7}
    # A page just opened shows what its first values would do.
    return FORMS.get(change, forms.Form)(initial if data is None else data)


def _changed(case: Case, change: str, position: int, form: forms.Form) -> list[dict[str, Any]] | None:
    """The phases after the change; None when it cannot be made, with the reason on the form."""
    present, lanes = phases_of(case), (case.plan or {}).get("road", {}).get("lanes")
    lanes = lanes if isinstance(lanes, int) else None
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    try:
        if change == COPY:
            name = typed["name"] or _("Phase %(n)s") % {"n": len(present) + 1}
            return [*present, phasing.copied(present, position, name=name, lanes=lanes, mirror=typed["mirror"])]
        if change == MIRROR:
            mirrored = phasing.mirrored(present[position - 1], lanes)
            return [*present[: position - 1], mirrored, *present[position:]]
        if change == SHIFT:
            return phasing.shift_from(present, position, typed["days"], later_too=typed["later_too"])
        if change == FOLLOW:
            days = phasing.days_to_follow(present, position) or 0
            return phasing.shift_from(present, position, days, later_too=False)
    except OverflowError:
        form.add_error(None, _("That leads beyond the calendar."))
        return None
    return phasing.moved(present, position, -1 if change == EARLIER else 1)


def _rows(present: Sequence[dict[str, Any]], changed: Sequence[dict[str, Any]]) -> list[Row]:
    """The phases as they will stand, each beside what it was: the one at its place, or the same one elsewhere."""
    rows = []
    for n, after in enumerate(changed):
        same_order = len(changed) != len(present) or sorted(map(str, changed)) != sorted(map(str, present))
        before = (present[n] if n < len(present) else None) if same_order else after
        rows.append(Row(label_of(after, n + 1), before, after))
    return rows


def _dates(phase: dict[str, Any]) -> str:
    return f"{phase.get('starts_on') or '?'} – {phase.get('ends_on') or '?'}"


def _closure(phase: dict[str, Any]) -> str:
    lanes = phase.get("closed_lanes")
    named = ", ".join(map(str, lanes)) if isinstance(lanes, list) else ""
    words = [layout_name(str(phase.get("layout", ""))), _("lanes %(lanes)s") % {"lanes": named} if named else ""]
    return " · ".join(filter(None, words))
