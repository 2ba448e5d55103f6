"""When works may begin at the earliest: the office's last days added up, and the notice of a full closure."""

import datetime as dt

from core.workdays import Calendar
from permits.rules.start import start_outlook

MONDAY = dt.date(2026, 3, 2)
PLAIN = Calendar(known_years=frozenset({2026}), provisional_years=frozenset({2027}))


def test_the_office_s_last_days_follow_each_other():
    outlook = start_outlook(MONDAY, PLAIN, full_closure=False)
    assert (outlook.accepted_by, outlook.decided_by) == (dt.date(2026, 3, 9), dt.date(2026, 4, 6))
    assert outlook.issued_by == outlook.earliest == dt.date(2026, 4, 20)
    assert outlook.notice_allows is None
    assert not outlook.provisional


def test_a_full_closure_also_waits_five_days_for_its_notice():
    late = start_outlook(MONDAY, PLAIN, full_closure=True, notice_published_on=dt.date(2026, 4, 18))
    assert late.notice_allows == late.earliest == dt.date(2026, 4, 23)
    early = start_outlook(MONDAY, PLAIN, full_closure=True)
    assert (early.notice_allows, early.earliest) == (dt.date(2026, 3, 7), dt.date(2026, 4, 20))


def test_an_emergency_waits_for_nobody():
    assert start_outlook(MONDAY, PLAIN, full_closure=True, emergency=True).earliest == MONDAY


def test_a_year_without_notice_is_told():
    assert start_outlook(dt.date(2026, 12, 1), PLAIN, full_closure=False).provisional
