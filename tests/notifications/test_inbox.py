"""The inbox: newest first, one's own alone, page by page."""

import pytest
from django.utils import translation

from core.errors import NotFound
from core.models import Organisation, User
from notifications.models import InboxItem
from notifications.selectors import inbox, unread_count
from notifications.services.delivery import deliver
from notifications.services.reading import mark_all_read, mark_read
from permits.lifecycle import Action


@pytest.fixture
def news(town, happen):
    """Seven pieces of news for the applicant, the last one a refusal."""
    for action in (*[Action.REQUEST_REVISION] * 6, Action.REFUSE):
        deliver(happen(action, data={"reason": "理由"}).pk)
    return town.people.applicant


def test_newest_first_in_the_reader_s_language_with_the_way_there(news):
    with translation.override("en"):
        page = inbox(news)
    assert [row.name for row in page.rows] == ["refuse", *["request_revision"] * 6]
    assert page.rows[0].title == "C2026-000001: permit refused"
    assert page.rows[0].path == "/cases/C2026-000001/"
    assert page.rows[0].read is False


def test_pages_walk_there_and_back_without_gap_or_repetition(news):
    first = inbox(news, size=3)
    second = inbox(news, size=3, cursor=first.older)
    third = inbox(news, size=3, cursor=second.older)
    keys = [row.pk for page in (first, second, third) for row in page.rows]
    assert keys == sorted(set(keys), reverse=True)
    assert len(keys) == 7
    assert (first.newer, third.older) == ("", "")
    assert inbox(news, size=3, cursor=third.newer).rows == second.rows
    assert inbox(news, size=3, cursor=second.newer) == first


@pytest.mark.parametrize("cursor", ["x", "<", "<abc", ">-1", "<" + "9" * 40, "<²", "<1; DROP"])
def test_a_cursor_that_means_nothing_shows_the_first_page(news, cursor):
    assert inbox(news, size=3, cursor=cursor) == inbox(news, size=3)


def test_an_empty_page_beyond_the_ends(news):
    assert inbox(news, cursor="<1").rows == ()
    assert inbox(news, cursor=">99999999").rows == ()


def test_reading_counts_down_and_twice_changes_nothing(news):
    assert unread_count(news) == 7
    first = inbox(news).rows[0]
    read_at = mark_read(news, first.pk).read_at
    assert mark_read(news, first.pk).read_at == read_at
    assert unread_count(news) == 6
    assert len(inbox(news, unread_only=True).rows) == 6


def test_marking_all_leaves_what_came_after_the_look(news):
    seen = inbox(news, size=4, cursor=inbox(news, size=3).older).rows[0].pk
    assert mark_all_read(news, up_to=seen) == 4
    assert unread_count(news) == 3
    assert mark_all_read(news) == 3
    assert mark_all_read(news) == 0


def test_nobody_reads_or_marks_another_s_news(town, news):
    item = InboxItem.objects.filter(user=news).first()
    for other in (town.people.rival, town.people.clerk, town.people.colleague):
        with pytest.raises(NotFound):
            mark_read(other, item.pk)
    assert inbox(town.people.rival).rows == ()
    assert InboxItem.objects.get(pk=item.pk).read_at is None


def test_whoever_leaves_the_organisation_leaves_its_news_behind(town, news):
    town.people.applicant.organisation = Organisation.objects.get(pk=town.rival.pk)
    town.people.applicant.save()
    assert inbox(news).rows == ()
    assert unread_count(news) == 0


def test_a_closed_account_has_no_inbox(news):
    User.objects.filter(pk=news.pk).update(is_active=False)
    assert inbox(User.objects.get(pk=news.pk)).rows == ()


def test_a_page_takes_the_same_few_queries_however_many_rows(news, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        inbox(news)
    with django_assert_max_num_queries(1):
        unread_count(news)
