"""API keys: made, looked up, revoked."""

import datetime as dt
import hashlib
import secrets

from django.db.models import Q

from api.models import ApiKey
from core import clock
from core.models import User

MARK = "rw_"
PREFIX_LENGTH = 12
#: How exactly "last used" is kept: a write for every call would make every read a write.
USE_NOTED_EVERY = dt.timedelta(minutes=5)


def issue_key(user: User, label: str, *, expires_at: dt.datetime | None = None, by: User | None = None):
    """A new key of `user`: (the row, the key in full). The key cannot be shown again."""
    key = MARK + secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        user=user,
        label=label,
        prefix=key[:PREFIX_LENGTH],
        sha256=_digest(key),
        created_at=clock.now(),
        created_by=by,
        expires_at=expires_at,
    )
    return row, key


def valid_key(key: str) -> ApiKey | None:
    """The row of a key that may be used now; None for one that is unknown, revoked, expired or of a closed account."""
    now = clock.now()
    found = (
        ApiKey.objects.select_related("user", "user__organisation", "user__squadron")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now), sha256=_digest(key), revoked_at=None, user__is_active=True)
        .first()
    )
    if found is not None and (found.last_used_at is None or found.last_used_at < now - USE_NOTED_EVERY):
        ApiKey.objects.filter(pk=found.pk).update(last_used_at=now)
    return found


def revoke_keys(keys) -> int:
    """Close every key of the queryset for good; how many were open."""
    return keys.filter(revoked_at=None).update(revoked_at=clock.now())


def _digest(key: str) -> str:
    """Plain SHA-256 is enough: the key itself is 256 random bits, so there is no dictionary to try."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
