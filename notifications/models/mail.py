"""One e-mail on its way to one address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """Written in the transaction that decides to send it, sent after commit, never twice.

    key: what makes it unique and gives its Message-ID (`event:12:user:5`). next_try_at: not sent before.
    secret: carries a link that lets somebody in; its text is erased once nothing more will be tried.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")
        UNCERTAIN = "uncertain", _("Uncertain whether it was sent")
        DROPPED = "dropped", _("No longer wanted")

    key = models.CharField(_("key"), max_length=80, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="+"
    )
    address = models.EmailField(_("mail address"))
    language = models.CharField(_("language"), max_length=10)
    template = models.CharField(_("message"), max_length=40)
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(max_length=500, blank=True)
    secret = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created"))
    next_try_at = models.DateTimeField(_("next attempt"))
    claimed_at = models.DateTimeField(_("being sent since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="pending"), name="mail_due"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="mail_being_sent"),
        ]

    def __str__(self):
        return f"{self.key} {self.state}"
