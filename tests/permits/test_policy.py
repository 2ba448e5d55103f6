"""Who may do what: the whole table, written a second time by hand, against every role in every scope."""

import itertools

import pytest

from core.models import Organisation
from core.roles import Role
from permits import policy
from permits.lifecycle import Action
from permits.models import Case, Opinion, Works
from permits.moves import CASE_MOVES
from tests.city import City, filled_draft

#: action → who, with a word for the scope where there is one.
EXPECTED = {
    "edit": {"applicant own"},
    "submit": {"applicant own"},
    "discard": {"applicant own"},
    "accept": {"clerk", "system"},
    "request_correction": {"clerk"},
    "decline": {"clerk"},
    "withdraw": {"applicant own", "clerk"},
    "resubmit": {"applicant own"},
    "record_survey": {"squadron area"},
    "ask_opinion": {"reviewer"},
    "give_opinion": {"agency asked"},
    "request_revision": {"reviewer"},
    "submit_revision": {"applicant own"},
    "close_review": {"reviewer"},
    "give_legal_opinion": {"legal"},
    "grant": {"leader"},
    "refuse": {"leader"},
    "return_to_review": {"leader"},
    "extend_processing": {"leader"},
    "issue": {"clerk"},
    "supersede": {"system"},
    "expire": {"system"},
    "revoke": {"leader"},
    "recall": {"leader"},
    "cancel": {"clerk", "leader"},
    "start": {"applicant own"},
    "report_emergency_start": {"applicant own"},
    "abandon": {"applicant own", "clerk"},
    "suspend": {"squadron area", "inspector area", "leader"},
    "resume": {"squadron area", "inspector area", "leader"},
    "request_acceptance": {"applicant own"},
    "sign_acceptance": {"squadron area", "agency road_authority"},
    "return_to_works": {"squadron area", "agency road_authority"},
    "archive": {"archivist"},
}


def test_the_table_has_a_row_for_every_action():
    assert set(EXPECTED) == {action.value for action in Action} == {action.value for action in policy.MATRIX}


def subject_of(case: Case, action: Action) -> Case | Works:
    return case if action in CASE_MOVES else case.works


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.usefixtures("monday")
def test_every_role_in_every_scope(city: City, action: Action):
    """Each role once inside and once outside its scope; the right must be held exactly where the table says."""
    case = filled_draft(city)
    Opinion.objects.create(
        case=case, organisation=city.bus_company, asked_by=city.people.reviewer, asked_at=case.created_at,
        due_on=case.starts_on,
    )  # fmt: skip
    subject = subject_of(case, action)
    people = city.people
    inside = {
        "applicant own": people.contractor,
        "squadron area": people.squadron,
        "inspector area": people.inspector1,
        "agency asked": people.bus,
        "agency road_authority": people.agency,
        "system": None,
    }
    inside |= {
        role.value: getattr(people, role.value) for role in Role if hasattr(people, role.value) and role != Role.AGENCY
    }
    inside.pop("squadron", None)
    outside = [people.contractor2, people.squadron2]
    case.squadron = case.works.squadron = city.east

    allowed = {label for label, actor in inside.items() if policy.refusal(actor, action, subject) == ""}
    assert allowed == EXPECTED[action.value]
    for actor, label in itertools.product(outside, EXPECTED[action.value]):
        if label.startswith(actor.role):
            assert policy.refusal(actor, action, subject) in ("other_organisation", "other_squadron")


@pytest.mark.usefixtures("monday")
def test_reasons_name_what_is_missing(city: City):
    case = filled_draft(city)
    people = city.people
    assert policy.refusal(people.contractor2, Action.SUBMIT, case) == "other_organisation"
    assert policy.refusal(people.squadron2, Action.RECORD_SURVEY, case) == "other_squadron"
    assert policy.refusal(people.bus, Action.GIVE_OPINION, case) == "opinion_not_asked"
    assert policy.refusal(people.bus, Action.SIGN_ACCEPTANCE, case.works) == "not_road_authority"
    assert policy.refusal(None, Action.GRANT, case) == "system_not_entitled"
    city.contractor.status = Organisation.Status.PENDING
    city.contractor.save()
    people.contractor.organisation.refresh_from_db()
    assert policy.refusal(people.contractor, Action.SUBMIT, case) == "organisation_not_approved"
    people.clerk.is_active = False
    assert policy.refusal(people.clerk, Action.ACCEPT, case) == "account_inactive"
