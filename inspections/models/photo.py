"""A photo taken as evidence, with time and place."""

from django.conf import settings
from django.db import models
from django.db.models import Q


def _owned_by(owner: str) -> Q:
    others = {"visit", "answer", "report"} - {owner}
    return Q(**{f"{owner}__isnull": False}, **{f"{other}__isnull": True for other in others})


class Photo(models.Model):
    """Belongs to a visit (item_code says of which checklist item), an answer or a report of the public.

    taken_at, lon (WGS84), lat: what the phone or the picture itself said; null when neither did.
    """

    visit = models.ForeignKey("inspections.Visit", models.PROTECT, null=True, blank=True, related_name="photos")
    item_code = models.CharField(max_length=4, blank=True)
    answer = models.ForeignKey("inspections.OrderAnswer", models.PROTECT, null=True, blank=True, related_name="photos")
    report = models.ForeignKey(
        "inspections.CitizenReport", models.PROTECT, null=True, blank=True, related_name="photos"
    )
    path = models.CharField(max_length=255)
    original_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_owned_by("visit") | _owned_by("answer") | _owned_by("report"), name="photo_one_owner"
            )
        ]

    def __str__(self):
        return self.original_name
