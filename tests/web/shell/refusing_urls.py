"""Views that refuse, each in one way, beside the platform's own addresses."""

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, StaleCase, Violation
from web.shell.errors import remember
from web.shell.once import once

AT = dt.datetime(2026, 3, 2, 2, 30, tzinfo=dt.UTC)
REFUSALS = {
    "not_found": NotFound("case", "C2026-000404"),
    "not_permitted": NotPermitted("grant", "reviewer_may_not_decide"),
    "changed_meanwhile": StaleCase("case", "C2026-000123", seen=3, current=4, changed_by="陈警官", changed_at=AT),
    "wrong_stage": IllegalTransition("grant", "DRAFT", ("submit", "discard")),
    "rule_violated": RuleViolated(
        "submit", (Violation("declaration_missing"), Violation("never_heard_of", {"x": 1}, "place"))
    ),
}
acted: list[str] = []


class WordsForm(forms.Form):
    """One field with a label, to be shown again."""

    words = forms.CharField(label="Reasons of the officer")


def refuse(request, code):
    """Raises the refusal named by the address."""
    remember(request, WordsForm(request.POST))
    raise REFUSALS[code]


def fault(request):
    """A fault of the program, not a refusal."""
    raise ZeroDivisionError


@once
def act(request):
    """Acts, or fails in the way asked for."""
    acted.append(request.POST.get("how", ""))
    if request.POST.get("how") == "invalid":
        return HttpResponse("put it right", status=422)
    if request.POST.get("how") == "crash":
        raise ZeroDivisionError
    return redirect(f"/done/{len(acted)}/")


def page(request):
    """A page made of the shared layout."""
    return render(request, "base.html")


urlpatterns = [
    path("refuse/<str:code>/", refuse),
    path("fault/", fault),
    path("act/", act),
    path("page/", page),
    path("", include("config.urls")),
]
