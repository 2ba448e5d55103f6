"""Who may do which action on site: one matrix, one row per action."""

from collections.abc import Mapping
from types import MappingProxyType

from core.errors import NotPermitted
from core.models import Organisation, User
from core.roles import SQUADRON_ROLES, Role
from inspections.lifecycle import Action
from inspections.models import CitizenReport, Order, Visit
from permits.models import Works
from permits.policy import Grant, Scope

Subject = Works | Visit | Order | CitizenReport

_IN_THEIR_AREA = (Grant(Role.SQUADRON, Scope.AREA), Grant(Role.INSPECTOR, Scope.AREA))

#: The clock acts here, and nobody else.
SYSTEM_ACTIONS = frozenset({Action.MISS_VISIT, Action.ESCALATE_ORDER})
#: Anybody may, without an account.
PUBLIC_ACTIONS = frozenset({Action.REPORT_SITE})
#: Closed to everyone but the two officers who issued the order, as long as one of them is there (PRODUCT.md).
ISSUERS_ONLY = frozenset({Action.VERIFY_ORDER, Action.RETURN_ORDER})

MATRIX: Mapping[Action, tuple[Grant, ...]] = MappingProxyType(
    {
        Action.BEGIN_UNPLANNED_VISIT: _IN_THEIR_AREA,
        Action.START_VISIT: _IN_THEIR_AREA,
        Action.ATTACH_PHOTO: _IN_THEIR_AREA,
        Action.RECORD_VISIT: _IN_THEIR_AREA,
        Action.MISS_VISIT: (),
        Action.ISSUE_ORDER: _IN_THEIR_AREA,
        Action.ISSUE_STOP_ORDER: _IN_THEIR_AREA,
        Action.ANSWER_ORDER: (Grant(Role.APPLICANT, Scope.OWN),),
        Action.VERIFY_ORDER: _IN_THEIR_AREA,
        Action.RETURN_ORDER: _IN_THEIR_AREA,
        Action.ESCALATE_ORDER: (),
        Action.REPORT_SITE: (),
        Action.REVEAL_CONTACT: (*_IN_THEIR_AREA, Grant(Role.COMMANDER), Grant(Role.LEADER)),
        Action.HANDLE_REPORT: (*_IN_THEIR_AREA, Grant(Role.COMMANDER)),
    }
)


def refusal(actor: User | None, action: Action, subject: Subject) -> str:
    """Why `actor` may not do `action` on `subject`: a reason code of messages.py, or "" when it may."""
    if action in PUBLIC_ACTIONS:
        return ""
    if actor is None:
        return "" if action in SYSTEM_ACTIONS else "system_not_entitled"
    if not actor.is_active:
        return "account_inactive"
    grants = [grant for grant in MATRIX[action] if grant.role == actor.role]
    if not grants:
        return "role_not_entitled"
    if not any(_holds(grant.scope, actor, subject) for grant in grants):
        return _outside(actor)
    if action in ISSUERS_ONLY and isinstance(subject, Order) and not _may_judge(actor, subject):
        return "not_officer_of_order"
    return ""


def require(actor: User | None, action: Action, subject: Subject) -> None:
    """Raise NotPermitted unless `actor` may do `action` on `subject`."""
    reason = refusal(actor, action, subject)
    if reason:
        raise NotPermitted(action.value, reason)


def _holds(scope: Scope, actor: User, subject: Subject) -> bool:
    place = subject.works if isinstance(subject, Visit | Order) else subject
    if scope is Scope.AREA:
        return actor.squadron_id is not None and actor.squadron_id == place.squadron_id
    if scope is Scope.OWN:
        approved = actor.organisation is not None and actor.organisation.status == Organisation.Status.APPROVED
        return approved and actor.organisation_id == place.organisation_id
    return True


def _outside(actor: User) -> str:
    if actor.role in SQUADRON_ROLES:
        return "other_squadron"
    if actor.organisation is not None and actor.organisation.status != Organisation.Status.APPROVED:
        return "organisation_not_approved"
    return "other_organisation"


def _may_judge(actor: User, order: Order) -> bool:
    """One of the two who issued it; any colleague of the squadron once neither serves there any more."""
    issuers = (order.officer, order.second_officer)
    if actor in issuers:
        return True
    return not any(officer.is_active and officer.squadron_id == order.works.squadron_id for officer in issuers)
