"""Who calls: a machine by its key, or a signed-in person by the cookie of the pages."""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import APIException, AuthenticationFailed

from api.keys import valid_key


class CsrfFailed(APIException):
    """A call by cookie without the token that proves it came from our own page."""

    status_code = 403
    default_code = "csrf_failed"


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`."""

    def authenticate(self, request):
        """(person, key row), or None when the call names no bearer key. Raises AuthenticationFailed for a bad one."""
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        row = valid_key(words[1].decode("latin-1")) if len(words) == 2 else None
        if row is None:
            raise AuthenticationFailed(_("This key is unknown, revoked or expired."), code="key_invalid")
        return row.user, row

    def authenticate_header(self, request):
        return "Bearer"


class CookieAuthentication(SessionAuthentication):
    """The session of the pages; unsafe calls carry X-CSRFToken."""

    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except APIException as refused:
            raise CsrfFailed(str(refused.detail))
