"""Which forms have already been acted on."""

from django.db import models


class Submission(models.Model):
    """One sending of one form: claimed before the view acts, given the answer's address afterwards.

    key: SHA-256 of person, path and one-time token. location: empty while the first click is being worked on.
    """

    key = models.CharField(max_length=64, primary_key=True)
    claimed_at = models.DateTimeField(db_index=True)
    location = models.CharField(max_length=2000, blank=True)

    def __str__(self):
        return self.key
