"""Who may do which action: one matrix, one row per action."""

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from core.errors import NotPermitted
from core.models import Organisation, User
from core.roles import Role
from permits.lifecycle import Action
from permits.models import Case, Works


class Scope(Enum):
    """On which cases and works a role holds its right."""

    ANY = "any"
    OWN = "own"  # of the actor's own organisation, once the window approved it
    AREA = "area"  # inside the actor's squadron's area
    ASKED = "asked"  # the actor's agency was asked for an opinion
    ROAD_AUTHORITY = "road_authority"  # the actor's agency is the road authority


class Grant(NamedTuple):
    """A role that holds the right, and on what."""

    role: Role
    scope: Scope = Scope.ANY


_APPLICANT = Grant(Role.APPLICANT, Scope.OWN)
_SQUADRON = Grant(Role.SQUADRON, Scope.AREA)
_INSPECTOR = Grant(Role.INSPECTOR, Scope.AREA)
_ROAD_AUTHORITY = Grant(Role.AGENCY, Scope.ROAD_AUTHORITY)

#: The system (actor None) acts where the clock decides.
SYSTEM_ACTIONS = frozenset({Action.ACCEPT, Action.EXPIRE, Action.SUPERSEDE})

MATRIX: Mapping[Action, tuple[Grant, ...]] = MappingProxyType(
    {
        Action.EDIT: (_APPLICANT,),
        Action.SUBMIT: (_APPLICANT,),
        Action.DISCARD: (_APPLICANT,),
        Action.ACCEPT: (Grant(Role.CLERK),),
        Action.REQUEST_CORRECTION: (Grant(Role.CLERK),),
        Action.DECLINE: (Grant(Role.CLERK),),
        Action.WITHDRAW: (_APPLICANT, Grant(Role.CLERK)),
        Action.RESUBMIT: (_APPLICANT,),
        Action.RECORD_SURVEY: (_SQUADRON,),
        Action.ASK_OPINION: (Grant(Role.REVIEWER),),
        Action.GIVE_OPINION: (Grant(Role.AGENCY, Scope.ASKED),),
        Action.REQUEST_REVISION: (Grant(Role.REVIEWER),),
        Action.SUBMIT_REVISION: (_APPLICANT,),
        Action.CLOSE_REVIEW: (Grant(Role.REVIEWER),),
        Action.GIVE_LEGAL_OPINION: (Grant(Role.LEGAL),),
        Action.GRANT: (Grant(Role.LEADER),),
        Action.REFUSE: (Grant(Role.LEADER),),
        Action.RETURN_TO_REVIEW: (Grant(Role.LEADER),),
        Action.EXTEND_PROCESSING: (Grant(Role.LEADER),),
        Action.ISSUE: (Grant(Role.CLERK),),
        Action.SUPERSEDE: (),
        Action.EXPIRE: (),
        Action.REVOKE: (Grant(Role.LEADER),),
        Action.RECALL: (Grant(Role.LEADER),),
        Action.CANCEL: (Grant(Role.CLERK), Grant(Role.LEADER)),
        Action.START: (_APPLICANT,),
        Action.REPORT_EMERGENCY_START: (_APPLICANT,),
        Action.ABANDON: (_APPLICANT, Grant(Role.CLERK)),
        Action.SUSPEND: (_SQUADRON, _INSPECTOR, Grant(Role.LEADER)),
        Action.RESUME: (_SQUADRON, _INSPECTOR, Grant(Role.LEADER)),
        Action.REQUEST_ACCEPTANCE: (_APPLICANT,),
        Action.SIGN_ACCEPTANCE: (_SQUADRON, _ROAD_AUTHORITY),
        Action.RETURN_TO_WORKS: (_SQUADRON, _ROAD_AUTHORITY),
        Action.ARCHIVE: (Grant(Role.ARCHIVIST),),
    }
)

Subject = Case | Works


def _own(actor: User, subject: Subject) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == subject.organisation_id


def _area(actor: User, subject: Subject) -> bool:
    return actor.squadron_id is not None and actor.squadron_id == subject.squadron_id


def _asked(actor: User, subject: Subject) -> bool:
    return isinstance(subject, Case) and subject.opinions.filter(organisation_id=actor.organisation_id).exists()


def _road_authority(actor: User, subject: Subject) -> bool:
    return actor.organisation is not None and actor.organisation.kind == Organisation.Kind.ROAD_AUTHORITY


_HOLDS: Mapping[Scope, Callable[[User, Subject], bool]] = MappingProxyType(
    {
        Scope.ANY: lambda actor, subject: True,
        Scope.OWN: _own,
        Scope.AREA: _area,
        Scope.ASKED: _asked,
        Scope.ROAD_AUTHORITY: _road_authority,
    }
)

_OUTSIDE: Mapping[Scope, str] = MappingProxyType(
    {
        Scope.OWN: "other_organisation",
        Scope.AREA: "other_squadron",
        Scope.ASKED: "opinion_not_asked",
        Scope.ROAD_AUTHORITY: "not_road_authority",
    }
)

#: Deciding actions closed to whoever closed the review (two-person rule of PRODUCT.md).
DECIDING = frozenset({Action.GRANT, Action.REFUSE})


def refusal(actor: User | None, action: Action, subject: Subject) -> str:
    """Why `actor` may not do `action` on `subject`: a reason code of messages.py, or "" when it may."""
    if actor is None:
        return "" if action in SYSTEM_ACTIONS else "system_not_entitled"
    if not actor.is_active:
        return "account_inactive"
    grants = [grant for grant in MATRIX[action] if grant.role == actor.role]
    if not grants:
        return "role_not_entitled"
    if actor.role == Role.APPLICANT and (
        actor.organisation is None or actor.organisation.status != Organisation.Status.APPROVED
    ):
        return "organisation_not_approved"
    if not any(_HOLDS[grant.scope](actor, subject) for grant in grants):
        return _OUTSIDE[grants[0].scope]
    if action in DECIDING and isinstance(subject, Case) and subject.reviewed_by_id == actor.pk:
        return "reviewer_may_not_decide"
    return ""


def require(actor: User | None, action: Action, subject: Subject) -> None:
    """Raise NotPermitted unless `actor` may do `action` on `subject`."""
    reason = refusal(actor, action, subject)
    if reason:
        raise NotPermitted(action.value, reason)
