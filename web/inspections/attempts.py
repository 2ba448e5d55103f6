"""One action tried from a page: done, refused at its fields, or overtaken by somebody while the form was open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django import forms

from core.errors import StaleCase
from core.models import User
from inspections.lifecycle import Action
from inspections.models import CitizenReport, Order, Visit
from inspections.selectors.actions import options
from web.shell.errors import shown_on


@dataclass
class Attempt:
    """done: it went through. changed: who was faster; the form comes back as typed, over things as they are now."""

    done: bool = False
    changed: StaleCase | None = None

    @property
    def status(self) -> int:
        """The HTTP status of the form that is shown again."""
        return 409 if self.changed else 422


@contextmanager
def attempted(
    form: forms.Form, actor: User, action: Action, subject: Visit | Order | CitizenReport, **fields: str
) -> Iterator[Attempt]:
    """As `shown_on`; a StaleCase is kept for the page too while the action is still open to the person.

    subject: read after the form was sent, before the action. Every other refusal is raised.
    """
    attempt = Attempt()
    try:
        with shown_on(form, **fields) as outcome:
            yield attempt
        attempt.done = outcome.done
    except StaleCase as changed:
        if not is_open(actor, action, subject):
            raise
        attempt.changed = changed


def is_open(actor: User, action: Action, subject: Visit | Order | CitizenReport) -> bool:
    """Whether this person may do it now, by policy and state."""
    return any(option.action == action and option.available for option in options(actor, subject))
