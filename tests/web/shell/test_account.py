"""Signing in, the forgotten password, the lock-out, language and theme."""

import re

import pytest
from django.core import mail

from core.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-one"


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user(
        "chen", "chen@example.org", PASSWORD, role=Role.SQUADRON, display_name="陈警官"
    )


def test_signing_in_leads_to_the_desk_and_greets_by_name(client, officer):
    answer = client.post("/login/", {"username": "chen", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/desk/", 302)]
    assert "陈警官，以下事项待您办理" in answer.content.decode()


def test_signing_in_goes_on_to_the_page_asked_for_but_never_elsewhere(client, officer):
    form = {"username": "chen", "password": PASSWORD}
    assert client.post("/login/", form | {"next": "/account/password/"})["Location"] == "/account/password/"
    client.logout()
    assert client.post("/login/", form | {"next": "https://elsewhere.example/"})["Location"] == "/desk/"


def test_a_wrong_password_keeps_the_name_and_is_said_at_the_top(client, officer):
    page = client.post("/login/", {"username": "chen", "password": "wrong"}).content.decode()
    assert "error-summary" in page
    assert "用户名或密码不正确" in page
    assert 'value="chen"' in page
    assert "wrong" not in page.split("<main")[1]


def test_an_empty_form_links_each_error_to_its_field(client):
    page = client.post("/login/", {}).content.decode()
    assert 'href="#id_username"' in page
    assert 'href="#id_password"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_username_error"' in page


def test_five_failures_lock_the_account_and_say_for_how_long(client, officer, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/login/", {"username": "chen", "password": "wrong"})
    assert answer.status_code == 429
    answer = client.post("/login/", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 429
    assert "已锁定 30 分钟" in answer.content.decode()


def test_a_forgotten_password_is_reset_by_mail_once(client, officer):
    answer = client.post("/account/reset/", {"email": "chen@example.org"}, follow=True)
    assert "请查收邮件" in answer.content.decode()
    link = re.search(r"http://testserver(/account/reset/\S+)", mail.outbox[0].body)[1]
    assert "chen" in mail.outbox[0].body
    form_url = client.get(link, follow=True).request["PATH_INFO"]
    new = {"new_password1": "another-long-one", "new_password2": "another-long-one"}
    assert client.post(form_url, new)["Location"] == "/account/reset/done/"
    assert type(officer).objects.get().check_password("another-long-one")
    assert "链接已失效" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client):
    answer = client.post("/account/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "请查收邮件" in answer.content.decode()
    assert not mail.outbox


def test_the_password_can_be_changed_at_the_desk(client, officer):
    client.force_login(officer)
    new = {"old_password": PASSWORD, "new_password1": "another-long-one", "new_password2": "another-long-one"}
    assert client.post("/account/password/", new)["Location"] == "/account/password/done/"
    assert type(officer).objects.get().check_password("another-long-one")


def test_the_chosen_language_is_kept_with_the_person(client, officer):
    client.force_login(officer)
    client.post("/language/", {"language": "en", "next": "/desk/"})
    assert type(officer).objects.get().language == "en"
    assert "this is waiting for you" in client.get("/desk/").content.decode()


def test_a_language_nobody_speaks_here_changes_nothing(client, officer):
    client.force_login(officer)
    client.post("/language/", {"language": "xx"})
    assert type(officer).objects.get().language == ""


def test_without_a_choice_the_browser_decides_then_chinese(client):
    assert 'lang="en"' in client.get("/login/", headers={"accept-language": "en-GB"}).content.decode()
    assert 'lang="zh-Hans"' in client.get("/login/", headers={"accept-language": "fr"}).content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_is_on_the_page(client, theme):
    client.post("/theme/", {"theme": theme, "next": "/login/"})
    assert f'data-bs-theme="{theme}"' in client.get("/login/").content.decode()


def test_the_theme_follows_the_device_unless_chosen_and_knows_no_third(client):
    assert "data-theme-auto" in client.get("/login/").content.decode()
    answer = client.post("/theme/", {"theme": "<pink>", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "theme" not in client.cookies


def test_the_desk_is_for_who_is_signed_in(client):
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"
