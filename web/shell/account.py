"""Signing in and out, the forgotten password, the lock-out, and what a person prefers."""

from axes.helpers import get_cool_off
from django.contrib.auth import views as auth_views
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from django.views.i18n import set_language

from core.passwords import note_password_change
from web.shell.forms import ForgottenPasswordForm, NewPasswordForm, PasswordChangeForm, SignInForm
from web.shell.theme import remember_theme


class SignIn(auth_views.LoginView):
    """The sign-in page; who is signed in already goes on to the desk."""

    template_name = "shell/account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class ForgottenPassword(auth_views.PasswordResetView):
    """Asks for the address to which the reset mail goes; the answer is the same whether it is known or not."""

    template_name = "shell/account/forgotten_password.html"
    email_template_name = "shell/account/reset_mail.txt"
    subject_template_name = "shell/account/reset_mail_subject.txt"
    form_class = ForgottenPasswordForm
    success_url = reverse_lazy("password_reset_done")


class WarnsOwner:
    """A page that changes a password: the account's owner hears of it."""

    def form_valid(self, form):
        with transaction.atomic():
            response = super().form_valid(form)
            note_password_change(form.user)
        return response


class NewPassword(WarnsOwner, auth_views.PasswordResetConfirmView):
    """Sets a new password from the mail's link, which holds once."""

    template_name = "shell/account/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("password_reset_complete")


class ChangePassword(WarnsOwner, auth_views.PasswordChangeView):
    """Changes the password of who is signed in."""

    template_name = "shell/account/change_password.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("password_change_done")


class Message(TemplateView):
    """A page that only says what has happened and what comes next."""

    template_name = "shell/account/message.html"


mail_sent = Message.as_view(
    extra_context={
        "heading": _("Look into your mail"),
        "text": _("If the address belongs to an account, a link to choose a new password is on its way."),
        "icon": "envelope-check",
    }
)
password_set = Message.as_view(
    extra_context={
        "heading": _("Your new password holds"),
        "text": _("You can sign in with it now."),
        "icon": "check-circle",
    }
)


def locked_out(request: HttpRequest, response=None, credentials: dict | None = None) -> HttpResponse:
    """The page after too many failed attempts: for how long, and what to do meanwhile."""
    minutes = round(get_cool_off(request).total_seconds() / 60)
    return render(request, "shell/account/locked_out.html", {"minutes": minutes}, status=429)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages, and of the person's mails when somebody is signed in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and translation.check_for_language(language):
        request.user.language = language
        request.user.save(update_fields=["language"])
    return set_language(request)


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Change between light, dark and as the device says; goes back to the page it came from."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    remember_theme(response, request.POST.get("theme", ""), secure=request.is_secure())
    return response
