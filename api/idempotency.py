"""A call that names an Idempotency-Key is done once, however often it is sent.

The claim is committed first; what the call does and the answer kept for it are committed together. So a process that
dies leaves a claim without an answer, and once the claim has run out somebody else may do the call, exactly once.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import IdempotencyRecord
from core import clock

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
#: Longer than any call is allowed to take.
LEASE = dt.timedelta(seconds=120)


class KeyInvalid(APIException):
    """Not 1 to 128 visible ASCII characters."""

    status_code = 400
    default_code = "idempotency_key_invalid"


class KeyReused(APIException):
    """The same key came with another body."""

    status_code = 422
    default_code = "idempotency_key_reused"


class InProgress(APIException):
    """The first call with this key has not been answered yet."""

    status_code = 409
    default_code = "idempotency_in_progress"
    wait = 1


def once(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Make a view's handler of an unsafe method honour the key."""

    @wraps(handler)
    def handle(view, request: Request, *args, **kwargs):
        if HEADER not in request.headers:
            return handler(view, request, *args, **kwargs)
        record = _claim(request)
        if record.status is not None:
            return _replay(record)
        try:
            with transaction.atomic():
                response = _handled(handler, view, request, args, kwargs)
                _keep(record, response)
        except BaseException:
            IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim, status=None).delete()
            raise
        return response

    return handle


def purge() -> int:
    """Forget answers older than API_IDEMPOTENCY_HOURS; how many there were."""
    deleted, _rows = IdempotencyRecord.objects.filter(created_at__lte=_oldest()).delete()
    return deleted


def _handled(handler, view, request, args, kwargs) -> Response:
    """The handler's answer, a refusal told as its problem included; a fault of the program goes on as it is."""
    try:
        with transaction.atomic():
            return handler(view, request, *args, **kwargs)
    except Exception as error:
        response = view.refusal(error)
        if response is None:
            raise
        return response


def _claim(request: Request) -> IdempotencyRecord:
    """A record to be filled in by this call, or one that is. Raises KeyInvalid, KeyReused, InProgress."""
    key = request.headers[HEADER]
    if not (1 <= len(key) <= 128 and all("!" <= character <= "~" for character in key)):
        raise KeyInvalid(_("The key has 1 to 128 visible ASCII characters."))
    call = {
        "caller": str(request.user.pk or ""),
        "method": request.method,
        "path": request.path[:300],
        "key": key,
    }
    body_sha256, now = _digest(request.data), clock.now()
    for _attempt in range(3):
        record = IdempotencyRecord.objects.filter(**call).first()
        if record is None:
            try:
                with transaction.atomic():
                    return IdempotencyRecord.objects.create(
                        **call, body_sha256=body_sha256, claim=uuid.uuid4(), claimed_until=now + LEASE, created_at=now
                    )
            except IntegrityError:  # somebody was first a moment ago
                continue
        if record.created_at <= _oldest():
            IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim).delete()
            continue
        if record.body_sha256 != body_sha256:
            raise KeyReused(_("This key was used with another body; take a new key for a new wish."))
        if record.status is not None:
            return record
        if record.claimed_until <= now and _take_over(record, now):
            return record
        break
    raise InProgress(_("The first call with this key is still being done; ask again in a moment."))


def _take_over(record: IdempotencyRecord, now: dt.datetime) -> bool:
    """Do what somebody claimed and did not live to do."""
    dead, record.claim, record.claimed_until = record.claim, uuid.uuid4(), now + LEASE
    mine = IdempotencyRecord.objects.filter(pk=record.pk, claim=dead, status=None)
    return mine.update(claim=record.claim, claimed_until=record.claimed_until) == 1


def _keep(record: IdempotencyRecord, response: Response) -> None:
    body = JSONRenderer().render(response.data).decode() if response.data is not None else ""
    mine = IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim, status=None)
    kept = mine.update(
        status=response.status_code,
        content_type=response.content_type or ("application/json" if body else ""),
        location=response.headers.get("Location", ""),
        body=body,
    )
    if not kept:  # we took so long that somebody else does it: what we did is undone
        raise InProgress(_("The first call with this key is still being done; ask again in a moment."))


def _replay(record: IdempotencyRecord) -> HttpResponse:
    response = HttpResponse(record.body, status=record.status, content_type=record.content_type or None)
    if not record.content_type:
        del response.headers["Content-Type"]
    if record.location:
        response.headers["Location"] = record.location
    response.headers[REPLAYED] = "true"
    return response


def _oldest() -> dt.datetime:
    return clock.now() - dt.timedelta(hours=settings.API_IDEMPOTENCY_HOURS)


def _digest(data: Any) -> str:
    """What the call says, whatever the order of its members or the boundary of its parts."""
    if isinstance(data, QueryDict):
        data = {name: [_part(value) for value in data.getlist(name)] for name in data}
    said = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _part(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return [value.name, digest.hexdigest()]
