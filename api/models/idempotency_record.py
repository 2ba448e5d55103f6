"""What was answered to a call that named an Idempotency-Key."""

from django.db import models


class IdempotencyRecord(models.Model):
    """One call. caller: the person's primary key, "" for a stranger. body_sha256: what the call said.

    claim, claimed_until: who is doing it now, and until when that is believed. status: None while it is being done;
    the answer is written in the transaction of what it did, so a crash leaves neither.
    """

    caller = models.CharField(max_length=20, blank=True)
    method = models.CharField(max_length=6)
    path = models.CharField(max_length=300)
    key = models.CharField(max_length=128)
    body_sha256 = models.CharField(max_length=64)
    claim = models.UUIDField()
    claimed_until = models.DateTimeField()
    created_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=60, blank=True)
    location = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "method", "path", "key"], name="idempotency_key_once_per_call")
        ]

    def __str__(self):
        return f"{self.method} {self.path} {self.key}"
