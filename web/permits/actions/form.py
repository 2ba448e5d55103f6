"""The form of one action: its inputs, what it will do in words, and the service it calls."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import User
from permits.lifecycle import Action
from permits.models import Case, Works
from web.permits.facts import case_facts, works_facts
from web.shell.parts import KeyValue


class ActionForm(forms.Form):
    """Subclasses declare their fields and `act`.

    action: what it does. does: what will happen, told before. done: what happened, told after. danger: it takes
    something away. previews: code and file of the document that may be seen before it is signed, "" for none.
    names: members the rules call otherwise than the form (as in web.shell.errors.shown_on). template: its page.
    """

    action: ClassVar[Action]
    does: ClassVar[str] = ""
    done: ClassVar[str] = _("Done.")
    danger: ClassVar[bool] = False
    previews: ClassVar[str] = ""
    names: ClassVar[Mapping[str, str]] = {}
    template: ClassVar[str] = "permits/action.html"

    def __init__(self, *args, actor: User, subject: Case | Works, **kwargs):
        self.actor, self.subject = actor, subject
        super().__init__(*args, **kwargs)

    def act(self, number: str, version: int | None) -> Case | Works:
        """Call the service with what was typed."""
        raise NotImplementedError

    def rehearse(self, number: str, version: int | None) -> Case | Works:
        """As `act`, for a preview that will be undone; forms with uploads leave them out."""
        return self.act(number, version)

    def background(self) -> list[KeyValue]:
        """What the person should have before them while deciding."""
        return case_facts(self.subject) if isinstance(self.subject, Case) else works_facts(self.actor, self.subject)


class GrowingForm(ActionForm):
    """A form with numbered rows of fields, to which rows can be added; `rows` is posted along.

    at_first: rows shown on the first visit. most: how many there may be. row_fields: prefix → makes the field.
    """

    at_first: ClassVar[int] = 3
    most: ClassVar[int] = 50

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.row_count = self.rows_wanted()
        for number in range(self.row_count):
            for prefix, field in self.row_fields(number).items():
                self.fields[f"{prefix}_{number}"] = field

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """The fields of row `number` (0 first) by their prefix."""
        raise NotImplementedError

    def rows_wanted(self) -> int:
        """How many rows to show: what was posted, or `at_first`, and more when the person asked for them."""
        posted = self.data.get("rows", "") if self.is_bound else ""
        wanted = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 4 else self.at_first
        more = self.at_first if self.is_bound and "more" in self.data else 0
        return max(1, min(wanted + more, self.most))

    @property
    def asks_for_rows(self) -> bool:
        """Whether the person only wants more room, not to act."""
        return self.is_bound and "more" in self.data

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields of each row, for the template."""
        prefixes = list(self.row_fields(0))
        return [[self[f"{prefix}_{number}"] for prefix in prefixes] for number in range(self.row_count)]

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that belong to no row."""
        in_rows = {bound.name for group in self.groups() for bound in group}
        return [bound for bound in self.visible_fields() if bound.name not in in_rows]
