"""The committed description is the one the code gives, it is valid, and it names every action."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import resolve
from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.v1.inspections import orders, reports, visits
from api.v1.permits.urls import CASE_DOORS, WORKS_DOORS
from inspections.lifecycle import Action as SiteAction
from permits.lifecycle import Action
from permits.moves import CASE_MOVES, WORKS_MOVES

COMMITTED = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.yaml"


@pytest.fixture(scope="module")
def generated() -> str:
    GENERATOR_STATS.reset()
    with override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS, dict(GENERATOR_STATS._warn_cache) | dict(GENERATOR_STATS._error_cache)
    return OpenApiYamlRenderer().render(schema, renderer_context={}).decode()


def test_the_committed_description_is_not_stale(generated):
    assert COMMITTED.read_text(encoding="utf-8") == generated, (
        "run: python manage.py spectacular --lang en --file docs/api/openapi.yaml"
    )


def test_the_description_is_openapi_3_1(generated):
    description = yaml.safe_load(generated)
    assert description["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_it_is_served(client, db):
    served = client.get("/api/schema/?format=json", headers={"accept-language": "en"})
    assert served.status_code == 200 and served.json()["openapi"] == "3.1.0"
    chinese = client.get("/api/schema/?format=json", headers={"accept-language": "zh-hans"})
    assert chinese.content == served.content


def test_every_action_has_its_address():
    assert {door.action for door in CASE_DOORS} == set(CASE_MOVES)
    assert {door.action for door in WORKS_DOORS} == set(WORKS_MOVES)
    assert {door.action for door in (*CASE_DOORS, *WORKS_DOORS)} == set(Action)
    on_site = {door.action for door in (*visits.DOORS, *orders.DOORS, *reports.DOORS)}
    by_the_clock = {SiteAction.MISS_VISIT, SiteAction.ESCALATE_ORDER}
    # These two make something new, so they have addresses of their own.
    made = {SiteAction.BEGIN_UNPLANNED_VISIT, SiteAction.REPORT_SITE}
    assert on_site | by_the_clock | made == set(SiteAction)
    for door in CASE_DOORS:
        assert resolve(f"/api/v1/cases/C2026-000001/actions/{door.action.value}/").kwargs == {"key": "C2026-000001"}
    for door in WORKS_DOORS:
        assert resolve(f"/api/v1/works/W2026-000001/actions/{door.action.value}/").kwargs == {"key": "W2026-000001"}


def test_every_operation_says_what_it_does_how_it_refuses_and_which_key_it_honours(generated):
    for path, operations in yaml.safe_load(generated)["paths"].items():
        for method, operation in operations.items():
            assert operation.get("summary") or operation.get("description"), (method, path)
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            named = {parameter["name"] for parameter in operation.get("parameters", ())}
            assert ("Idempotency-Key" in named) == (method != "get"), (method, path)
