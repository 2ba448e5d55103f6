"""What the administration's pages have in common: who may open them, codes in words, long data folded away."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import JSONField
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.roles import Role

#: JSON of at most so many characters stands open on a page.
SHORT_JSON = 400


class AdministratorsOnly(admin.ModelAdmin):
    """Open to administrators, whatever Django's own permissions say; nothing is deleted, it is closed or superseded."""

    actions_on_bottom = True

    def has_module_permission(self, request):
        return getattr(request.user, "role", None) == Role.ADMIN and request.user.is_active

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(AdministratorsOnly):
    """To be looked at only.

    words: column → what to call its code or codes; it answers None, "" or the code itself for one it does not know.
    groups: (heading or None, columns) of a row's page; without them all columns one below the other.
    """

    words: Mapping[str, Callable[[str], str | None]] = {}
    groups: Sequence[tuple[str | None, Sequence[str]]] = ()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_list_display(self, request):
        return [self._shown(name) for name in self.list_display]

    def get_list_filter(self, request):
        return [(name, _filter_in_words(self.words[name])) if name in self.words else name for name in self.list_filter]

    def get_fieldsets(self, request, obj=None):
        groups = self.groups or [(None, columns(self.model))]
        return [(heading, {"fields": [self._shown(name) for name in names]}) for heading, names in groups]

    def _shown(self, name: str) -> str | Callable[[Any], str]:
        """A column as Django can show it: by its name, or by a function when its bare value says nothing to people."""
        if name in self.words:
            return self._column(name, lambda code: self._in_words(name, code))
        if name in columns(self.model) and isinstance(self.model._meta.get_field(name), JSONField):
            return self._column(name, folded)
        return name

    def _column(self, name: str, show: Callable[[Any], str]) -> Callable[[Any], str]:
        @admin.display(description=self.model._meta.get_field(name).verbose_name, ordering=name)
        def column(row):
            return show(getattr(row, name)) or self.get_empty_value_display()

        # Django makes the cell's CSS class of it.
        column.__name__ = name
        return column

    def _in_words(self, name: str, code: str | list[str]) -> str:
        codes = code if isinstance(code, list) else [code]
        return _(", ").join(str(self.words[name](one) or one) for one in codes if one)


class LongTable(ReadOnly):
    """For tables that grow without end: nothing is counted that nobody asked for."""

    show_full_result_count = False


def columns(*models: Any) -> list[str]:
    """Names of the columns of the models, abstract ones too, that are not only for the database."""
    return [field.name for model in models for field in model._meta.fields if field.editable and not field.primary_key]


def folded(value: Any) -> str:
    """JSON as HTML, behind a click when it is long; "" for nothing."""
    if value in (None, {}, [], ""):
        return ""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if len(text) <= SHORT_JSON:
        return format_html('<pre class="data">{}</pre>', text)
    kind = f"{value['type']} · " if isinstance(value, dict) and "type" in value else ""
    return format_html('<details><summary>{}{}</summary><pre class="data">{}</pre></details>', kind, _("Show"), text)


def _filter_in_words(words: Callable[[str], str | None]) -> type[admin.AllValuesFieldListFilter]:
    class InWords(admin.AllValuesFieldListFilter):
        """The codes that occur, in words."""

        def choices(self, changelist) -> Iterator[dict[str, Any]]:
            return _named(super().choices(changelist), words)

    return InWords


def _named(choices: Iterable[dict[str, Any]], words: Callable[[str], str | None]) -> Iterator[dict[str, Any]]:
    for choice in choices:
        yield choice | {"display": words(choice["display"]) or choice["display"]}
