"""Reports from the public: who reads them, the contact shown on purpose, and how they are closed."""

import pytest

from inspections.lifecycle import ReportState
from inspections.models import CitizenReport
from inspections.services.reports import report_dangerous_site
from permits.models import Event
from tests.city import picture_upload
from tests.inspections import site
from tests.web.inspections.pages import hidden, read


@pytest.fixture
def report(city, works) -> CitizenReport:
    """Somebody saw a fence on the road beside the site."""
    return report_dangerous_site(
        lon=site.LON, lat=site.LAT, text="围挡倒在路上", contact="13812345678", photo=picture_upload()
    )


def address(report: CitizenReport, door: str = "") -> str:
    return f"/inspect/reports/{report.number}/{door}"


def test_the_list_is_that_of_ones_area_and_the_desk_counts_it(sign_in, report):
    assert report.number in read(sign_in("inspector1").get("/inspect/reports/"))
    assert report.number in read(sign_in("commander").get("/inspect/reports/"))
    assert "No open reports" in read(sign_in("squadron2").get("/inspect/reports/"))
    desk = read(sign_in("squadron").get("/desk/"))
    assert "card-reports" in desk and "围挡倒在路上" in desk
    assert "card-reports" not in read(sign_in("squadron2").get("/desk/"))


@pytest.mark.parametrize("name", ["contractor", "agency"])
def test_reports_are_for_officers(sign_in, report, name):
    client = sign_in(name)
    assert client.get("/inspect/reports/").status_code == 403
    assert client.get(address(report)).status_code == 403
    assert client.post(address(report, "reveal/")).status_code == 403
    assert client.post(address(report, "handle/"), {"outcome": "x"}).status_code == 403
    assert client.get(f"/inspect/photos/{report.photos.get().pk}/").status_code == 404


def test_another_squadron_does_not_know_of_it(sign_in, report):
    client = sign_in("squadron2")
    assert client.get(address(report)).status_code == 404
    for door in ("reveal/", "handle/"):
        assert client.post(address(report, door), {"outcome": "x"}).status_code == 404


def test_the_page_shows_place_photo_and_nearest_site_but_masks_the_contact(sign_in, report, works):
    page = read(sign_in("inspector1").get(address(report)))
    assert "围挡倒在路上" in page and works.number in page and "/inspect/photos/" in page
    assert "13*******78" in page and "13812345678" not in page
    numbers = {f["id"] for f in sign_in("inspector1").get(address(report, "features.geojson")).json()["features"]}
    assert numbers == {report.number, works.number}


def test_the_contact_is_shown_on_purpose_and_the_look_is_recorded(sign_in, city, report):
    client = sign_in("squadron")
    assert client.get(address(report, "reveal/"))["Location"] == address(report)
    assert not Event.objects.filter(action="reveal_contact").exists()
    assert "13812345678" in read(client.post(address(report, "reveal/")))
    assert Event.objects.get(action="reveal_contact").actor == city.people.squadron
    assert "13812345678" not in read(client.get(address(report)))


def test_whose_role_does_not_include_it_cannot_look(sign_in, report):
    client = sign_in("clerk")
    assert "reveal/" not in read(client.get(address(report)))
    assert client.post(address(report, "reveal/")).status_code == 403
    assert client.post(address(report, "handle/"), {"outcome": "x"}).status_code == 403


def test_a_report_is_closed_once_with_what_was_done_and_where(sign_in, city, report, works):
    visit = site.recorded(city, works)
    client = sign_in("inspector1")
    page = read(client.get(address(report)))
    assert f'<option value="{visit.pk}"' in page
    sent = {"outcome": "已扶正围挡", "visit_id": visit.pk, "version": report.version}
    sent["submission"] = hidden(page, "submission")
    responses = [client.post(address(report, "handle/"), sent) for _ in range(2)]
    assert [response["Location"] for response in responses] == [address(report)] * 2
    done = CitizenReport.objects.get()
    assert (done.state, done.outcome, done.visit, done.handled_by) == (
        ReportState.HANDLED, "已扶正围挡", visit, city.people.inspector1,
    )  # fmt: skip
    assert "已扶正围挡" in read(client.get(address(report)))
    assert report.number in read(client.get("/inspect/reports/?view=closed"))
    assert client.post(address(report, "handle/"), {"outcome": "noch einmal"}).status_code == 409


def test_closing_needs_words_and_a_visit_of_this_site(sign_in, report):
    client = sign_in("inspector1")
    empty = client.post(address(report, "handle/"), {"outcome": " "})
    assert empty.status_code == 422 and "Please say what was done about it." in read(empty)
    stray = client.post(address(report, "handle/"), {"outcome": "我写的", "visit_id": "4711"})
    assert stray.status_code == 422 and "我写的" in read(stray)
    assert CitizenReport.objects.get().state == ReportState.RECEIVED


def test_somebody_who_looked_meanwhile_does_not_cost_the_words(sign_in, report):
    sign_in("squadron").post(address(report, "reveal/"))
    sent = {"outcome": "我写的", "version": report.version}
    response = sign_in("inspector1").post(address(report, "handle/"), sent)
    page = read(response)
    assert response.status_code == 409 and "squadron changed this" in page and "我写的" in page


def test_a_report_far_from_every_site_says_so(sign_in, city, monday):
    far = report_dangerous_site(lon=120.70, lat=27.72, text="路面塌陷")
    page = read(sign_in("inspector1").get(address(far)))
    assert "none within reach" in page and "The person left no contact." in page


def test_queries_do_not_grow_with_the_reports(sign_in, city, works, django_assert_max_num_queries):
    for number in range(12):
        report_dangerous_site(lon=site.LON, lat=site.LAT, text=f"第{number}次")
    client = sign_in("inspector1")
    with django_assert_max_num_queries(12):
        assert read(client.get("/inspect/reports/")).count("/inspect/reports/R") == 12
