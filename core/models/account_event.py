"""What happened to accounts and organisations: an append-only trail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccountEvent(models.Model):
    """One line of the trail; notifications reads the undelivered ones."""

    action = models.CharField(_("action"), max_length=40)
    actor = models.ForeignKey(
        "core.User", models.PROTECT, verbose_name=_("by whom"), null=True, blank=True, related_name="+"
    )
    subject_user = models.ForeignKey(
        "core.User", models.PROTECT, verbose_name=_("person concerned"), null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    data = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("account event")
        verbose_name_plural = _("account events")

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.action}"
