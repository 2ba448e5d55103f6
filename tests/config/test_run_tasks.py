"""The fixture that stands in for a worker runs the real tasks, in order, and those they enqueue."""

import pytest
from celery import current_app
from django.db import transaction

from core.queue import after_commit

ran = []


@current_app.task(name="tests.first")
def first(number):
    ran.append(("first", number))
    after_commit("tests.second", number + 1)


@current_app.task(name="tests.second")
def second(number):
    ran.append(("second", number))


@current_app.task(name="tests.failing")
def failing():
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def fresh():
    ran.clear()


def test_tasks_run_after_commit_and_so_do_those_they_enqueue(db, run_tasks):
    after_commit("tests.first", 1)
    assert ran == []
    assert run_tasks() == ["tests.first", "tests.second"]
    assert ran == [("first", 1), ("second", 2)]
    assert run_tasks() == []


@pytest.mark.django_db(transaction=True)
def test_tasks_run_in_tests_that_really_commit(run_tasks):
    with transaction.atomic():
        after_commit("tests.first", 5)
    assert run_tasks() == ["tests.first", "tests.second"]


def test_nothing_is_enqueued_by_what_was_rolled_back(db, run_tasks):
    with pytest.raises(KeyError), transaction.atomic():
        after_commit("tests.first", 1)
        raise KeyError
    assert run_tasks() == []


def test_a_failing_task_fails_the_test(db, run_tasks):
    after_commit("tests.failing")
    with pytest.raises(ZeroDivisionError):
        run_tasks()


def test_an_unknown_task_fails_the_test(db, run_tasks):
    after_commit("tests.unknown")
    with pytest.raises(KeyError):
        run_tasks()
