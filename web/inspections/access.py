"""Who finds the officers' pages of supervision."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from core.errors import NotPermitted
from core.roles import OFFICER_ROLES


def officers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Signed in and of the brigade; everyone else is told that their role does not include this page."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.user.role not in OFFICER_ROLES:
            raise NotPermitted("", "role_not_entitled")
        return view(request, *args, **kwargs)

    return guarded
