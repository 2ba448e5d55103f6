"""The public front: what is closed, where, until when; whether a document is real. No login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def home(request: HttpRequest) -> HttpResponse:
    """Map and list of current and coming works."""
    return render(request, "public/home.html", {"query": request.GET.get("q", "").strip()[:60]})


def notices(request: HttpRequest) -> HttpResponse:
    """Public notices in force and coming."""
    return render(request, "public/notices.html")


def works(request: HttpRequest, number: str) -> HttpResponse:
    """One works, for those who live or drive there."""
    return render(request, "public/works.html", {"number": number})


def verify_form(request: HttpRequest) -> HttpResponse:
    """Asks for the code printed on a document."""
    code = request.GET.get("code", "").strip()
    return redirect("verify", code=code) if code else render(request, "public/verify_form.html")


def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the document with this code is, and whether it still holds."""
    return render(request, "public/verify.html", {"code": code})
