"""Invitations: a manager asks a colleague into the organisation; the link works once and for a week."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.db import models, transaction

from core import clock
from core.accounts import NewAccount, account_problems, create_user, is_manager, new_email_problems, record
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, Violation
from core.models import Invitation, Organisation, User
from core.roles import Role

INVITE, WITHDRAW, ACCEPT = "invite_member", "withdraw_invitation", "accept_invitation"
VALID_FOR = dt.timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """A fresh invitation with its token in plain, which is nowhere kept: it goes into the link that is mailed."""

    invitation: Invitation
    token: str


def invite_member(actor: User, email: str, membership: str = User.Membership.MEMBER) -> Invited:
    """Ask somebody into the actor's organisation; an earlier open invitation to the same address is withdrawn.

    Raises NotPermitted (manager_required, organisation_not_approved) and RuleViolated (email_malformed,
    email_registered, membership_unknown).
    """
    if not is_manager(actor):
        raise NotPermitted(INVITE, "manager_required")
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
        if organisation.status != Organisation.Status.APPROVED:
            raise NotPermitted(INVITE, "organisation_not_approved")
        problems = new_email_problems(email, "email")
        if membership not in User.Membership.values:
            problems.append(Violation("membership_unknown", {"given": str(membership)[:20]}, "membership"))
        if problems:
            raise RuleViolated(INVITE, tuple(problems))
        now = clock.now()
        open_invitations(actor).filter(email__iexact=email).update(withdrawn_at=now)
        token = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email,
            membership=membership,
            token_sha256=_digest(token),
            invited_by=actor,
            invited_at=now,
            expires_at=now + VALID_FOR,
        )
        record(INVITE, actor, organisation=organisation, data={"email": email, "membership": membership})
    return Invited(invitation, token)


def withdraw_invitation(actor: User, invitation_id: int) -> Invitation:
    """Make the link worthless. Raises NotFound, NotPermitted, IllegalTransition (no longer open)."""
    with transaction.atomic():
        invitation = (
            Invitation.objects.select_for_update()
            .filter(pk=invitation_id, organisation_id=actor.organisation_id)
            .first()
        )
        if invitation is None:
            raise NotFound("invitation", str(invitation_id))
        if not is_manager(actor):
            raise NotPermitted(WITHDRAW, "manager_required")
        if closed := _closed_because(invitation):
            raise IllegalTransition(WITHDRAW, closed, ("open",))
        invitation.withdrawn_at = clock.now()
        invitation.save(update_fields=["withdrawn_at"])
        record(WITHDRAW, actor, organisation=invitation.organisation, data={"email": invitation.email})
    return invitation


def find_invitation(token: str) -> Invitation:
    """The invitation behind a link, for the page that shows it. Raises NotFound and RuleViolated like accepting."""
    return _usable(Invitation.objects.select_related("organisation"), token)


def accept_invitation(token: str, *, username: str, password: str, name: str, phone: str = "") -> User:
    """The invited person opens the account, under the address that was invited.

    Raises NotFound (no such link) and RuleViolated (invitation_accepted, invitation_withdrawn, invitation_expired, or
    what is wrong with the account).
    """
    with transaction.atomic():
        invitation = _usable(Invitation.objects.select_for_update(), token)
        account = NewAccount(username, name, invitation.email, password, phone)
        if problems := account_problems(account):
            raise RuleViolated(ACCEPT, tuple(problems))
        organisation = invitation.organisation
        contractor = organisation.kind == Organisation.Kind.CONTRACTOR
        person = create_user(
            account,
            role=Role.APPLICANT if contractor else Role.AGENCY,
            organisation=organisation,
            membership=invitation.membership,
        )
        invitation.accepted_at, invitation.accepted_by = clock.now(), person
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        record(ACCEPT, person, subject_user=person, organisation=organisation)
    return person


def open_invitations(viewer: User) -> models.QuerySet[Invitation]:
    """The invitations of the viewer's organisation that can still be accepted; only its managers see them."""
    if not is_manager(viewer):
        return Invitation.objects.none()
    return Invitation.objects.filter(
        organisation_id=viewer.organisation_id,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=clock.now(),
    ).order_by("-invited_at")


def _usable(invitations: models.QuerySet[Invitation], token: str) -> Invitation:
    invitation = invitations.filter(token_sha256=_digest(token)).first()
    if invitation is None:
        raise NotFound("invitation", "")
    if closed := _closed_because(invitation):
        raise RuleViolated(ACCEPT, (Violation(f"invitation_{closed}"),))
    return invitation


def _closed_because(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "expired" if invitation.expires_at <= clock.now() else ""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
