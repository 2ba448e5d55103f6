"""The outbox mark of an account event."""

from django.db import models


class AccountDelivery(models.Model):
    """The account event has been told to whomever it concerns; core knows nothing of this table."""

    account_event = models.OneToOneField("core.AccountEvent", models.CASCADE, primary_key=True, related_name="+")
    delivered_at = models.DateTimeField()

    def __str__(self):
        return f"{self.account_event_id}"
