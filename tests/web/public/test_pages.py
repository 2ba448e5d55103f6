"""What anybody reads without an account, and what nobody does."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import clock
from permits.lifecycle import State
from permits.models import IssuedDocument, Works
from tests import city as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    with clock.at(town.MONDAY):
        yield town.build_city()


@pytest.fixture
def permit(city):
    """A case in force whose works has not begun."""
    return town.case_in_force(city)


def ledger_works(number: str, **more) -> Works:
    """A works taken over from a ledger."""
    facts = {
        "number": number,
        "origin": Works.Origin.IMPORTED,
        "road_name": "瑞祥大道",
        "geometry": {"type": "Point", "coordinates": [120.64, 27.775]},
        "lon": 120.64,
        "lat": 27.775,
        "closure": "full",
        "starts_on": town.MONDAY - dt.timedelta(days=3),
        "ends_on": town.MONDAY + dt.timedelta(days=30),
        "created_at": clock.now(),
        "changed_at": clock.now(),
    }
    return Works.objects.create(**facts | more)


def test_the_start_page_lists_what_is_on_the_road_and_what_comes(client, city):
    now = ledger_works("W2026-900001")
    later = ledger_works("W2026-900002", starts_on=town.MONDAY + dt.timedelta(days=9))
    over = ledger_works("W2026-900003", ends_on=town.MONDAY - dt.timedelta(days=1))
    page = client.get("/").content.decode()
    assert page.index(now.number) < page.index(later.number)
    assert over.number not in page
    assert later.number not in client.get("/?when=now").content.decode()
    assert now.number not in client.get("/?when=coming").content.decode()


def test_a_permitted_works_is_announced_but_an_application_is_not(client, city):
    permit = town.case_in_force(city)
    applied = town.accepted_case(city)
    page = client.get("/").content.decode()
    assert permit.works.number in page
    assert applied.works.number not in page
    assert client.get(f"/public/works/{applied.works.number}/").status_code == 404


def test_searching_by_road_in_three_writings(client, city):
    ledger_works("W2026-900001")
    ledger_works("W2026-900002", road_name="万松东路")
    for query in ("瑞祥", "ruixiang", "Ruixiang Avenue"):
        page = client.get("/", {"q": query}).content.decode()
        assert "W2026-900001" in page
        assert "W2026-900002" not in page
    nothing = client.get("/", {"q": "<b>nowhere</b>"}).content.decode()
    assert "该路段无施工" in nothing
    assert "<b>nowhere</b>" not in nothing


def test_long_lists_have_pages_and_few_queries(client, city, django_assert_max_num_queries):
    for serial in range(45):
        ledger_works(f"W2026-9{serial:05d}")
    with django_assert_max_num_queries(6):
        page = client.get("/", {"cursor": "2"}).content.decode()
    assert "第 21–40 条，共 45 条" in page
    assert page.count('data-show="') == 20
    assert client.get("/", {"cursor": "no-number"}).status_code == 200


def test_the_page_of_a_works_answers_a_drivers_questions(client, permit):
    works = permit.works
    page = client.get(f"/public/works/{works.number}/").content.decode()
    card = IssuedDocument.objects.get(case=permit, kind="D09")
    for word in (
        works.road_name,
        works.contractor_name,
        str(works.ends_on),
        card.number,
        f"/verify/{card.verify_code}",
    ):
        assert word in page


def test_the_map_of_a_works_gets_its_feature(client, permit):
    answer = client.get(f"/public/works/{permit.works.number}/feature.geojson")
    (feature,) = json.loads(answer.content)["features"]
    assert feature["geometry"] == permit.works.geometry
    assert feature["properties"]["tone"] == "info"
    assert feature["properties"]["url"] == f"/public/works/{permit.works.number}/"


def test_a_full_closure_on_the_road_is_loudest(client, city):
    works = ledger_works("W2026-900001")
    answer = client.get(f"/public/works/{works.number}/feature.geojson")
    assert json.loads(answer.content)["features"][0]["properties"]["tone"] == "stop"


def test_a_works_nobody_knows(client, city):
    assert client.get("/public/works/W2026-404404/").status_code == 404


def test_no_persons_data_reaches_the_public(client, permit):
    applicant = permit.created_by
    applicant.phone, applicant.display_name = "13800001234", "周某某"
    applicant.save()
    for path in ("/", f"/public/works/{permit.works.number}/", "/public/notices/"):
        page = client.get(path).content.decode()
        assert "13800001234" not in page
        assert "周某某" not in page


def test_notices_are_listed_and_their_paper_opens(client, permit):
    notice = IssuedDocument.objects.get(case=permit, kind="D13")
    page = client.get("/public/notices/").content.decode()
    assert notice.snapshot["title"] in page
    assert f"/public/notices/{notice.verify_code}.pdf" not in page  # not drawn yet
    notice.path = default_storage.save("documents/notice.pdf", ContentFile(b"%PDF-1.7 notice"))
    notice.save()
    assert f"/public/notices/{notice.verify_code}.pdf" in client.get("/public/notices/").content.decode()
    answer = client.get(f"/public/notices/{notice.verify_code}.pdf")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 notice"
    assert answer["Content-Type"] == "application/pdf"


def test_no_other_paper_opens_as_a_notice(client, permit):
    decision = IssuedDocument.objects.get(case=permit, kind="D08")
    decision.path = default_storage.save("documents/decision.pdf", ContentFile(b"%PDF-1.7 decision"))
    decision.save()
    assert client.get(f"/public/notices/{decision.verify_code}.pdf").status_code == 404


def test_a_document_is_verified_with_its_fingerprint(client, permit):
    card = IssuedDocument.objects.get(case=permit, kind="D09")
    card.sha256 = "ab" * 32
    card.save()
    with clock.at(permit.valid_from):
        page = client.get(f"/verify/{card.verify_code}").content.decode()
    for word in ("文书真实，现行有效", card.number, "ab" * 32, permit.works.number, "verdict-ok"):
        assert word in page
    assert card.verify_code in client.get("/verify/", {"code": f" {card.verify_code.lower()} "})["Location"]
    assert client.get("/verify/", {"code": card.number})["Location"] == f"/verify/{card.verify_code}"


@pytest.mark.parametrize("kind", ["D08", "D09"])
def test_a_permit_before_its_first_day_does_not_pass_for_valid(client, permit, kind):
    code = IssuedDocument.objects.get(case=permit, kind=kind).verify_code
    with clock.at(permit.valid_from - dt.timedelta(days=1)):
        page = client.get(f"/verify/{code}").content.decode()
    assert "尚未生效" in page and "verdict-warn" in page
    assert "现行有效" not in page


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        ("suspended", "已责令停工", "warn"),
        ("superseded", "已被新文书替代", "warn"),
        ("expired", "已过期", "muted"),
        ("revoked", "已撤销", "stop"),
        ("recalled", "已撤回", "stop"),
        ("cancelled", "已注销", "stop"),
    ],
)
def test_a_document_that_no_longer_holds_says_so(client, permit, status, words, tone):
    IssuedDocument.objects.filter(case=permit, kind="D09").update(status=status)
    code = IssuedDocument.objects.get(case=permit, kind="D09").verify_code
    page = client.get(f"/verify/{code}").content.decode()
    assert words in page
    assert f"verdict-{tone}" in page
    assert "现行有效" not in page


@pytest.mark.parametrize("code", ["ZZZZZZZZZZZZ", "x", "%3Cscript%3E", "A" * 500])
def test_a_code_on_no_document_is_said_plainly(client, city, code):
    answer = client.get(f"/verify/{code}")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "查无" in page
    assert "<script>" not in page.split("<main")[1]


def test_a_number_on_no_document(client, city):
    assert client.get("/verify/", {"code": "瑞公交占证字〔2026〕第999号"}).status_code == 404
    assert client.get("/verify/").status_code == 200


def test_every_page_reads_in_english_too(client, permit):
    client.cookies["django_language"] = "en"
    assert "Where roads are dug up or closed" in client.get("/").content.decode()
    assert "About this works" in client.get(f"/public/works/{permit.works.number}/").content.decode()


def test_a_works_stays_public_while_it_stands_still(client, city):
    case = town.works_under_way(city)
    Works.objects.filter(pk=case.works_id).update(state=State.SUSPENDED)
    assert (
        "Stopped by order"
        in client.get(f"/public/works/{case.works.number}/", headers={"accept-language": "en"}).content.decode()
    )


def test_the_ground_of_the_map_is_never_blank(client):
    answer = client.get("/map/roads.geojson")
    network = json.loads(b"".join(answer.streaming_content))
    kinds = {feature["geometry"]["type"] for feature in network["features"]}
    assert kinds == {"LineString", "Point"}
    assert "OpenStreetMap" in network["attribution"]
