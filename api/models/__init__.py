"""The only rows of this door: keys of machines, and answers kept so that a repeated call is done once."""

from api.models.api_key import ApiKey
from api.models.idempotency_record import IdempotencyRecord

__all__ = ["ApiKey", "IdempotencyRecord"]
