"""An organisation registers itself, waits, is rejected, corrects itself and is approved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Organisation, User
from tests import city as town
from web.people.registration import HOURLY

TYPED = {
    "name": "瑞安路桥建设有限公司",
    "uscc": town.credit_code(77),
    "address": "安阳街道",
    "phone": "0577-65820000",
    "display_name": "周经理",
    "username": "zhou",
    "email": "zhou@example.invalid",
    "mobile": "13800000077",
    "password": "a-long-enough-one",
    "password_again": "a-long-enough-one",
}


def send(client, **changed):
    typed = TYPED | {"licence": town.picture_upload("licence.jpg")} | changed
    return client.post("/register/", {name: value for name, value in typed.items() if value is not None})


@pytest.fixture
def waiting(city, client):
    """An organisation that has just registered; its manager is signed in."""
    send(client)
    return Organisation.objects.get(uscc=TYPED["uscc"])


def test_an_organisation_registers_and_its_manager_waits_signed_in(city, client):
    assert client.get("/register/").status_code == 200
    assert send(client, submission="a" * 32)["Location"] == "/organisation/"
    made = Organisation.objects.get(uscc=TYPED["uscc"])
    person = made.members.get()
    assert (made.status, person.membership, person.phone) == ("pending", User.Membership.MANAGER, "13800000077")
    page = client.get("/organisation/").content.decode()
    assert "Waiting for approval" in page
    assert "Registration" in client.get("/desk/").content.decode()
    assert client.get("/cases/new/").status_code == 403


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"uscc": "91330381MA2000077X"}, "uscc"),
        ({"uscc": "123"}, "uscc"),
        ({"uscc": town.credit_code(1)}, "uscc"),
        ({"name": ""}, "name"),
        ({"name": "长" * 121}, "name"),
        ({"licence": None}, "licence"),
        ({"licence": SimpleUploadedFile("licence.pdf", b"")}, "licence"),
        ({"licence": SimpleUploadedFile("licence.jpg", b"<svg onload=alert(1)>")}, "licence"),
        ({"username": "contractor"}, "username"),
        ({"username": "zhou wei"}, "username"),
        ({"email": "zhou"}, "email"),
        ({"email": "contractor@example.invalid"}, "email"),
        ({"mobile": "call me"}, "mobile"),
        ({"password": "short", "password_again": "short"}, "password"),
        ({"password_again": "another-long-one"}, "password_again"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_registered(city, client, changed, field):
    before = (Organisation.objects.count(), User.objects.count())
    answer = send(client, **changed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert (Organisation.objects.count(), User.objects.count()) == before
    page = answer.content.decode()
    assert "a-long-enough-one" not in page
    if field != "name":
        assert TYPED["name"] in page


def test_a_flood_from_one_address_is_stopped_in_words(city, client):
    for _ in range(HOURLY):
        assert send(client, uscc="123").status_code == 422
    answer = send(client)
    assert answer.status_code == 422
    assert "try again later" in answer.context["form"].non_field_errors()[0]
    assert not Organisation.objects.filter(uscc=TYPED["uscc"]).exists()


def test_the_window_looks_at_the_licence_and_approves_once(city, client, waiting):
    client.force_login(city.people.clerk)
    assert "1 organisation waits" in client.get("/desk/").content.decode()
    assert waiting.name in client.get("/organisations/?status=pending").content.decode()
    assert waiting.name not in client.get("/organisations/?q=nowhere").content.decode()
    assert waiting.uscc in client.get(f"/organisations/{waiting.pk}/").content.decode()
    assert client.get(f"/organisations/{waiting.pk}/licence/")["Content-Type"] == "image/jpeg"
    assert client.post(f"/organisations/{waiting.pk}/approve/")["Location"] == "/organisations/"
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_by) == ("approved", city.people.clerk)
    assert client.post(f"/organisations/{waiting.pk}/approve/").status_code == 409


def test_a_rejected_organisation_reads_why_and_corrects_itself(city, client, waiting):
    client.force_login(city.people.clerk)
    url = f"/organisations/{waiting.pk}/"
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "执照不清晰"}).status_code == 302
    client.force_login(waiting.members.get())
    page = client.get("/organisation/").content.decode()
    assert "执照不清晰" in page
    corrected = {"name": waiting.name, "uscc": "91330381MA2000077X"}
    assert "uscc" in client.post("/organisation/", corrected).context["form"].errors
    assert client.post("/organisation/", corrected | {"uscc": waiting.uscc}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, bool(waiting.licence_path)) == ("pending", True)


@pytest.mark.parametrize("who", ["contractor", "squadron", "reviewer"])
def test_only_window_and_administration_decide(city, client, waiting, who):
    client.force_login(getattr(city.people, who))
    assert client.get("/organisations/").status_code == 403
    assert client.get(f"/organisations/{waiting.pk}/").status_code == 403
    assert client.post(f"/organisations/{waiting.pk}/approve/").status_code == 403
    waiting.refresh_from_db()
    assert waiting.status == "pending"


def test_nobody_else_s_licence_is_shown(city, client, waiting):
    client.force_login(city.people.contractor)
    assert client.get(f"/organisations/{waiting.pk}/licence/").status_code == 404
    client.force_login(waiting.members.get())
    assert client.get(f"/organisations/{waiting.pk}/licence/").status_code == 200
