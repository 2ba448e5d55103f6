"""An invitation to join an organisation."""

from django.db import models

from core.models.user import User


class Invitation(models.Model):
    """Valid once and until it expires; the token is kept only as a hash."""

    organisation = models.ForeignKey("core.Organisation", models.CASCADE, related_name="invitations")
    email = models.EmailField()
    membership = models.CharField(max_length=10, choices=User.Membership, default=User.Membership.MEMBER)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return f"{self.email} → {self.organisation_id}"
