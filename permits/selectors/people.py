"""The people and agencies an action may name."""

from django.db.models import QuerySet

from core.models import Organisation, User
from core.roles import SQUADRON_ROLES
from permits.models import Case


def survey_partners(actor: User, case: Case) -> QuerySet[User]:
    """Who may be the second officer of a survey by `actor`: the other active officers of the case's squadron."""
    officers = User.objects.filter(is_active=True, role__in=SQUADRON_ROLES, squadron=case.squadron_id)
    return officers.exclude(squadron=None).exclude(pk=actor.pk).order_by("role", "display_name", "username")


def agencies_to_ask(case: Case) -> QuerySet[Organisation]:
    """The partner agencies not yet asked about this case."""
    asked = case.opinions.values("organisation")
    return (
        Organisation.objects.exclude(kind=Organisation.Kind.CONTRACTOR)
        .filter(status=Organisation.Status.APPROVED)
        .exclude(pk__in=asked)
        .order_by("kind", "name")
    )
