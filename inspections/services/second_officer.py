"""The colleague who stands beside the acting officer."""

from core.errors import Violation
from core.models import User
from core.roles import SQUADRON_ROLES
from inspections.rules.officers import OfficerFacts, second_officer_violations
from permits.models import Works


def find_second_officer(actor: User, username: str, works: Works) -> tuple[User | None, tuple[Violation, ...]]:
    """The person of that user name, and why they cannot be the second officer at this works."""
    second = User.objects.select_related("squadron").filter(username=username).first() if username else None
    facts = OfficerFacts(
        named=bool(username),
        known=second is not None,
        is_the_actor=second == actor,
        active=second is not None and second.is_active,
        entitled_role=second is not None and second.role in SQUADRON_ROLES,
        same_squadron=second is not None and second.squadron_id == works.squadron_id,
    )
    return second, second_officer_violations(facts)
