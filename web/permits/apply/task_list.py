"""The tasks of an application with how far each has come."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permits.models import Case
from permits.models.place import Closure
from permits.selectors.materials import materials_needed
from web.permits.apply.phases import phases_of
from web.permits.apply.readiness import OpenPoint, page_of_task
from web.shell.parts import Task

#: In the order in which one thing needs the other.
TITLES = {
    "parties": gettext_lazy("Works and parties"),
    "place": gettext_lazy("Place"),
    "road": gettext_lazy("The road"),
    "phases": gettext_lazy("Phases and plan"),
    "detour": gettext_lazy("Detour"),
    "materials": gettext_lazy("Materials"),
    "notice": gettext_lazy("Public notice"),
}


def tasks_of(case: Case, points: Sequence[OpenPoint]) -> list[Task]:
    """Every task, then the check and handing in, which waits until nothing is open."""
    entries = [_entry_task(case, key, [point for point in points if point.task == key]) for key in TITLES]
    check_state = "started" if points and case.plan_check else "open" if points else "done"
    check_url = reverse("application-check", args=[case.number])
    check = Task(_("Check result"), check_state, check_url, _("See what the reviewer will see."))
    waiting = _("First do what is still missing.") if points else ""
    state = "blocked" if points else "open"
    return [*entries, check, Task(_("Declare and hand in"), state, page_of_task("submit", case.number), waiting)]


def _entry_task(case: Case, key: str, left: list[OpenPoint]) -> Task:
    note = _note(case, key)
    if left and (_begun(case, key) or key in ("detour", "notice")):
        names = dict.fromkeys(point.label or point.text for point in left)
        todo = _("Still to do: %(what)s") % {"what": "; ".join(names)}
        state, note = "started", " · ".join(filter(None, (note, todo)))
    else:
        state = "done" if _begun(case, key) or _unneeded(case, key) else "open"
    return Task(str(TITLES[key]), state, page_of_task(key, case.number), note)


def _begun(case: Case, key: str) -> bool:
    """Whether something has been entered."""
    road = (case.plan or {}).get("road", {})
    return {
        "parties": bool(case.project_name or case.client_name),
        "place": bool(case.road_name or case.geometry),
        "road": bool(road.get("lanes") and road.get("design_speed_kmh")),
        "phases": bool(phases_of(case)),
        "detour": bool(case.detour_text or case.detour_line),
        "materials": bool(case.materials.all()),
        "notice": bool(case.notice_text or case.notice_published_on),
    }[key]


def _unneeded(case: Case, key: str) -> bool:
    """Whether this case can do without: way round and notice are for full closures, materials by the list."""
    if key == "materials":
        return not _missing_materials(case)
    return key in ("detour", "notice") and bool(phases_of(case)) and case.closure != Closure.FULL


def _missing_materials(case: Case) -> int:
    files = {file.code for file in case.materials.all()}
    return sum(item.required and item.code not in files for item in materials_needed(case))


def _note(case: Case, key: str) -> str:
    """What is known already, or what the task is for."""
    if key in ("detour", "notice") and not _begun(case, key) and _unneeded(case, key):
        return _("Not needed for this closure.")
    if key == "parties":
        return " · ".join(filter(None, (case.project_name, case.contractor_name)))
    if key == "place":
        length = _("%(length)s m") % {"length": f"{case.length_m:.0f}"} if case.length_m else ""
        return " · ".join(filter(None, (case.road_name, length, str(case.squadron or ""))))
    if key == "phases":
        return _phases_words(case)
    if key == "materials":
        missing = _missing_materials(case)
        words = ngettext("%(n)s required file is missing", "%(n)s required files are missing", missing)
        return words % {"n": missing} if missing else ""
    return {
        "road": _("Lanes and speeds, against which the plan is checked."),
        "detour": _("Needed when the road is closed completely."),
        "notice": _("Needed five days before a full closure."),
    }[key]


def _phases_words(case: Case) -> str:
    count = len(phases_of(case))
    if not count:
        return _("Dates, daily hours, what is closed, and how traffic is led.")
    phases = ngettext("%(n)s phase", "%(n)s phases", count) % {"n": count}
    if not (case.starts_on and case.ends_on):
        return phases
    return _("%(phases)s, %(first)s to %(last)s") % {"phases": phases, "first": case.starts_on, "last": case.ends_on}
