"""The forms of people and organisations."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts import NewAccount
from core.models import User
from core.organisations import REASON_MAX, Registration

PASSWORD_WORDS = gettext_lazy("At least 10 characters, not only digits, not your own name.")
LICENCE_ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"


class OrganisationForm(forms.Form):
    """What an organisation says of itself."""

    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("In full, as on the business licence."),
        max_length=200,
    )
    uscc = forms.CharField(
        label=gettext_lazy("Unified social credit code"),
        help_text=gettext_lazy("18 characters; the last one is checked against the others."),
        max_length=40,
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone of the organisation"), max_length=30, required=False)
    licence = forms.FileField(
        label=gettext_lazy("Business licence"),
        help_text=gettext_lazy("A scan or photo: PDF, JPEG, PNG or WebP, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": LICENCE_ACCEPT}),
        allow_empty_file=True,
    )

    @property
    def registration(self) -> Registration:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Registration(
            name=typed["name"],
            uscc=typed["uscc"],
            address=typed["address"],
            phone=typed["phone"],
            licence=typed["licence"],
        )


class CorrectionForm(OrganisationForm):
    """The same once more; the licence handed in before stays unless a new one comes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["licence"].required = False
        self.fields["licence"].help_text = _("Leave empty to keep the one you handed in.")


class TwoPasswords(forms.Form):
    """A password for a new account, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=PASSWORD_WORDS,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=gettext_lazy("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self):
        typed = super().clean()
        if "password" in typed and "password_again" in typed and typed["password"] != typed["password_again"]:
            self.add_error("password_again", _("The two passwords differ."))
        return typed


class ManagerForm(TwoPasswords):
    """The first person of an organisation."""

    display_name = forms.CharField(label=gettext_lazy("Your name"), max_length=60)
    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    mobile = forms.CharField(
        label=gettext_lazy("Your telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ("display_name", "username", "email", "mobile", "password", "password_again")

    @property
    def account(self) -> NewAccount:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return NewAccount(typed["username"], typed["display_name"], typed["email"], typed["password"], typed["mobile"])


class RegistrationForm(OrganisationForm, ManagerForm):
    """An organisation with its first manager."""

    field_order = (
        "name", "uscc", "address", "phone", "licence", "display_name", "username", "email", "mobile", "password",
        "password_again",
    )  # fmt: skip


class JoinForm(TwoPasswords):
    """The account of somebody who was invited; the address is the one invited."""

    display_name = forms.CharField(label=gettext_lazy("Your name"), max_length=60)
    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    phone = forms.CharField(label=gettext_lazy("Your telephone"), max_length=30, required=False)
    field_order = ("display_name", "username", "phone", "password", "password_again")


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.CharField(label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput())
    membership = forms.ChoiceField(
        label=gettext_lazy("As"),
        help_text=gettext_lazy("Managers also invite and close accounts; both may apply."),
        choices=User.Membership.choices,
        initial=User.Membership.MEMBER,
    )


class RejectForm(forms.Form):
    """Why an organisation is not approved."""

    reason = forms.CharField(
        label=gettext_lazy("What must be put right"),
        help_text=gettext_lazy("The organisation reads this and may correct it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_MAX,
    )


class AccountForm(forms.Form):
    """What people may change of their own account."""

    display_name = forms.CharField(label=gettext_lazy("Your name"), max_length=60)
    phone = forms.CharField(label=gettext_lazy("Your telephone"), max_length=30, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("Of the pages and of the mails you get."),
        choices=[("", gettext_lazy("As the browser says")), *settings.LANGUAGES],
        required=False,
    )
