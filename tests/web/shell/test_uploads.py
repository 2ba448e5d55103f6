"""A path in the name of an uploaded file is refused with the reason, at both doors, and nothing is kept."""

import pytest
from rest_framework.test import APIClient

from core import clock
from permits.models import Material
from permits.services import drafting
from tests.city import MONDAY, build_city, pdf_upload

NAMES = ["../../etc/plan.pdf", "C:\\plans\\plan.pdf", "a/b.pdf"]
BOUNDARY = "path-in-the-name"


def body(name: str, field: str, **more: str) -> bytes:
    """A form as a hostile client writes it: Django's own test client would cut the path off before sending."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in more.items()
    ]
    quoted = name.replace(chr(92), chr(92) * 2)
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return "".join([*parts, head]).encode() + pdf_upload().read() + f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def draft(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        city = build_city()
        yield drafting.create_draft(city.people.contractor), city.people.contractor


@pytest.mark.parametrize("name", NAMES)
def test_the_api_refuses_it(draft, name):
    case, contractor = draft
    client = APIClient()
    client.force_authenticate(contractor)
    answer = client.generic(
        "POST",
        f"/api/v1/cases/{case.number}/materials/",
        body(name, "file", code="M06"),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert answer.status_code == 422, answer.content
    assert [violation["code"] for violation in answer.json()["violations"]] == ["file_name_unsafe"]
    assert not Material.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_page_refuses_it(client, draft, name):
    case, contractor = draft
    client.force_login(contractor)
    answer = client.generic(
        "POST",
        f"/cases/{case.number}/application/materials/M06/",
        body(name, "file"),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert answer.status_code == 422
    assert not Material.objects.exists()
    assert "文件名" in answer.content.decode()


def test_a_plain_name_is_taken_as_ever(draft):
    case, contractor = draft
    client = APIClient()
    client.force_authenticate(contractor)
    answer = client.generic(
        "POST",
        f"/api/v1/cases/{case.number}/materials/",
        body("施工方案.pdf", "file", code="M06"),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert answer.status_code == 201, answer.content
    assert Material.objects.get().original_name == "施工方案.pdf"
