"""The form fields of the acting pages that Django does not have."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from permits.rules.phrases import Phrase
from web.permits.words import reads_english


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class PicturesInput(forms.FileInput):
    """A file input that takes several pictures, from the camera or the disk."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": "image/*", "multiple": True} | (attrs or {}))

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class PicturesField(forms.Field):
    """Any number of uploads; whether each is a sound picture is for core.files to say."""

    widget = PicturesInput


def long_text(label, help_text="", *, rows: int = 4, required: bool = True, most: int = 4000) -> forms.CharField:
    """Words of some length."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def phrase_choices(phrases: Iterable[Phrase]) -> list[tuple[str, str | SafeString]]:
    """Choices whose value is the Chinese sentence; who reads English is shown both."""
    english = reads_english()
    return [(phrase.zh, f"{phrase.en} ({phrase.zh})" if english else phrase.zh) for phrase in phrases]


def choose_several(label, help_text="") -> forms.MultipleChoiceField:
    """Tick boxes; the form fills in `choices`."""
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def merged(*lists: Sequence[str]) -> list[str]:
    """All entries in their order, each once."""
    return list(dict.fromkeys(entry for one in lists for entry in one))


ONE_PER_LINE = _("One per line.")
