"""Registering an organisation, waiting for the window, and correcting what it found wrong."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.accounts import is_manager
from core.errors import NotFound
from core.models import Organisation, User
from core.organisations import correct_registration, organisations_visible_to, register_organisation
from web.people.forms import CorrectionForm, RegistrationForm
from web.shell.errors import remember, shown_on
from web.shell.floods import within_hourly_limit
from web.shell.once import once

#: How many registrations one address may send in an hour (setting of the platform, against floods).
HOURLY = 20
BACKEND = "django.contrib.auth.backends.ModelBackend"


@once
def register(request: HttpRequest) -> HttpResponse:
    """A contractor registers itself with its first manager, who is signed in at once."""
    if request.user.is_authenticated:
        return redirect("desk")
    posted = request.method == "POST"
    form = RegistrationForm(request.POST, request.FILES) if posted else RegistrationForm()
    if posted:
        remember(request, form)
        if form.is_valid() and _within_limit(request, form):
            # Both the organisation and its manager have a telephone.
            with shown_on(form, **{"manager.phone": "mobile"}) as outcome:
                register_organisation(form.registration, form.account)
            if outcome.done:
                login(request, User.objects.get(username=form.account.username), backend=BACKEND)
                return redirect("organisation")
    return render(request, "people/register.html", {"form": form}, status=422 if form.errors else 200)


def _within_limit(request: HttpRequest, form: RegistrationForm) -> bool:
    if within_hourly_limit(request, "registrations", HOURLY):
        return True
    form.add_error(None, _("Many registrations came from your connection within the hour. Please try again later."))
    return False


@login_required
@once
def organisation(request: HttpRequest) -> HttpResponse:
    """One's own organisation: where its registration stands, and, once rejected, what to put right."""
    own = _own(request)
    correctable = own.status == Organisation.Status.REJECTED and is_manager(request.user)
    posted = request.method == "POST"
    form = None
    if correctable or posted:
        stated = {"name": own.name, "uscc": own.uscc, "address": own.address, "phone": own.phone}
        form = CorrectionForm(request.POST, request.FILES) if posted else CorrectionForm(initial=stated)
    if posted:
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome:
                correct_registration(request.user, form.registration)
            if outcome.done:
                messages.success(request, _("Handed in again. The window looks at it."))
                return redirect("organisation")
    context = {"organisation": own, "form": form, "manager": is_manager(request.user)}
    return render(request, "people/organisation.html", context, status=422 if form and form.errors else 200)


def _own(request: HttpRequest) -> Organisation:
    own = organisations_visible_to(request.user).filter(pk=request.user.organisation_id).first()
    if own is None:
        raise NotFound("organisation", "")
    return own
