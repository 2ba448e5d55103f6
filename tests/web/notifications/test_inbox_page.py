"""The inbox page: one's own news, read where the person stands, counted in the header."""

import pytest
from django.urls import reverse

from notifications.models import InboxItem
from notifications.selectors import PAGE_SIZE, unread_count
from notifications.services.delivery import deliver
from permits.lifecycle import Action


@pytest.fixture
def reader(town, happen, client):
    """The English-reading colleague, signed in, with three unread items."""
    for _ in range(3):
        deliver(happen(Action.REQUEST_REVISION, data={"reason": "<b>taper</b> too short"}).pk)
    client.force_login(town.people.colleague)
    return town.people.colleague


def first_item(user):
    return InboxItem.objects.filter(user=user).first()


def test_strangers_are_sent_to_the_sign_in_page(client, db):
    for name, arguments in (("inbox", []), ("inbox-item", [1])):
        response = client.get(reverse(name, args=arguments))
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/login/")
    assert client.post(reverse("inbox-read-all")).status_code == 302


def test_the_page_shows_the_news_in_the_reader_s_language_and_counts_it(reader, client):
    page = client.get("/inbox/").content.decode()
    assert page.count("C2026-000001: please revise the plan") >= 3
    assert "&lt;b&gt;taper&lt;/b&gt; too short" in page
    assert '<span class="count count-strong">3<' in page
    assert '<html lang="en"' in page


def test_the_page_speaks_chinese_by_default(town, reader, client):
    client.force_login(town.people.applicant)
    page = client.get("/inbox/").content.decode()
    assert "请修改交通组织方案" in page
    assert "标为已读" in page


def test_opening_an_item_reads_it_and_goes_there(reader, client):
    item = first_item(reader)
    response = client.get(reverse("inbox-item", args=[item.pk]))
    assert (response.status_code, response["Location"]) == (302, "/cases/C2026-000001/")
    assert unread_count(reader) == 2


def test_marking_one_stays_on_the_page_the_person_stood_on(reader, client):
    item = first_item(reader)
    response = client.post(reverse("inbox-item-read", args=[item.pk]), {"page": "unread=1"})
    assert response["Location"] == "/inbox/?unread=1"
    assert unread_count(reader) == 2
    assert len(client.get("/inbox/?unread=1").context["rows"]) == 2


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 30])
def test_a_forged_end_of_the_look_marks_nothing(reader, client, newest):
    client.post(reverse("inbox-read-all"), {"newest": newest})
    assert unread_count(reader) == 3


def test_marking_all_leaves_what_came_after_the_page_was_drawn(reader, client, happen):
    newest = client.get("/inbox/").context["newest"]
    deliver(happen(Action.REFUSE).pk)
    response = client.post(reverse("inbox-read-all"), {"newest": newest}, follow=True)
    assert "3 items marked as read." in response.content.decode()
    assert unread_count(reader) == 1


def test_reading_needs_a_post(reader, client):
    item = first_item(reader)
    assert client.get(reverse("inbox-item-read", args=[item.pk])).status_code == 405
    assert client.get(reverse("inbox-read-all")).status_code == 405
    assert unread_count(reader) == 3


def test_another_s_item_is_not_found(town, reader, client):
    item = first_item(reader)
    client.force_login(town.people.rival)
    assert client.get(reverse("inbox-item", args=[item.pk])).status_code == 404
    assert client.post(reverse("inbox-item-read", args=[item.pk])).status_code == 404
    assert InboxItem.objects.get(pk=item.pk).read_at is None


def test_an_empty_inbox_says_what_will_come(town, client):
    client.force_login(town.people.colleague)
    assert "No news yet" in client.get("/inbox/").content.decode()
    assert "You have read everything" in client.get("/inbox/?unread=1").content.decode()


def test_long_inboxes_are_paged(town, reader, client, happen):
    for _ in range(PAGE_SIZE):
        deliver(happen(Action.ARCHIVE, on="works").pk)
    first = client.get("/inbox/")
    assert len(first.context["rows"]) == PAGE_SIZE
    second = client.get("/inbox/", {"cursor": first.context["pages"].next_cursor})
    assert [row.name for row in second.context["rows"]] == ["request_revision"] * 3
    assert client.get("/inbox/?cursor=%00nonsense").status_code == 200


def test_the_desk_shows_unread_news_until_it_is_read(reader, client):
    assert "News for you" in client.get("/desk/").content.decode()
    client.post(reverse("inbox-read-all"), {"newest": first_item(reader).pk})
    assert "News for you" not in client.get("/desk/").content.decode()


def test_the_page_takes_few_queries_however_long(reader, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/inbox/")
