"""The one table from refusals to RFC 9457 problems: the domain's, the door's own, and faults."""

import logging
from collections.abc import Iterator
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from api import words
from core.errors import DomainError, IllegalTransition, NotFound, NotPermitted, RuleViolated, StaleCase
from permits.plan import PlanInvalid

log = logging.getLogger("api")

MEDIA_TYPE = "application/problem+json"
#: Problem types are names, not addresses: nothing has to be fetched to understand them.
TYPE = "urn:roadworks:problem:"

#: Refusal of the domain → status and title.
DOMAIN: dict[type[DomainError], tuple[int, Any]] = {
    NotFound: (404, gettext_lazy("Not found")),
    NotPermitted: (403, gettext_lazy("Not permitted")),
    StaleCase: (409, gettext_lazy("Changed meanwhile")),
    IllegalTransition: (409, gettext_lazy("Not possible at this stage")),
    RuleViolated: (422, gettext_lazy("Rules are not met")),
}
#: Code of the door's own refusals → title; the status is the exception's.
OWN: dict[str, Any] = {
    "input_invalid": gettext_lazy("The call is not as described"),
    "parse_error": gettext_lazy("The body cannot be read"),
    "not_authenticated": gettext_lazy("Log in or send a key"),
    "key_invalid": gettext_lazy("The key is not valid"),
    "csrf_failed": gettext_lazy("The token of the page is missing"),
    "permission_denied": gettext_lazy("Not permitted"),
    "not_found": gettext_lazy("Not found"),
    "method_not_allowed": gettext_lazy("This address does not know that method"),
    "unsupported_media_type": gettext_lazy("This kind of body is not read here"),
    "throttled": gettext_lazy("Too many calls"),
    "body_too_large": gettext_lazy("The body is too large"),
    "plan_invalid": gettext_lazy("The plan cannot be read"),
    "idempotency_key_invalid": gettext_lazy("The Idempotency-Key cannot be used"),
    "idempotency_key_reused": gettext_lazy("The Idempotency-Key was used for something else"),
    "idempotency_in_progress": gettext_lazy("The same call is still being done"),
    "cursor_invalid": gettext_lazy("The cursor is not one of ours"),
    "internal_error": gettext_lazy("Something went wrong here"),
}


def answer(error: Exception, context: dict[str, Any]) -> Response:
    """The answer to whatever a view raised (REST_FRAMEWORK["EXCEPTION_HANDLER"]); faults are logged and told as 500."""
    response = refused(error, context)
    if response is None:
        log.exception("fault in the API", exc_info=error)
        response = _problem(context, 500, "internal_error", _("The fault is recorded under the request id."))
    return response


def refused(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem a refusal is told as; None for a fault of the program."""
    if type(error) in DOMAIN:
        return _domain(error, context)
    if isinstance(error, PlanInvalid):
        return _problem(context, 400, "plan_invalid", "", violations=_plan_violations(error), unlisted=error.unlisted)
    error = _as_drf(error)
    if isinstance(error, drf.ValidationError):
        return _problem(context, 400, "input_invalid", "", violations=list(_flat(error.detail, "")))
    if isinstance(error, drf.APIException):
        return _own(error, context)
    return None


def _as_drf(error: Exception) -> Exception:
    """What Django itself refuses, in the words of the framework."""
    if isinstance(error, Http404):
        return drf.NotFound()
    if isinstance(error, PermissionDenied):
        return drf.PermissionDenied()
    if isinstance(error, RequestDataTooBig):
        too_large = drf.APIException(str(error), code="body_too_large")
        too_large.status_code = 413
        return too_large
    if isinstance(error, SuspiciousOperation | UnreadablePostError):
        return drf.ParseError(str(error))
    return error


def _domain(error: DomainError, context: dict[str, Any]) -> Response:
    status, title = DOMAIN[type(error)]
    more: dict[str, Any] = {}
    detail = ""
    if isinstance(error, NotFound):
        detail = _("There is no such thing, or it is not for you.")
    elif isinstance(error, NotPermitted):
        detail = words.reason(error.reason, error.data)
        more = {"action": error.action, "reason": error.reason}
    elif isinstance(error, StaleCase):
        detail = _("%(who)s changed it; read it again and repeat with the new version.") % {
            "who": error.changed_by or _("The system")
        }
        more = {
            "seen": error.seen,
            "current": error.current,
            "changed_by": error.changed_by,
            "changed_at": error.changed_at.isoformat(),
        }
    elif isinstance(error, IllegalTransition):
        detail = _("“%(action)s” is not possible: %(stage)s.") % {
            "action": words.action_label(error.action),
            "stage": words.stage_label(error.stage),
        }
        more = {"action": error.action, "stage": error.stage, "allowed": list(error.allowed)}
    elif isinstance(error, RuleViolated):
        more = {
            "action": error.action,
            "violations": [
                {"code": v.code, "field": v.field, "message": words.sentence(v), "data": v.data}
                for v in error.violations
            ],
        }
    return _problem(context, status, error.code, detail, title=title, **more)


def _own(error: drf.APIException, context: dict[str, Any]) -> Response:
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else "input_invalid"
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None) is not None:
        headers["Retry-After"] = str(int(error.wait) + 1)
    if isinstance(error, drf.MethodNotAllowed):
        headers["Allow"] = ", ".join(context["view"].allowed_methods)
    return _problem(context, error.status_code, code, str(error.detail), headers=headers)


def _problem(
    context: dict[str, Any],
    status: int,
    code: str,
    detail: str,
    *,
    title: Any = None,
    violations: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> Response:
    set_rollback()
    violations = violations or []
    body = {
        "type": TYPE + code,
        "title": str(title if title is not None else OWN.get(code, code)),
        "status": status,
        "detail": detail or "; ".join(violation["message"] for violation in violations),
        "instance": context["request"].path,
        "code": code,
        "violations": violations,
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
        **more,
    }
    return Response(body, status, headers=headers, content_type=MEDIA_TYPE)


def _flat(detail: Any, path: str) -> Iterator[dict[str, Any]]:
    """The framework's nested details as violations, each with the path of its member: `items[0].text`."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            if name == api_settings.NON_FIELD_ERRORS_KEY:
                yield from _flat(inner, path)
            elif isinstance(name, int):
                yield from _flat(inner, f"{path}[{name}]")
            else:
                yield from _flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            # A list of texts is what is wrong with one member; a list of objects mirrors the members of a list.
            yield from _flat(inner, path if isinstance(inner, str) else f"{path}[{position}]")
    else:
        yield {"code": detail.code, "field": path, "message": str(detail), "data": {}}


def _plan_violations(invalid: PlanInvalid) -> list[dict[str, Any]]:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return [
        {"code": problem.code, "field": problem.path, "message": problem.message[language], "data": {}}
        for problem in invalid.problems
    ]
