"""A click repeated acts once: each form carries a token, and the second POST of a token gets the first one's answer."""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core import clock
from web.models import Submission
from web.shell.errors import came_from

FIELD = "submission"
#: How long an answer is remembered, and after how long a claim without an answer (a killed process) is void.
KEPT = dt.timedelta(days=1)
VOID_AFTER = dt.timedelta(minutes=2)
PATIENCE_S = 3.0
REDIRECTS = (301, 302, 303)


def new_token() -> str:
    """A token for one showing of one form."""
    return uuid.uuid4().hex


def once(view: Callable) -> Callable:
    """Let a POST with a submission token act once, whichever web process hears it.

    The first POST claims its token; when it answers with a redirect, every later POST of the token is sent to the same
    address without acting. Refused or failed, it gives the token back, so that the corrected form can be sent.
    A POST without a token acts as it always did.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        token = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not token:
            return view(request, *args, **kwargs)
        key = _key(request, token)
        if not _claim(key):
            return _first_answer(request, key)
        response = None
        try:
            response = view(request, *args, **kwargs)
            return response
        finally:
            if response is not None and response.status_code in REDIRECTS:
                Submission.objects.filter(pk=key).update(location=response["Location"])
            else:
                Submission.objects.filter(pk=key).delete()

    return guarded


def seen_version(request: HttpRequest) -> int | None:
    """The version of the case or works the person was looking at; None when the form did not say a number."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _key(request: HttpRequest, token: str) -> str:
    person = request.user.pk if request.user.is_authenticated else request.session.session_key
    return sha256(f"{person}\n{request.path}\n{token}".encode()).hexdigest()


def _claim(key: str) -> bool:
    now = clock.now()
    Submission.objects.filter(claimed_at__lt=now - KEPT).delete()
    Submission.objects.filter(pk=key, location="", claimed_at__lt=now - VOID_AFTER).delete()
    try:
        with transaction.atomic():
            Submission.objects.create(pk=key, claimed_at=now)
    except IntegrityError:
        return False
    return True


def _first_answer(request: HttpRequest, key: str) -> HttpResponse:
    waited_s = 0.0
    while True:
        location = Submission.objects.filter(pk=key).values_list("location", flat=True).first()
        if location:
            return HttpResponseRedirect(location)
        if location is None or waited_s >= PATIENCE_S:
            break
        time.sleep(0.1)
        waited_s += 0.1
    messages.info(request, _("Your first click is still being worked on. Look again in a moment."))
    return HttpResponseRedirect(came_from(request) or "/")
