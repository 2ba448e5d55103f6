"""A person with an account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.roles import Role


class User(AbstractUser):
    """One person, one role; applicants and agencies belong to an organisation, squadron roles to a squadron."""

    class Membership(models.TextChoices):
        MANAGER = "manager", _("Manager")
        MEMBER = "member", _("Member")

    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.APPLICANT)
    display_name = models.CharField(_("full name"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="members",
    )
    membership = models.CharField(_("membership"), max_length=10, choices=Membership, default=Membership.MEMBER)
    squadron = models.ForeignKey(
        "core.Squadron", models.PROTECT, verbose_name=_("squadron"), null=True, blank=True, related_name="officers"
    )
    badge_number = models.CharField(_("badge number"), max_length=20, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=[("zh-hans", "简体中文"), ("en", "English")]
    )

    def __str__(self):
        return self.display_name or self.username
