"""The administration pages: only administrators, and nothing past the services."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.models import AccountEvent, CalendarYear, Organisation, Squadron, User
from core.roles import Role
from core.working_calendar import current_calendar

pytestmark = pytest.mark.django_db
HOLIDAYS_2027 = """2027-01-01..2027-01-03 元旦
2027-02-05..2027-02-11 春节
2027-04-03..2027-04-05 清明
2027-05-01..2027-05-05 劳动节
2027-06-09 端午
2027-09-15 中秋
2027-10-01..2027-10-07 国庆节"""
AREA = '{"type": "Polygon", "coordinates": [[[120.5, 27.7], [120.6, 27.7], [120.6, 27.8], [120.5, 27.7]]]}'


@pytest.fixture
def administrator(client):
    person = User.objects.create(username="admin", role=Role.ADMIN, is_staff=True)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def url(model, page, *args):
    return reverse(f"admin:core_{model}_{page}", args=args)


def put(client, address, **fields):
    """Send the form; returns the errors shown, or {} when it was saved."""
    response = client.post(address, fields)
    return {} if response.status_code == 302 else dict(response.context["adminform"].form.errors)


@pytest.mark.parametrize("model", ["calendaryear", "squadron", "organisation", "user", "accountevent"])
def test_the_lists_are_for_administrators_only(client, administrator, model):
    assert client.get(url(model, "changelist")).status_code == 200
    officer = User.objects.create(username="clerk", role=Role.CLERK, is_staff=True, is_superuser=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url(model, "changelist")).status_code == 403


def test_nothing_can_be_deleted(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    for model in (CalendarYear, Squadron, Organisation, User, AccountEvent):
        assert not admin.site.get_model_admin(model).has_delete_permission(request)


def test_the_year_is_entered_from_the_notice(client, administrator):
    page = client.get(url("calendaryear", "change", 2026)).content.decode()
    assert "2026-10-01..2026-10-07 国庆节" in page
    fields = {"notice": "国办发明电〔2026〕9号", "holidays": HOLIDAYS_2027, "makeup_workdays": "2027-10-10 国庆节"}
    assert put(client, url("calendaryear", "change", 2027), **fields) == {}
    assert 2027 in current_calendar().known_years
    assert AccountEvent.objects.get().actor == administrator


def test_a_new_year_is_added(client, administrator):
    fields = {"year": 2028, "notice": "国办发明电〔2027〕9号", "holidays": HOLIDAYS_2027.replace("2027-", "2028-")}
    assert put(client, url("calendaryear", "add"), **fields) == {}
    assert 2028 in current_calendar().known_years


def test_a_wrong_year_is_refused_beside_its_fields(client, administrator):
    fields = {"notice": "x", "holidays": "国庆节\n2027-10-01", "makeup_workdays": "soon"}
    assert put(client, url("calendaryear", "change", 2027), **fields).keys() == {"holidays", "makeup_workdays"}
    fields = {"notice": "x", "holidays": "2027-10-01 国庆节", "makeup_workdays": "2027-10-11"}
    assert "__all__" in put(client, url("calendaryear", "change", 2027), **fields)
    assert CalendarYear.objects.get(year=2027).provisional
    assert not AccountEvent.objects.exists()


def test_a_squadron_gets_its_area(client, administrator):
    assert put(client, url("squadron", "add"), code="mayu", name="马屿中队", area=AREA) == {}
    assert Squadron.objects.get().area["type"] == "Polygon"
    assert AccountEvent.objects.get().data["squadron"] == "mayu"
    crossing = AREA.replace("[120.6, 27.7], [120.6, 27.8]", "[120.6, 27.8], [120.6, 27.7], [120.5, 27.8]")
    assert put(client, url("squadron", "add"), code="x", name="x", area=crossing).keys() == {"area"}


def test_a_partner_agency_is_entered_and_a_contractor_is_not(client, administrator):
    fields = {"name": "瑞安市交通运输局", "uscc": "91350100M000100Y43", "kind": "road_authority"}
    assert put(client, url("organisation", "add"), **fields) == {}
    agency = Organisation.objects.get()
    assert agency.status == Organisation.Status.APPROVED
    assert client.get(url("organisation", "change", agency.pk)).status_code == 200
    refused = put(client, url("organisation", "add"), **fields | {"kind": "contractor", "uscc": "9144030071526726XX"})
    assert refused.keys() == {"kind", "uscc"}


def test_organisations_are_approved_from_the_list(client, administrator):
    made = [
        Organisation.objects.create(name=f"单位{n}", uscc=f"{n:018d}", registered_at="2026-11-01T00:00Z", status=status)
        for n, status in enumerate(["pending", "approved"])
    ]
    chosen = {"action": "approve", "_selected_action": [organisation.pk for organisation in made]}
    response = client.post(url("organisation", "changelist"), chosen, follow=True)
    assert [organisation.status for organisation in Organisation.objects.all()] == ["approved", "approved"]
    assert len(response.context["messages"]) == 2
    assert AccountEvent.objects.count() == 1


def test_an_officers_account_is_opened_and_changed(client, administrator):
    squadron = Squadron.objects.create(code="mayu", name="马屿中队")
    fields = {
        "username": "lin",
        "display_name": "林警官",
        "email": "lin@example.com",
        "role": "inspector",
        "password": "Gravel-and-7-tons",
    }
    assert put(client, url("user", "add"), **fields).keys() == {"squadron"}
    assert put(client, url("user", "add"), **fields | {"squadron": squadron.pk, "password": "123"}).keys() == {
        "password"
    }
    assert put(client, url("user", "add"), **fields, squadron=squadron.pk) == {}
    lin = User.objects.get(username="lin")
    assert lin.check_password("Gravel-and-7-tons")
    assert AccountEvent.objects.get().action == "open_account"
    change = {"display_name": "林队长", "email": "lin@example.com", "membership": "member", "squadron": squadron.pk}
    assert put(client, url("user", "change", lin.pk), **change | {"squadron": ""}).keys() == {"squadron"}
    assert put(client, url("user", "change", lin.pk), **change, role="admin") == {}
    lin = User.objects.get(username="lin")
    assert (lin.display_name, lin.role) == ("林队长", Role.INSPECTOR)


def test_accounts_are_closed_from_the_list(client, administrator):
    clerk = User.objects.create(username="clerk", role=Role.CLERK)
    chosen = {"action": "close", "_selected_action": [clerk.pk, administrator.pk]}
    response = client.post(url("user", "changelist"), chosen, follow=True)
    assert list(User.objects.filter(is_active=True)) == [administrator]
    assert len(response.context["messages"]) == 1
