"""The forms of signing in and of passwords, in the words of the platform."""

from django.contrib.auth import forms as auth_forms
from django.utils.translation import gettext_lazy as _


class SignInForm(auth_forms.AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("User name and password do not fit together. Check capital letters and try again."),
        "inactive": _("This account has been closed. Ask the manager of your organisation or the window."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")


class ForgottenPasswordForm(auth_forms.PasswordResetForm):
    """The address of the account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("The address with which you registered or were invited.")


class _TwoPasswords:
    """Labels of the two new-password fields."""

    def name_fields(self):
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password, once more")
        self.fields["new_password1"].help_text = _("At least 10 characters, not only digits, not your own name.")
        self.fields["new_password2"].help_text = ""


class NewPasswordForm(_TwoPasswords, auth_forms.SetPasswordForm):
    """A new password, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_fields()


class PasswordChangeForm(_TwoPasswords, auth_forms.PasswordChangeForm):
    """The old password, and a new one twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_fields()
        self.fields["old_password"].label = _("Present password")
