"""One's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.accounts import change_own_account
from web.people.forms import AccountForm
from web.shell.errors import remember, shown_on
from web.shell.once import once


@login_required
@once
def account(request: HttpRequest) -> HttpResponse:
    """Name, telephone and language; the way to the password."""
    person = request.user
    stated = {"display_name": person.display_name, "phone": person.phone, "language": person.language}
    form = AccountForm(request.POST if request.method == "POST" else None, initial=stated)
    if request.method == "POST":
        remember(request, form)
        if form.is_valid():
            with shown_on(form) as outcome:
                change_own_account(person, **form.cleaned_data)
            if outcome.done:
                messages.success(request, _("Saved."))
                return redirect("account")
    return render(request, "people/account.html", {"form": form}, status=422 if form.errors else 200)
