"""Two people at once: one wins, the other is told; on PostgreSQL, with real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core import clock
from core.errors import DomainError, IllegalTransition, RuleViolated
from core.invitations import accept_invitation, invite_member
from core.models import AccountEvent, Organisation, User
from core.organisations import approve_organisation, reject_organisation
from core.roles import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*actions):
    """Run the actions in threads that start together; each one's answer or refusal."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=10)
            return action()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def organisation(status):
    return Organisation.objects.create(
        name="路桥公司", uscc="91350100M000100Y43", status=status, registered_at=clock.now()
    )


def test_two_clerks_decide_about_one_organisation():
    waiting = organisation(Organisation.Status.PENDING)
    first, second = (User.objects.create(username=name, role=Role.CLERK) for name in ("first", "second"))
    answers = at_once(
        lambda: approve_organisation(first, waiting.pk), lambda: reject_organisation(second, waiting.pk, "看不清")
    )
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [IllegalTransition]
    assert AccountEvent.objects.count() == 1
    decided = Organisation.objects.get()
    assert decided.status == ("approved" if decided.decided_by == first else "rejected")


def test_one_link_used_twice_opens_one_account():
    boss = User.objects.create(
        username="boss",
        organisation=organisation(Organisation.Status.APPROVED),
        membership=User.Membership.MANAGER,
    )
    token = invite_member(boss, "wang@example.com").token
    answers = at_once(
        *(
            lambda name=name: accept_invitation(token, username=name, password="Gravel-and-7-tons", name="王工")
            for name in ("wang1", "wang2")
        )
    )
    (refusal,) = (answer for answer in answers if isinstance(answer, Exception))
    assert isinstance(refusal, RuleViolated)
    assert [violation.code for violation in refusal.violations] == ["invitation_accepted"]
    assert User.objects.exclude(pk=boss.pk).count() == 1
