"""Accounts of people: what a new one must have, opening one for an officer, closing one."""

import re
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, Violation
from core.models import AccountEvent, Organisation, Squadron, User
from core.roles import SQUADRON_ROLES, Role

OPEN_ACCOUNT, DEACTIVATE_MEMBER, CHANGE_PASSWORD = "open_account", "deactivate_member", "change_password"
CHANGE_ACCOUNT = "change_account"
ORGANISATION_ROLES = frozenset({Role.APPLICANT, Role.AGENCY})
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,28}")


@dataclass(frozen=True)
class NewAccount:
    """What a person gives to get an account.

    password_hash: made by `make_password` already, instead of `password` (the demo city hashes its one password once).
    """

    username: str
    display_name: str
    email: str
    password: str = field(default="", repr=False)
    phone: str = ""
    password_hash: str = field(default="", repr=False)


def account_problems(account: NewAccount, prefix: str = "") -> list[Violation]:
    """Everything that speaks against opening this account. `prefix` goes before the field names."""
    found = _username_problems(account, f"{prefix}username")
    if not account.display_name.strip():
        found.append(Violation("name_missing", {}, f"{prefix}display_name"))
    found += new_email_problems(account.email, f"{prefix}email")
    if account.phone and not PHONE.fullmatch(account.phone):
        found.append(Violation("phone_malformed", {}, f"{prefix}phone"))
    if not account.password_hash:
        found += _password_problems(account, f"{prefix}password")
    return found


def new_email_problems(email: str, field: str) -> list[Violation]:
    """Whether something is a mail address, and one nobody with an open account has."""
    try:
        validate_email(email)
    except ValidationError:
        return [Violation("email_malformed", {}, field)]
    if User.objects.filter(email__iexact=email, is_active=True).exists():
        return [Violation("email_registered", {}, field)]
    return []


def create_user(account: NewAccount, **belonging) -> User:
    """The row of a checked account. Only services call this, inside their transaction.

    Raises RuleViolated (username_taken) when somebody else took the name since it was checked.
    """
    try:
        with transaction.atomic():
            return User.objects.create(
                username=account.username,
                display_name=account.display_name.strip(),
                email=account.email,
                phone=account.phone,
                password=account.password_hash or make_password(account.password),
                date_joined=clock.now(),
                **belonging,
            )
    except IntegrityError:
        raise RuleViolated(OPEN_ACCOUNT, (Violation("username_taken", {}, "username"),))


def record(action: str, actor: User | None, **about) -> AccountEvent:
    """Write a line of the accounts' trail: subject_user, organisation and data are `about`."""
    return AccountEvent.objects.create(action=action, actor=actor, at=clock.now(), **about)


def open_account(
    actor: User,
    account: NewAccount,
    role: Role,
    *,
    squadron: Squadron | None = None,
    organisation: Organisation | None = None,
    badge_number: str = "",
) -> User:
    """An administrator opens the account of an officer or of somebody at a partner agency.

    Squadron roles need a squadron, agency accounts an organisation; applicants come by registration or invitation.
    Raises NotPermitted and RuleViolated with every reason.
    """
    if actor.role != Role.ADMIN:
        raise NotPermitted(OPEN_ACCOUNT)
    if problems := [*account_problems(account), *opening_problems(role, squadron, organisation)]:
        raise RuleViolated(OPEN_ACCOUNT, tuple(problems))
    with transaction.atomic():
        person = create_user(
            account,
            role=role,
            squadron=squadron,
            organisation=organisation,
            badge_number=badge_number,
            is_staff=role == Role.ADMIN,
        )
        record(OPEN_ACCOUNT, actor, subject_user=person, organisation=organisation, data={"role": role})
    return person


def opening_problems(role: str, squadron: Squadron | None, organisation: Organisation | None) -> list[Violation]:
    """What speaks against an administrator opening an account in this role and place."""
    applicant = [Violation("applicant_opened_by_administrator", {}, "role")] if role == Role.APPLICANT else []
    return applicant + belonging_problems(role, squadron, organisation)


def belonging_problems(role: str, squadron: Squadron | None, organisation: Organisation | None) -> list[Violation]:
    """Whether an account belongs where its role belongs: to a squadron, to an organisation, or to neither."""
    found = []
    if role in SQUADRON_ROLES and squadron is None:
        found.append(Violation("squadron_missing", {}, "squadron"))
    if role not in SQUADRON_ROLES and squadron is not None:
        found.append(Violation("squadron_superfluous", {}, "squadron"))
    if role in ORGANISATION_ROLES and organisation is None:
        found.append(Violation("organisation_missing", {}, "organisation"))
    if role not in ORGANISATION_ROLES and organisation is not None:
        found.append(Violation("organisation_superfluous", {}, "organisation"))
    return found


def deactivate_member(actor: User, user_id: int) -> User:
    """Close an account: a manager's for members of the own organisation, an administrator's for everybody.

    The person is logged out at the next request; what they did stays theirs. Raises NotFound, NotPermitted,
    IllegalTransition (already closed) and RuleViolated (last_manager_leaving, own_account_closed).
    """
    with transaction.atomic():
        person = members_visible_to(actor).select_for_update(of=("self",)).filter(pk=user_id).first()
        if person is None:
            raise NotFound("user", str(user_id))
        if actor.role != Role.ADMIN and not is_manager(actor):
            raise NotPermitted(DEACTIVATE_MEMBER, "manager_required")
        if not person.is_active:
            raise IllegalTransition(DEACTIVATE_MEMBER, "inactive", ("active",))
        if problems := _closing_problems(actor, person):
            raise RuleViolated(DEACTIVATE_MEMBER, tuple(problems))
        person.is_active = False
        person.save(update_fields=["is_active"])
        record(DEACTIVATE_MEMBER, actor, subject_user=person, organisation=person.organisation)
    return person


def change_password(person: User, password: str) -> User:
    """Give the person the new password they chose; who asked (old password, mailed link) is checked by the door.

    Every other session of the person ends. Raises RuleViolated with every reason against the password.
    """
    account = NewAccount(person.username, person.display_name, person.email, password)
    if problems := _password_problems(account, "password"):
        raise RuleViolated(CHANGE_PASSWORD, tuple(problems))
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        record(CHANGE_PASSWORD, person, subject_user=person, organisation=person.organisation)
    return person


def change_own_account(person: User, *, display_name: str, phone: str, language: str) -> User:
    """Change what people may change of their own account; language "" follows the browser.

    Raises RuleViolated (name_missing, phone_malformed).
    """
    problems = [] if display_name.strip() else [Violation("name_missing", {}, "display_name")]
    if phone and not PHONE.fullmatch(phone):
        problems.append(Violation("phone_malformed", {}, "phone"))
    if problems:
        raise RuleViolated(CHANGE_ACCOUNT, tuple(problems))
    before = {"display_name": person.display_name, "phone": person.phone}
    with transaction.atomic():
        person.display_name, person.phone, person.language = display_name.strip(), phone, language
        person.save(update_fields=["display_name", "phone", "language"])
        record(CHANGE_ACCOUNT, person, subject_user=person, organisation=person.organisation, data={"before": before})
    return person


def members_visible_to(viewer: User) -> models.QuerySet[User]:
    """The accounts this person may know of: administrators all, others those of their own organisation."""
    if not viewer.is_active:
        return User.objects.none()
    if viewer.role == Role.ADMIN:
        return User.objects.all()
    if viewer.organisation_id is None:
        return User.objects.filter(pk=viewer.pk)
    return User.objects.filter(organisation_id=viewer.organisation_id)


def is_manager(person: User) -> bool:
    """Whether this person manages an organisation's people."""
    return bool(person.organisation_id) and person.membership == User.Membership.MANAGER and person.is_active


def _closing_problems(actor: User, person: User) -> list[Violation]:
    found = []
    if person == actor:
        found.append(Violation("own_account_closed"))
    if is_manager(person):
        colleagues = User.objects.select_for_update().filter(organisation=person.organisation_id, is_active=True)
        others = [colleague for colleague in colleagues if colleague != person]
        if others and not any(is_manager(colleague) for colleague in others):
            found.append(Violation("last_manager_leaving", {"members": len(others)}))
    return found


def _username_problems(account: NewAccount, field: str) -> list[Violation]:
    try:
        User._meta.get_field("username").clean(account.username, None)
    except ValidationError:
        return [Violation("username_malformed", {}, field)]
    if User.objects.filter(username__iexact=account.username).exists():
        return [Violation("username_taken", {}, field)]
    return []


def _password_problems(account: NewAccount, field: str) -> list[Violation]:
    """The reasons of AUTH_PASSWORD_VALIDATORS under their own codes, e.g. password_too_short {min_length: 10}."""
    person = User(username=account.username, email=account.email, display_name=account.display_name)
    try:
        validate_password(account.password, person)
    except ValidationError as refused:
        return [
            Violation(reason.code, {key: str(value) for key, value in (reason.params or {}).items()}, field)
            for reason in refused.error_list
        ]
    return []
