"""An organisation registers, is approved or rejected, corrects itself; a refusal changes nothing."""

import dataclasses

import pytest
from django.core.files.storage import default_storage

from core import clock, organisations
from core.accounts import NewAccount
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated
from core.models import AccountEvent, Organisation, User
from core.organisations import (
    DECIDERS,
    Registration,
    approve_organisation,
    correct_registration,
    may_apply,
    open_agency,
    organisations_visible_to,
    register_organisation,
    reject_organisation,
)
from core.roles import BRIGADE_ROLES, Role
from core.uscc import check_character
from tests.core import samples

pytestmark = pytest.mark.django_db
USCC = "91350100M000100Y43"
OTHER_USCC = "91330381MA2XXXXX0" + check_character("91330381MA2XXXXX0")


def licence():
    return samples.upload("营业执照.png", samples.picture("PNG"))


def registration(**changes):
    return dataclasses.replace(
        Registration("瑞安路桥建设有限公司", USCC, "安阳街道", "0577-6582", licence()), **changes
    )


def manager(**changes):
    return dataclasses.replace(NewAccount("chen", "陈工", "chen@example.com", "Cement-and-9-bags"), **changes)


def person(role, **more):
    return User.objects.create(username=f"{role}{User.objects.count()}", role=role, **more)


@pytest.fixture
def clerk():
    return person(Role.CLERK)


@pytest.fixture
def waiting():
    return register_organisation(registration(), manager())


def codes(refused):
    return {violation.code for violation in refused.value.violations}


def test_it_registers_itself_with_its_manager():
    with clock.at(clock.now()):
        organisation = register_organisation(registration(uscc=" 91350100m000100y43 "), manager())
        assert organisation.registered_at == clock.now()
    assert organisation.status == Organisation.Status.PENDING
    assert organisation.uscc == USCC
    assert default_storage.exists(organisation.licence_path)
    chen = User.objects.get(username="chen")
    assert (chen.role, chen.organisation, chen.membership) == (Role.APPLICANT, organisation, User.Membership.MANAGER)
    assert chen.check_password("Cement-and-9-bags")
    assert chen.is_active
    assert not chen.is_staff
    assert not may_apply(chen)
    event = AccountEvent.objects.get()
    assert (event.action, event.actor, event.organisation) == ("register_organisation", chen, organisation)


def test_every_reason_of_a_refusal_comes_at_once_and_nothing_is_kept():
    with pytest.raises(RuleViolated) as refused:
        register_organisation(
            registration(name=" ", uscc="91350100M000100Y44", licence=samples.upload("licence.html", b"<html>")),
            NewAccount("chen gong", " ", "not-an-address", "12345", phone="call me"),
        )
    assert {(violation.code, violation.field) for violation in refused.value.violations} == {
        ("organisation_name_missing", "name"),
        ("uscc_check_character_wrong", "uscc"),
        ("file_type_not_accepted", "licence"),
        ("username_malformed", "manager.username"),
        ("name_missing", "manager.display_name"),
        ("email_malformed", "manager.email"),
        ("phone_malformed", "manager.phone"),
        ("password_too_short", "manager.password"),
        ("password_too_common", "manager.password"),
        ("password_entirely_numeric", "manager.password"),
    }
    assert not Organisation.objects.exists()
    assert not User.objects.exists()
    assert not AccountEvent.objects.exists()


def test_what_somebody_else_has_already_is_refused(waiting):
    with pytest.raises(RuleViolated) as refused:
        register_organisation(registration(), manager(username="CHEN", email="Chen@example.com"))
    assert codes(refused) == {"uscc_registered", "username_taken", "email_registered"}
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"licence": None}, "licence_missing"), ({"name": "长" * 121}, "organisation_name_too_long")],
)
def test_other_reasons(changes, code):
    with pytest.raises(RuleViolated) as refused:
        register_organisation(registration(**changes), manager())
    assert codes(refused) == {code}


def test_a_password_like_the_name_is_refused():
    with pytest.raises(RuleViolated) as refused:
        register_organisation(registration(), manager(username="chenjianguo", password="chenjianguo1"))
    assert codes(refused) == {"password_too_similar"}


def test_the_window_approves_and_its_people_may_apply(waiting, clerk):
    approve_organisation(clerk, waiting.pk)
    waiting = Organisation.objects.get()
    assert (waiting.status, waiting.decided_by) == (Organisation.Status.APPROVED, clerk)
    assert waiting.decided_at is not None
    assert may_apply(User.objects.get(username="chen"))
    assert AccountEvent.objects.first().action == "approve_organisation"


def test_the_window_rejects_and_the_manager_corrects(waiting, clerk):
    reject_organisation(clerk, waiting.pk, " 营业执照看不清 ")
    rejected = Organisation.objects.get()
    assert (rejected.status, rejected.rejection_reason) == (Organisation.Status.REJECTED, "营业执照看不清")
    chen = User.objects.get(username="chen")
    assert not may_apply(chen)

    correct_registration(chen, registration(name="瑞安市路桥建设有限公司", licence=None))
    again = Organisation.objects.get()
    assert (again.status, again.rejection_reason, again.decided_by) == (Organisation.Status.PENDING, "", None)
    assert again.licence_path == rejected.licence_path
    event = AccountEvent.objects.first()
    assert (event.action, event.data["before"]["name"]) == ("correct_registration", "瑞安路桥建设有限公司")


def test_a_correction_is_checked_like_a_registration(waiting, clerk):
    register_organisation(registration(uscc=OTHER_USCC), manager(username="li", email="li@example.com"))
    reject_organisation(clerk, waiting.pk, "重新上传")
    with pytest.raises(RuleViolated) as refused:
        correct_registration(User.objects.get(username="chen"), registration(name="", uscc=OTHER_USCC))
    assert codes(refused) == {"organisation_name_missing", "uscc_registered"}
    assert Organisation.objects.get(pk=waiting.pk).status == Organisation.Status.REJECTED


@pytest.mark.parametrize(("reason", "code"), [("  ", "reason_missing"), ("长" * 501, "reason_too_long")])
def test_a_rejection_says_why(waiting, clerk, reason, code):
    with pytest.raises(RuleViolated) as refused:
        reject_organisation(clerk, waiting.pk, reason)
    assert codes(refused) == {code}
    assert Organisation.objects.get().status == Organisation.Status.PENDING


@pytest.mark.parametrize("role", [role for role in Role if role not in DECIDERS])
def test_nobody_else_decides(waiting, role):
    expected = NotPermitted if role in BRIGADE_ROLES else NotFound
    for action in (approve_organisation, lambda actor, pk: reject_organisation(actor, pk, "x")):
        with pytest.raises(expected):
            action(person(role), waiting.pk)
    assert Organisation.objects.get().status == Organisation.Status.PENDING
    assert AccountEvent.objects.count() == 1


def test_the_own_manager_sees_it_but_does_not_decide(waiting):
    with pytest.raises(NotPermitted):
        approve_organisation(User.objects.get(username="chen"), waiting.pk)


def test_what_is_decided_is_not_decided_again(waiting, clerk):
    approve_organisation(clerk, waiting.pk)
    for action in (approve_organisation, lambda actor, pk: reject_organisation(actor, pk, "x")):
        with pytest.raises(IllegalTransition) as refused:
            action(clerk, waiting.pk)
        assert (refused.value.stage, refused.value.allowed) == ("approved", ("pending",))
    with pytest.raises(IllegalTransition):
        correct_registration(User.objects.get(username="chen"), registration())
    with pytest.raises(NotFound):
        approve_organisation(clerk, 0)


def test_only_the_manager_corrects(waiting, clerk):
    reject_organisation(clerk, waiting.pk, "x")
    with pytest.raises(NotPermitted) as refused:
        correct_registration(person(Role.APPLICANT, organisation=waiting), registration())
    assert refused.value.reason == "manager_required"
    with pytest.raises(NotFound):
        correct_registration(clerk, registration())


@pytest.mark.parametrize("role", list(Role))
def test_the_brigade_sees_all_organisations_others_their_own(waiting, role):
    own = register_organisation(registration(uscc=OTHER_USCC), manager(username="li", email="li@example.com"))
    viewer = person(role, organisation=own)
    expected = {waiting, own} if role in BRIGADE_ROLES else {own}
    assert set(organisations_visible_to(viewer)) == expected
    viewer.is_active = False
    assert not organisations_visible_to(viewer).exists()


def test_a_code_taken_between_check_and_writing_is_refused_and_not_a_crash(waiting, monkeypatch):
    # Both registrations were checked before either was written.
    monkeypatch.setattr(organisations, "_identity_problems", lambda registration, own_id: [])
    with pytest.raises(RuleViolated) as refused:
        register_organisation(registration(), manager(username="li", email="li@example.com"))
    assert codes(refused) == {"uscc_registered"}
    assert not User.objects.filter(username="li").exists()


def test_an_administrator_enters_a_partner_agency():
    admin = person(Role.ADMIN)
    agency = open_agency(admin, Registration("瑞安市交通运输局", USCC), Organisation.Kind.ROAD_AUTHORITY)
    assert (agency.status, agency.kind, agency.decided_by) == ("approved", "road_authority", admin)
    assert AccountEvent.objects.get().action == "open_agency"
    with pytest.raises(RuleViolated) as refused:
        open_agency(admin, Registration("", USCC), Organisation.Kind.CONTRACTOR)
    assert codes(refused) == {"organisation_name_missing", "uscc_registered", "contractor_opened_by_administrator"}
    with pytest.raises(NotPermitted):
        open_agency(person(Role.CLERK), Registration("公交公司", OTHER_USCC), Organisation.Kind.BUS_COMPANY)
    assert Organisation.objects.count() == 1
