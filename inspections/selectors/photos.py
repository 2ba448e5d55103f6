"""One photo to show to somebody who may see what it belongs to."""

from django.db.models import Q

from core.errors import NotFound
from core.models import User
from inspections.models import Photo
from inspections.selectors.visibility import visible_orders, visible_reports, visible_visits


def get_photo(actor: User | None, photo_id: int) -> Photo:
    """The photo of a visit, an answer or a report the person may know of. NotFound otherwise."""
    photo = (
        Photo.objects.filter(
            Q(visit__in=visible_visits(actor))
            | Q(answer__order__in=visible_orders(actor))
            | Q(report__in=visible_reports(actor))
        )
        .filter(pk=photo_id)
        .first()
    )
    if photo is None:
        raise NotFound("photo", str(photo_id))
    return photo
