"""Two officers act on one case at the same moment: one wins, the other is told who and when (PostgreSQL)."""

import threading
import time

import pytest
from django.db import connection, transaction

from core import clock
from core.errors import DomainError, StaleCase
from permits.lifecycle import Action, Stage
from permits.models import Case, Event, Works
from permits.services import _locks, acceptance
from permits.services._step import case_step
from permits.services.numbering import next_serial
from tests.city import MONDAY, build_city, submitted_case

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def race(case: Case, first, second) -> list[object]:
    """`first` decides inside its transaction while `second`, who saw the same version, tries; what became of each."""
    inside, outcome = threading.Event(), [None, None]

    def slow() -> None:
        try:
            with clock.at(MONDAY), case_step(Action.ACCEPT, first, case.number, case.version) as step:
                step.case.accepted_on = step.case.decide_by = MONDAY
                inside.set()
                time.sleep(0.4)
            outcome[0] = "won"
        except Exception as lost:
            outcome[0] = lost
        finally:
            inside.set()
            connection.close()

    def quick() -> None:
        try:
            inside.wait(5)
            with clock.at(MONDAY):
                acceptance.decline_case(
                    second, case.number, ground="not_required", reasons=["无需许可"], version=case.version
                )
            outcome[1] = "won"
        except Exception as lost:
            outcome[1] = lost
        finally:
            connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcome


@pytest.fixture
def case(settings, tmp_path) -> tuple[Case, object]:
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        city = build_city()
        return submitted_case(city), city


def test_one_wins_and_the_other_is_told_who_and_when(case):
    case, city = case
    won, lost = race(case, city.people.clerk, city.people.clerk)
    assert won == "won"
    assert isinstance(lost, StaleCase)
    assert (lost.changed_by, lost.seen, lost.current) == ("clerk", case.version, case.version + 1)
    assert lost.changed_at is not None
    again = Case.objects.get(pk=case.pk)
    assert again.stage == Stage.ACCEPTED
    assert list(Event.objects.filter(case=case).values_list("action", flat=True)) == ["submit", "accept"]


def test_without_the_lock_the_loser_is_not_told(case, monkeypatch):
    """The proof that the test above proves something: no row lock, no StaleCase."""
    case, city = case

    def unlocked(actor, number):
        found = Case.objects.get(number=number)
        found.works = Works.objects.get(pk=found.works_id)
        return found

    monkeypatch.setattr(_locks, "lock_case", unlocked)
    _, lost = race(case, city.people.clerk, city.people.clerk)
    assert not isinstance(lost, DomainError)


class GaveUp(Exception):
    """The transaction that took a number is rolled back."""


def test_numbers_stay_gapless_when_a_transaction_fails_while_another_waits(case):
    """The second waits for the first's number; the first gives it back; the second gets it."""
    case, city = case
    taken = threading.Event()

    def take_and_give_back() -> None:
        try:
            with transaction.atomic():
                assert next_serial("D02", MONDAY.year) == 1
                taken.set()
                time.sleep(0.3)
                raise GaveUp
        except GaveUp:
            pass
        finally:
            taken.set()
            connection.close()

    thread = threading.Thread(target=take_and_give_back)
    thread.start()
    taken.wait(5)
    with clock.at(MONDAY):
        acceptance.accept_case(city.people.clerk, case.number)
    thread.join(20)
    assert case.documents.get(kind="D02").series_number == 1
