"""The people of one's own organisation: invited, let in, their accounts closed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts import deactivate_member, is_manager, members_visible_to
from core.errors import NotFound
from core.invitations import accept_invitation, find_invitation, invite_member, open_invitations, withdraw_invitation
from notifications.services.mailing import mail_invitation
from web.people.forms import InviteForm, JoinForm
from web.people.registration import BACKEND
from web.shell.errors import remember, shown_on
from web.shell.once import once
from web.shell.parts import Crumb


@login_required
@once
def members(request: HttpRequest) -> HttpResponse:
    """Who belongs to the organisation; a manager's POST invites somebody by mail."""
    if request.user.organisation_id is None:
        raise NotFound("organisation", "")
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome, transaction.atomic():
                invited = invite_member(request.user, **form.cleaned_data)
                # Never from the Host header: the link holds the token.
                link = settings.PUBLIC_URL.rstrip("/") + reverse("invitation", args=[invited.token])
                mail_invitation(invited.invitation, link, language=get_language())
            if outcome.done:
                told = _("An invitation is on its way to %(email)s. The link holds for seven days.")
                messages.success(request, told % {"email": form.cleaned_data["email"]})
                return redirect("members")
    manager = is_manager(request.user)
    people = members_visible_to(request.user).filter(organisation_id=request.user.organisation_id)
    context = {
        "rows": [
            {
                "person": person,
                "closable": manager and person.is_active and person != request.user,
                "dialog": f"close-{person.pk}",
            }
            for person in people.order_by("-is_active", "pk")
        ],
        "invitations": open_invitations(request.user),
        "manager": manager,
        "form": form,
        "crumbs": [Crumb(_("My organisation"), reverse("organisation")), Crumb(_("People"))],
    }
    return render(request, "people/members.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@once
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a colleague's account."""
    closed = deactivate_member(request.user, pk)
    messages.success(request, _("The account of %(name)s is closed.") % {"name": closed})
    return redirect("members")


@login_required
@require_POST
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation worthless."""
    withdrawn = withdraw_invitation(request.user, pk)
    messages.success(request, _("The invitation to %(email)s no longer holds.") % {"email": withdrawn.email})
    return redirect("members")


@once
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of an invitation: the invited person opens the account and is signed in."""
    invitation = find_invitation(token)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        remember(request, form)
        if form.is_valid():
            typed = form.cleaned_data
            with shown_on(form) as outcome:
                person = accept_invitation(
                    token,
                    username=typed["username"],
                    password=typed["password"],
                    name=typed["display_name"],
                    phone=typed["phone"],
                )
            if outcome.done:
                login(request, person, backend=BACKEND)
                messages.success(request, _("Welcome. Your account is open."))
                return redirect("desk")
    context = {"invitation": invitation, "form": form}
    return render(request, "people/join.html", context, status=422 if form.errors else 200)
