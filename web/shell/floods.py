"""Forms open to everybody: how often one address may send one within the hour."""

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest

from core import clock

HOUR_S = 3600


def within_hourly_limit(request: HttpRequest, form: str, most: int) -> bool:
    """Count one more sending of `form` from this address; False, uncounted, once `most` came within the hour."""
    key = f"{form}:{get_client_ip_address(request)}:{clock.now():%Y%m%d%H}"
    sent = cache.get_or_set(key, 0, HOUR_S)
    if sent >= most:
        return False
    cache.set(key, sent + 1, HOUR_S)
    return True
