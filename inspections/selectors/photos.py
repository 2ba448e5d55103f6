"""One photo to show to somebody who may see what it belongs to."""

from django.db.models import Exists, OuterRef

from core.errors import NotFound
from core.models import User
from inspections.models import Photo
from inspections.selectors.visibility import visible_orders, visible_reports, visible_visits


def get_photo(actor: User | None, photo_id: int) -> Photo:
    """The photo of a visit, an answer or a report the person may know of. NotFound otherwise."""
    photo = (
        Photo.objects.filter(
            Exists(visible_visits(actor).filter(pk=OuterRef("visit")))
            | Exists(visible_orders(actor).filter(pk=OuterRef("answer__order")))
            | Exists(visible_reports(actor).filter(pk=OuterRef("report")))
        )
        .filter(pk=photo_id)
        .first()
    )
    if photo is None:
        raise NotFound("photo", str(photo_id))
    return photo
