"""The window's side: organisations that wait, and the decision about each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import NotFound, NotPermitted
from core.file_contents import EXTENSIONS
from core.models import Organisation, User
from core.organisations import DECIDERS, approve_organisation, organisations_visible_to, reject_organisation
from web.people.forms import RejectForm
from web.permits.files import stored_file
from web.shell.errors import remember, shown_on
from web.shell.once import once
from web.shell.parts import Crumb, CursorPage, Tab

PAGE_ROWS = 50
LOOK = "look_at_organisations"


def _found(request: HttpRequest, pk: int) -> Organisation:
    _require_decider(request.user)
    organisation = organisations_visible_to(request.user).filter(pk=pk).select_related("decided_by").first()
    if organisation is None:
        raise NotFound("organisation", str(pk))
    return organisation


def _require_decider(user: User) -> None:
    if user.role not in DECIDERS:
        raise NotPermitted(LOOK)


def waiting_count(user: User) -> int:
    """How many organisations wait for the window."""
    return organisations_visible_to(user).filter(status=Organisation.Status.PENDING).count()


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, those that wait first."""
    _require_decider(request.user)
    query = request.GET.get("q", "").strip()[:100]
    status = request.GET.get("status", "")
    rows = organisations_visible_to(request.user)
    if status in Organisation.Status.values:
        rows = rows.filter(status=status)
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(uscc__icontains=query))
    rows = rows.order_by(Case(When(status=Organisation.Status.PENDING, then=0), default=1), "registered_at", "pk")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("cursor"))
    context = {
        "rows": page.object_list,
        "query": query,
        "status": status,
        "tabs_items": [Tab(_("All"), "?", not status)]
        + [Tab(str(label), f"?status={code}", status == code) for code, label in Organisation.Status.choices],
        "pages": CursorPage(
            next_cursor=str(page.next_page_number()) if page.has_next() else "",
            previous_cursor=str(page.previous_page_number()) if page.has_previous() else "",
        ),
    }
    return render(request, "people/organisations.html", context)


@login_required
@once
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation with its licence; a POST rejects it with the reason."""
    found = _found(request, pk)
    form = RejectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome:
                reject_organisation(request.user, pk, form.cleaned_data["reason"])
            if outcome.done:
                messages.success(request, _("%(name)s is told what to put right.") % {"name": found.name})
                return redirect("organisations")
    context = {
        "organisation": found,
        "form": form,
        "waiting": found.status == Organisation.Status.PENDING,
        "people": found.members.order_by("pk"),
        "licence_shown": _extension(found) != ".pdf",
        "crumbs": [Crumb(_("Organisations"), reverse("organisations")), Crumb(found.name)],
    }
    return render(request, "people/organisation_review.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@once
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the organisation apply."""
    _require_decider(request.user)
    approved = approve_organisation(request.user, pk)
    messages.success(request, _("%(name)s is approved and may apply.") % {"name": approved.name})
    return redirect("organisations")


@login_required
def licence(request: HttpRequest, pk: int) -> FileResponse:
    """The business licence an organisation handed in."""
    found = organisations_visible_to(request.user).filter(pk=pk).exclude(licence_path="").first()
    if found is None:
        raise NotFound("organisation", str(pk))
    extension = _extension(found)
    content_type = next(kind for kind, endings in EXTENSIONS.items() if extension in endings)
    return stored_file(found.licence_path, f"{found.uscc}{extension}", content_type)


def _extension(organisation: Organisation) -> str:
    name = organisation.licence_path.rpartition("/")[2]
    return name[name.rfind(".") :] if "." in name else ""
