"""Who may do what on site: the whole table, written a second time by hand, against every role in every scope."""

import pytest

from core.models import Organisation, User
from core.roles import Role
from inspections import policy
from inspections.lifecycle import Action
from inspections.models import Order
from tests.inspections.site import ordered

AREA = {"squadron area", "inspector area"}
#: action → who, with a word for the scope where there is one.
EXPECTED = {
    "begin_unplanned_visit": AREA,
    "start_visit": AREA,
    "attach_photo": AREA,
    "record_visit": AREA,
    "miss_visit": {"system"},
    "issue_order": AREA,
    "issue_stop_order": AREA,
    "answer_order": {"applicant own"},
    # The two who issued it, here an inspector and a squadron officer.
    "verify_order": AREA,
    "return_order": AREA,
    "escalate_order": {"system"},
    "report_site": {"anybody"},
    "reveal_contact": AREA | {"commander", "leader"},
    "handle_report": AREA | {"commander"},
}


@pytest.fixture
def order(city, works) -> Order:
    """An order of inspector1 and squadron."""
    made = ordered(city, works)
    made.second_officer = city.people.squadron
    made.save()
    return made


def test_the_table_has_a_row_for_every_action():
    assert set(EXPECTED) == {action.value for action in Action} == {action.value for action in policy.MATRIX}


@pytest.mark.parametrize("action", list(Action))
def test_every_role_in_every_scope(city, order, action):
    people = city.people
    inside = {
        role.value: getattr(people, role.value)
        for role in Role
        if role not in (Role.SQUADRON, Role.INSPECTOR, Role.APPLICANT)
    }
    inside |= {
        "applicant own": people.contractor,
        "squadron area": people.squadron,
        "inspector area": people.inspector1,
        "system": None,
    }
    outside = {
        "contractor2": people.contractor2,
        "squadron2": people.squadron2,
        "inspector elsewhere": User(username="far", role=Role.INSPECTOR, squadron=city.west),
        "inspector nowhere": User(username="nowhere", role=Role.INSPECTOR),
    }
    allowed = {who for who, actor in inside.items() if policy.refusal(actor, action, order) == ""}
    strangers = {who for who, actor in outside.items() if policy.refusal(actor, action, order) == ""}
    if EXPECTED[action.value] == {"anybody"}:
        assert (allowed, strangers) == (set(inside), set(outside))
    else:
        assert (allowed, strangers) == (EXPECTED[action.value], set())


def test_reasons_name_what_is_missing(city, order):
    people = city.people
    assert policy.refusal(people.contractor2, Action.ANSWER_ORDER, order) == "other_organisation"
    assert policy.refusal(people.squadron2, Action.ISSUE_ORDER, order.visit) == "other_squadron"
    assert policy.refusal(people.inspector2, Action.VERIFY_ORDER, order) == "not_officer_of_order"
    assert policy.refusal(people.legal, Action.START_VISIT, order.visit) == "role_not_entitled"
    assert policy.refusal(None, Action.RECORD_VISIT, order.visit) == "system_not_entitled"
    city.contractor.status = Organisation.Status.PENDING
    people.contractor.organisation = city.contractor
    assert policy.refusal(people.contractor, Action.ANSWER_ORDER, order) == "organisation_not_approved"
    people.inspector1.is_active = False
    assert policy.refusal(people.inspector1, Action.ISSUE_ORDER, order.visit) == "account_inactive"
