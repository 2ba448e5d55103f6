"""Places whose way in must not be cut off: schools, hospitals, fire stations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permits.models.boxed import Boxed


class SensitivePlace(Boxed):
    """geometry: a Point at its way in, or a Polygon. Entered by the administrator or imported."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("School")
        HOSPITAL = "hospital", _("Hospital")
        FIRE_STATION = "fire_station", _("Fire station")

    ref = models.CharField(_("reference"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta:
        ordering = ["ref"]
        verbose_name = _("sensitive place")
        verbose_name_plural = _("sensitive places")

    def __str__(self):
        return self.name
