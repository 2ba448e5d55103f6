"""The one place where a refusal of the domain becomes a page or words beside a field."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import DomainError, IllegalTransition, NotFound, NotPermitted, RuleViolated, StaleCase, Violation
from web.shell import sentences

STATUS = {NotFound: 404, NotPermitted: 403, StaleCase: 409, IllegalTransition: 409, RuleViolated: 422}
#: Members of a POST that are the page's own and nothing a person typed.
UNTYPED = frozenset({"csrfmiddlewaretoken", "version", "submission", "next", "password", "password1", "password2"})


@dataclass
class Outcome:
    """Whether the action of a `shown_on` block went through."""

    done: bool = True


@dataclass(frozen=True)
class Typed:
    """Something the person typed, shown again so that it is not lost."""

    label: str
    value: str


@contextmanager
def shown_on(form: BaseForm, **fields: str) -> Iterator[Outcome]:
    """Run an action; when rules forbid it, every reason lands on the form and `outcome.done` is False.

    fields: the form's field for a member the rules call otherwise (`lon="place"`).

    with shown_on(form) as outcome:
        accept_case(...)
    if outcome.done:
        return redirect(...)
    return render(request, "permits/acceptance.html", {"form": form}, status=422)
    """
    outcome = Outcome()
    try:
        yield outcome
    except RuleViolated as refusal:
        outcome.done = False
        put_on(form, refusal.violations, **fields)


def put_on(form: BaseForm, violations: Iterable[Violation], **fields: str) -> None:
    """Add each violation's sentence to the field it names, or to the whole form when it has no such field.

    A violation may name its field as a path (`phases.0.starts_on`): the longest end that is a field of the form wins.
    fields: as in `shown_on`.
    """
    for violation in violations:
        form.add_error(_field_of(form, fields.get(violation.field, violation.field)), sentences.sentence(violation))


def _field_of(form: BaseForm, path: str) -> str | None:
    parts = path.replace("[", ".").replace("]", "").split(".") if path else []
    for start in range(len(parts)):
        for name in ("_".join(parts[start:]), ".".join(parts[start:])):
            if name in form.fields:
                return name
    return parts[0] if parts and parts[0] in form.fields else None


def remember(request: HttpRequest, form: BaseForm) -> None:
    """Let an error page name what was typed by the labels of this form."""
    request.typed_form = form


def typed(request: HttpRequest) -> list[Typed]:
    """What the person had typed, under the form's labels where the view called `remember`."""
    fields = getattr(getattr(request, "typed_form", None), "fields", {})
    answer = []
    for name, values in request.POST.lists():
        text = "\n".join(value for value in values if value.strip())
        if name in UNTYPED or not text:
            continue
        label = fields[name].label if name in fields else ""
        answer.append(Typed(str(label or name.replace("_", " ")), text))
    return answer


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal: status, what happened, what to do next, and what was typed."""
    context = {
        "error": error,
        "typed": typed(request),
        "lost_files": sorted(request.FILES),
        "back_url": came_from(request) or reverse("desk"),
    }
    if isinstance(error, NotPermitted):
        context["reason"] = sentences.reason(error.reason, error.data)
        context["action"] = sentences.action_label(error.action)
    elif isinstance(error, IllegalTransition):
        context["action"] = sentences.action_label(error.action)
        context["stage"] = sentences.stage_label(error.stage)
        context["allowed"] = [sentences.action_label(action) for action in error.allowed]
    elif isinstance(error, RuleViolated):
        context["action"] = sentences.action_label(error.action)
        context["sentences"] = [sentences.sentence(violation) for violation in error.violations]
    return render(request, f"shell/errors/{error.code}.html", context, status=STATUS[type(error)])


def came_from(request: HttpRequest) -> str:
    """The page of this site the request came from, "" when the browser does not say."""
    back = request.META.get("HTTP_REFERER", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else ""


class DomainErrorMiddleware:
    """Turns a refusal no view has handled into its page; faults of the program pass on untouched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if type(exception) in STATUS and not request.path.startswith("/api/"):
            return error_page(request, exception)
        return None
