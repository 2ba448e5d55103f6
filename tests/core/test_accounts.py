"""Accounts: opened by administrators or by invitation, closed, and locked after repeated failures."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import RequestFactory

from core import clock
from core.accounts import NewAccount, change_password, create_user, deactivate_member, members_visible_to, open_account
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated
from core.invitations import (
    accept_invitation,
    find_invitation,
    invite_member,
    open_invitations,
    withdraw_invitation,
)
from core.models import AccountEvent, Invitation, Organisation, Squadron, User
from core.roles import SQUADRON_ROLES, Role

pytestmark = pytest.mark.django_db
PASSWORD = "Gravel-and-7-tons"
NOW = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)


def organisation(number, **more):
    more = {"status": Organisation.Status.APPROVED} | more
    return Organisation.objects.create(name=f"单位{number}", uscc=f"{number:018d}", registered_at=NOW, **more)


def user(name, role=Role.APPLICANT, **more):
    return User.objects.create(username=name, role=role, email=f"{name}@example.com", **more)


@pytest.fixture
def company():
    return organisation(1)


@pytest.fixture
def boss(company):
    return user("boss", organisation=company, membership=User.Membership.MANAGER)


@pytest.fixture
def admin():
    return user("admin", Role.ADMIN)


def accept(token, **changes):
    return accept_invitation(token, **{"username": "wang", "password": PASSWORD, "name": "王工"} | changes)


def codes(refused):
    return {violation.code for violation in refused.value.violations}


def test_an_invited_colleague_joins(company, boss):
    invited = invite_member(boss, "wang@example.com")
    assert invited.token not in str(Invitation.objects.values().get())
    assert find_invitation(invited.token).organisation == company
    wang = accept(invited.token)
    assert (wang.organisation, wang.role, wang.membership) == (company, Role.APPLICANT, User.Membership.MEMBER)
    assert wang.email == "wang@example.com"
    assert wang.check_password(PASSWORD)
    assert Invitation.objects.get().accepted_by == wang
    assert [event.action for event in AccountEvent.objects.all()] == ["accept_invitation", "invite_member"]


def test_a_colleague_of_an_agency_becomes_an_agency_account():
    agency = organisation(2, kind=Organisation.Kind.ROAD_AUTHORITY)
    head = user("head", Role.AGENCY, organisation=agency, membership=User.Membership.MANAGER)
    invited = invite_member(head, "wang@example.com", User.Membership.MANAGER)
    assert accept(invited.token).role == Role.AGENCY
    assert User.objects.get(username="wang").membership == User.Membership.MANAGER


def test_a_link_works_once_for_a_week_and_not_after_withdrawal(boss):
    with clock.at(NOW):
        used, late = invite_member(boss, "wang@example.com"), invite_member(boss, "late@example.com")
        gone = invite_member(boss, "gone@example.com")
        withdraw_invitation(boss, gone.invitation.pk)
        accept(used.token)
        for invited, code in ((used, "invitation_accepted"), (gone, "invitation_withdrawn")):
            with pytest.raises(RuleViolated) as refused:
                accept(invited.token, username="again")
            assert codes(refused) == {code}
        assert [invitation.email for invitation in open_invitations(boss)] == ["late@example.com"]
    with clock.at(NOW + dt.timedelta(days=7)):
        with pytest.raises(RuleViolated) as refused:
            find_invitation(late.token)
        assert codes(refused) == {"invitation_expired"}
        assert not open_invitations(boss).exists()
    with pytest.raises(NotFound):
        accept("made up")
    assert not User.objects.filter(username="again").exists()


def test_a_second_invitation_makes_the_first_link_worthless(boss):
    first, second = invite_member(boss, "wang@example.com"), invite_member(boss, "Wang@example.com")
    with pytest.raises(RuleViolated) as refused:
        accept(first.token)
    assert codes(refused) == {"invitation_withdrawn"}
    assert accept(second.token).email == "Wang@example.com"


def test_a_bad_account_leaves_the_invitation_open(boss):
    invited = invite_member(boss, "wang@example.com")
    with pytest.raises(RuleViolated) as refused:
        accept(invited.token, username="BOSS", password="short", name="")
    assert codes(refused) == {"username_taken", "password_too_short", "name_missing"}
    assert accept(invited.token).username == "wang"


def test_a_bad_invitation_is_refused_with_every_reason(boss):
    with pytest.raises(RuleViolated) as refused:
        invite_member(boss, "nobody", "owner")
    assert codes(refused) == {"email_malformed", "membership_unknown"}
    with pytest.raises(RuleViolated) as refused:
        invite_member(boss, "boss@example.com")
    assert codes(refused) == {"email_registered"}
    assert not Invitation.objects.exists()


def test_only_managers_of_approved_organisations_invite(boss, company, admin):
    member = user("member", organisation=company)
    for actor in (member, admin):
        with pytest.raises(NotPermitted) as refused:
            invite_member(actor, "wang@example.com")
        assert refused.value.reason == "manager_required"
    waiting = organisation(3, status=Organisation.Status.PENDING)
    hopeful = user("hopeful", organisation=waiting, membership=User.Membership.MANAGER)
    with pytest.raises(NotPermitted) as refused:
        invite_member(hopeful, "wang@example.com")
    assert refused.value.reason == "organisation_not_approved"


def test_only_the_own_manager_withdraws_and_only_once(boss, company):
    pk = invite_member(boss, "wang@example.com").invitation.pk
    rival = user("rival", organisation=organisation(4), membership=User.Membership.MANAGER)
    with pytest.raises(NotFound):
        withdraw_invitation(rival, pk)
    with pytest.raises(NotPermitted):
        withdraw_invitation(user("member", organisation=company), pk)
    withdraw_invitation(boss, pk)
    with pytest.raises(IllegalTransition) as refused:
        withdraw_invitation(boss, pk)
    assert refused.value.stage == "withdrawn"
    assert not open_invitations(rival).exists()


def test_a_manager_closes_an_account_and_the_session_ends(boss, company, client):
    member = user("member", organisation=company)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    deactivate_member(boss, member.pk)
    assert not User.objects.get(pk=member.pk).is_active
    request = client.get("/healthz").wsgi_request
    assert not request.user.is_authenticated
    event = AccountEvent.objects.first()
    assert (event.action, event.actor, event.subject_user) == ("deactivate_member", boss, member)
    with pytest.raises(IllegalTransition):
        deactivate_member(boss, member.pk)


def test_who_may_not_close_an_account(boss, company, admin):
    member, colleague = user("member", organisation=company), user("colleague", organisation=company)
    stranger = user("stranger", organisation=organisation(5), membership=User.Membership.MANAGER)
    with pytest.raises(NotPermitted):
        deactivate_member(member, colleague.pk)
    with pytest.raises(NotFound):
        deactivate_member(stranger, member.pk)
    with pytest.raises(RuleViolated) as refused:
        deactivate_member(boss, boss.pk)
    assert codes(refused) == {"own_account_closed", "last_manager_leaving"}
    with pytest.raises(RuleViolated) as refused:
        deactivate_member(admin, boss.pk)
    assert codes(refused) == {"last_manager_leaving"}
    assert User.objects.filter(is_active=False).count() == 0
    user("second", organisation=company, membership=User.Membership.MANAGER)
    deactivate_member(admin, boss.pk)
    assert not User.objects.get(pk=boss.pk).is_active


def test_an_administrator_opens_the_accounts_of_officers(admin):
    squadron = Squadron.objects.create(code="mayu", name="马屿中队")
    officer = open_account(
        admin,
        NewAccount("officer", "李警官", "officer@example.com", PASSWORD),
        Role.INSPECTOR,
        squadron=squadron,
        badge_number="330381",
    )
    assert (officer.squadron, officer.badge_number, officer.is_staff) == (squadron, "330381", False)
    event = AccountEvent.objects.get()
    assert (event.action, event.subject_user, event.data) == ("open_account", officer, {"role": "inspector"})
    second = open_account(admin, NewAccount("admin2", "管理员", "a2@example.com", PASSWORD), Role.ADMIN)
    assert second.is_staff
    assert not second.is_superuser


@pytest.mark.parametrize(
    ("role", "squadron", "agency", "code"),
    [
        (Role.APPLICANT, False, True, "applicant_opened_by_administrator"),
        (Role.SQUADRON, False, False, "squadron_missing"),
        (Role.CLERK, True, False, "squadron_superfluous"),
        (Role.AGENCY, False, False, "organisation_missing"),
        (Role.LEADER, False, True, "organisation_superfluous"),
    ],
)
def test_an_account_belongs_where_its_role_belongs(admin, role, squadron, agency, code):
    belongs = {"squadron": Squadron.objects.create(code="s", name="s")} if squadron else {}
    belongs |= {"organisation": organisation(6)} if agency else {}
    with pytest.raises(RuleViolated) as refused:
        open_account(admin, NewAccount("new", "新人", "new@example.com", PASSWORD), role, **belongs)
    assert codes(refused) == {code}
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_nobody_else_opens_accounts(role):
    with pytest.raises(NotPermitted):
        open_account(user("someone", role), NewAccount("new", "新", "new@example.com", PASSWORD), Role.CLERK)


@pytest.mark.parametrize("role", list(Role))
def test_people_know_of_their_own_colleagues(role, company, boss):
    viewer = user("viewer", role, organisation=None if role in SQUADRON_ROLES else company)
    user("elsewhere", organisation=organisation(7))
    if role == Role.ADMIN:
        expected = set(User.objects.all())
    else:
        expected = {viewer} if role in SQUADRON_ROLES else {viewer, boss}
    assert set(members_visible_to(viewer)) == expected


def test_a_name_taken_between_check_and_writing_is_refused_and_not_a_crash(boss):
    with pytest.raises(RuleViolated) as refused:
        create_user(NewAccount("boss", "另一个", "other@example.com", PASSWORD))
    assert codes(refused) == {"username_taken"}
    assert User.objects.count() == 1


def test_a_new_password_is_checked_recorded_and_ends_the_sessions(boss, client):
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    with pytest.raises(RuleViolated) as refused:
        change_password(boss, "1234567")
    assert codes(refused) == {"password_too_short", "password_too_common", "password_entirely_numeric"}
    assert not AccountEvent.objects.exists()
    change_password(boss, PASSWORD)
    assert User.objects.get(username="boss").check_password(PASSWORD)
    assert AccountEvent.objects.get().action == "change_password"
    assert not client.get("/healthz").wsgi_request.user.is_authenticated


def try_to_log_in(password):
    request = RequestFactory(REMOTE_ADDR="192.0.2.7").post("/login/")
    return authenticate(request, username="boss", password=password)


def test_after_five_wrong_passwords_the_right_one_is_refused_for_half_an_hour(boss):
    boss.set_password(PASSWORD)
    boss.save()
    for _ in range(4):
        assert try_to_log_in("wrong") is None
    assert try_to_log_in(PASSWORD) == boss  # not locked yet
    for _ in range(5):
        assert try_to_log_in("wrong") is None
    assert try_to_log_in(PASSWORD) is None
    attempts = AccessAttempt.objects.filter(username="boss")
    made_at = attempts.get().attempt_time
    attempts.update(attempt_time=made_at - dt.timedelta(minutes=29))
    assert try_to_log_in(PASSWORD) is None
    attempts.update(attempt_time=made_at - dt.timedelta(minutes=31))
    assert try_to_log_in(PASSWORD) == boss
