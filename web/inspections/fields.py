"""Fields supervision needs: colleagues by name, several photos at once, the signature on the glass."""

import base64
import binascii
from collections.abc import Iterable

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from core.models import User

PICTURES = "image/jpeg,image/png,image/webp"
_PNG_DATA = "data:image/png;base64,"


class ColleagueField(forms.ChoiceField):
    """One of the squadron's other officers, by user name; whether it will do is for the rules to say."""

    def __init__(self, colleagues: Iterable[User], **kwargs):
        named = [(one.username, _named(one)) for one in colleagues]
        super().__init__(choices=[("", _("Choose a colleague")), *named], required=False, **kwargs)


def _named(officer: User) -> str:
    return f"{officer} · {officer.badge_number}" if officer.badge_number else str(officer)


class KeysField(forms.TypedMultipleChoiceField):
    """Keys of rows; one that is not offered any more is for the rules to explain."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(coerce=int, required=False, **kwargs)

    def valid_value(self, value):
        return str(value).isascii() and str(value).isdigit() and len(str(value)) < 19


class PhotosInput(forms.FileInput):
    """Several pictures; a phone offers its camera."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": PICTURES, "multiple": True, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """A list of uploads, empty when none was chosen; what they contain is checked where they are kept."""

    widget = PhotosInput

    def clean(self, data, initial=None):
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data or [])


class SignatureInput(forms.Widget):
    """Drawn on the glass and sent as a PNG, so that a refused form still shows it; or a picture of it, chosen."""

    template_name = "inspections/signature.html"
    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        return files.get(f"{name}_file") or data.get(name, "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_file" not in files

    def format_value(self, value):
        return value if isinstance(value, str) else ""


class SignatureField(forms.Field):
    """An upload, None when nobody signed."""

    widget = SignatureInput
    default_error_messages = {"unreadable": _("The signature could not be read; please sign again.")}

    def to_python(self, value):
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            if not value.startswith(_PNG_DATA):
                raise ValueError(value[:40])
            drawn = base64.b64decode(value.removeprefix(_PNG_DATA), validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return ContentFile(drawn, name="signature.png")


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock, in the city's time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
