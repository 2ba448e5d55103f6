"""Organisations: they register themselves, the window approves or rejects them."""

from dataclasses import dataclass

from django.db import IntegrityError, models, transaction

from core import clock, uscc
from core.accounts import NewAccount, account_problems, create_user, is_manager, record
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, Violation
from core.file_contents import PDF
from core.files import PICTURES, CleanFile, Upload, keep, read_upload
from core.models import Organisation, User
from core.roles import BRIGADE_ROLES, Role

REGISTER, CORRECT = "register_organisation", "correct_registration"
APPROVE, REJECT = "approve_organisation", "reject_organisation"
OPEN_AGENCY = "open_agency"
DECIDERS = frozenset({Role.CLERK, Role.ADMIN})
NAME_MAX, REASON_MAX = 120, 500
LICENCES = PICTURES | {PDF}
LICENCE_FOLDER = "organisations/licences"


@dataclass(frozen=True)
class Registration:
    """What an organisation says of itself. uscc: 统一社会信用代码; licence: the scanned business licence (营业执照)."""

    name: str
    uscc: str
    address: str = ""
    phone: str = ""
    licence: Upload | None = None


def register_organisation(registration: Registration, manager: NewAccount) -> Organisation:
    """A contractor registers itself with its first manager; it may log in at once and apply once it is approved.

    Raises RuleViolated with every reason: those of the organisation, of the licence (`files.read_upload`) and of the
    account (`accounts.account_problems`, fields `manager.…`).
    """
    problems, licence = _registration_problems(registration, own_id=None)
    problems += account_problems(manager, "manager.")
    if problems:
        raise RuleViolated(REGISTER, tuple(problems))
    with transaction.atomic():
        try:
            with transaction.atomic():
                organisation = Organisation.objects.create(
                    registered_at=clock.now(),
                    status=Organisation.Status.PENDING,
                    kind=Organisation.Kind.CONTRACTOR,
                    **_fields(registration, licence),
                )
        except IntegrityError:
            raise RuleViolated(REGISTER, (_taken(),))
        person = create_user(
            manager, role=Role.APPLICANT, organisation=organisation, membership=User.Membership.MANAGER
        )
        record(REGISTER, person, subject_user=person, organisation=organisation, data={"uscc": organisation.uscc})
    return organisation


def correct_registration(actor: User, registration: Registration) -> Organisation:
    """The manager of a rejected organisation puts right what was wrong; it waits for approval again."""
    with transaction.atomic():
        organisation = _locked(actor.organisation_id)
        if not is_manager(actor):
            raise NotPermitted(CORRECT, "manager_required")
        _require(CORRECT, organisation, Organisation.Status.REJECTED)
        problems, licence = _registration_problems(registration, own_id=organisation.pk)
        if problems:
            raise RuleViolated(CORRECT, tuple(problems))
        before = {"name": organisation.name, "uscc": organisation.uscc, "licence_path": organisation.licence_path}
        for name, value in _fields(registration, licence).items():
            setattr(organisation, name, value)
        organisation.status = Organisation.Status.PENDING
        organisation.decided_at = organisation.decided_by = None
        organisation.rejection_reason = ""
        organisation.save()
        record(CORRECT, actor, organisation=organisation, data={"before": before})
    return organisation


def approve_organisation(actor: User, organisation_id: int) -> Organisation:
    """The window lets the organisation apply. Raises NotFound, NotPermitted, IllegalTransition (not waiting)."""
    with transaction.atomic():
        organisation = _waiting(actor, organisation_id, APPROVE)
        return _decide(actor, organisation, Organisation.Status.APPROVED, APPROVE)


def reject_organisation(actor: User, organisation_id: int, reason: str) -> Organisation:
    """The window says why it rejects it; it may correct and try again (RuleViolated: reason_missing or too_long)."""
    with transaction.atomic():
        organisation = _waiting(actor, organisation_id, REJECT)
        reason = reason.strip()
        if not reason:
            raise RuleViolated(REJECT, (Violation("reason_missing", {}, "reason"),))
        if len(reason) > REASON_MAX:
            raise RuleViolated(REJECT, (Violation("reason_too_long", {"allowed": REASON_MAX}, "reason"),))
        organisation.rejection_reason = reason
        return _decide(actor, organisation, Organisation.Status.REJECTED, REJECT)


def agency_problems(registration: Registration, kind: str) -> tuple[Violation, ...]:
    """What speaks against entering a partner agency; it needs no licence."""
    found = _identity_problems(registration, None)
    if kind == Organisation.Kind.CONTRACTOR:
        found.append(Violation("contractor_opened_by_administrator", {}, "kind"))
    return tuple(found)


def open_agency(actor: User, registration: Registration, kind: str) -> Organisation:
    """An administrator enters a partner agency (road authority, bus company …); it is approved at once.

    Raises NotPermitted and RuleViolated with every reason of `agency_problems`.
    """
    if actor.role != Role.ADMIN:
        raise NotPermitted(OPEN_AGENCY)
    if problems := agency_problems(registration, kind):
        raise RuleViolated(OPEN_AGENCY, problems)
    now = clock.now()
    with transaction.atomic():
        agency = Organisation.objects.create(
            kind=kind,
            status=Organisation.Status.APPROVED,
            registered_at=now,
            decided_at=now,
            decided_by=actor,
            **_fields(registration, None),
        )
        record(OPEN_AGENCY, actor, organisation=agency, data={"kind": kind})
    return agency


def organisations_visible_to(viewer: User) -> models.QuerySet[Organisation]:
    """The organisations this person may know of: the brigade all, everybody else the own one."""
    if not viewer.is_active:
        return Organisation.objects.none()
    if viewer.role in BRIGADE_ROLES:
        return Organisation.objects.all()
    return Organisation.objects.filter(pk=viewer.organisation_id)


def may_apply(person: User) -> bool:
    """Whether somebody applies for an organisation the window has approved."""
    return (
        person.is_active
        and person.role == Role.APPLICANT
        and person.organisation is not None
        and person.organisation.status == Organisation.Status.APPROVED
    )


def _registration_problems(
    registration: Registration, *, own_id: int | None
) -> tuple[list[Violation], CleanFile | None]:
    """What is wrong, and the checked licence. A correction may leave the licence away: the earlier one stays."""
    found = _identity_problems(registration, own_id)
    if registration.licence is None:
        if own_id is None:
            found.append(Violation("licence_missing", {}, "licence"))
        return found, None
    try:
        return found, read_upload(registration.licence, accept=LICENCES, field="licence")
    except RuleViolated as refused:
        return [*found, *refused.violations], None


def _identity_problems(registration: Registration, own_id: int | None) -> list[Violation]:
    found = []
    if not registration.name.strip():
        found.append(Violation("organisation_name_missing", {}, "name"))
    elif len(registration.name.strip()) > NAME_MAX:
        found.append(Violation("organisation_name_too_long", {"allowed": NAME_MAX}, "name"))
    code = uscc.normalised(registration.uscc)
    found += (wrong := uscc.problems(code))
    if not wrong and Organisation.objects.filter(uscc=code).exclude(pk=own_id).exists():
        found.append(_taken())
    return found


def _fields(registration: Registration, licence: CleanFile | None) -> dict:
    fields = {
        "name": registration.name.strip(),
        "uscc": uscc.normalised(registration.uscc),
        "address": registration.address.strip(),
        "phone": registration.phone.strip(),
    }
    return fields | ({"licence_path": keep(licence, LICENCE_FOLDER).path} if licence else {})


def _taken() -> Violation:
    return Violation("uscc_registered", {}, "uscc")


def _locked(organisation_id: int | None) -> Organisation:
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound("organisation", str(organisation_id))
    return organisation


def _waiting(actor: User, organisation_id: int, action: str) -> Organisation:
    """The locked organisation, if this person may decide about it and it waits for a decision."""
    organisation = _locked(organisation_id)
    if not organisations_visible_to(actor).filter(pk=organisation.pk).exists():
        raise NotFound("organisation", str(organisation_id))
    if actor.role not in DECIDERS:
        raise NotPermitted(action)
    _require(action, organisation, Organisation.Status.PENDING)
    return organisation


def _require(action: str, organisation: Organisation, status: str) -> None:
    if organisation.status != status:
        raise IllegalTransition(action, organisation.status, (status,))


def _decide(actor: User, organisation: Organisation, status: str, action: str) -> Organisation:
    organisation.status, organisation.decided_at, organisation.decided_by = status, clock.now(), actor
    organisation.save()
    record(action, actor, organisation=organisation, data={"reason": organisation.rejection_reason})
    return organisation
