"""My round of a day, the rounds of the squadrons, and the proof that no site was forgotten."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.roles import SQUADRON_ROLES
from inspections import messages
from inspections.selectors.coverage import NotVisited, SquadronCoverage, coverage_on
from inspections.selectors.rounds import my_other_visits, my_round, rounds_of
from web.inspections.access import officers_only
from web.inspections.days import day_asked, tabs
from web.inspections.stops import features_of, next_stop, row_of, stops_of
from web.inspections.words import site_name


@officers_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Where I go today, in which order and why; whoever goes on no rounds finds the coverage of the day."""
    if request.user.role not in SQUADRON_ROLES:
        return redirect("inspect-coverage")
    shown = day_asked(request)
    found = my_round(request.user, shown.day)
    row = row_of(found) if found is not None else None
    others = stops_of(my_other_visits(request.user, shown.day))
    context = {
        "shown": shown,
        "tabs": tabs("inspect", shown, own=True),
        "row": row,
        "others": others,
        "next": next_stop((*others, *row.stops) if row else others) if shown.is_today else None,
    }
    return render(request, "inspections/my_round.html", context)


@officers_only
@require_safe
def of_squadrons(request: HttpRequest) -> HttpResponse:
    """The rounds of that day the person may know of, by squadron."""
    shown = day_asked(request)
    rows = [row_of(one) for one in rounds_of(request.user, shown.day)]
    squadrons = [
        (squadron, list(some)) for squadron, some in groupby(rows, key=lambda row: row.round.day_plan.squadron)
    ]
    context = {
        "shown": shown,
        "tabs": tabs("inspect-rounds", shown, own=request.user.role in SQUADRON_ROLES),
        "squadrons": squadrons,
        "open_all": len(rows) == 1,
    }
    return render(request, "inspections/rounds.html", context)


@officers_only
@require_safe
def features(request: HttpRequest) -> JsonResponse:
    """The sites on the rounds of `?day=` as GeoJSON; `?mine=1` leaves out everybody else's."""
    day = day_asked(request).day
    if request.GET.get("mine") == "1":
        found = my_round(request.user, day)
        stops = [*(row_of(found).stops if found else ()), *stops_of(my_other_visits(request.user, day))]
    else:
        stops = [stop for one in rounds_of(request.user, day) for stop in row_of(one).stops]
    return JsonResponse(features_of(stops), content_type="application/geo+json")


@officers_only
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which sites were due, which were visited, by whom, and why any was not."""
    shown = day_asked(request)
    proof = coverage_on(request.user, shown.day)
    context = {
        "shown": shown,
        "tabs": tabs("inspect-coverage", shown, own=request.user.role in SQUADRON_ROLES),
        "proof": proof,
        "due_visited": sum(_due_visited(part) for part in proof.squadrons),
        "parts": [_part(part) for part in proof.squadrons],
    }
    return render(request, "inspections/coverage.html", context)


def _due_visited(part: SquadronCoverage) -> int:
    return sum(visit.mandatory for visit in part.visited)


def _part(part: SquadronCoverage) -> dict:
    """One squadron's row, and the sites behind each of its figures."""
    return {
        "part": part,
        "due_visited": _due_visited(part),
        "not_visited": [_not_visited(one) for one in part.not_visited],
        "visited": stops_of(part.visited),
        "unplanned": stops_of(part.unplanned),
    }


def _not_visited(one: NotVisited) -> dict:
    return {
        "number": one.works.number,
        "url": reverse("works", args=[one.works.number]),
        "name": site_name(one.works),
        "due_by": one.due_by,
        "reason": messages.not_visited(one.reason) if one.reason else "",
    }
