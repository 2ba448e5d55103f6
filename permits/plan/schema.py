"""The JSON Schema 2020-12 of a plan, generated from the model; docs/plan.schema.json is its published copy."""

import json
from typing import Any

from permits.plan.model import PLAN


def plan_schema() -> dict[str, Any]:
    """The schema as JSON-serialisable data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Traffic-organization plan of a road works",
        **PLAN.schema(),
    }


def plan_schema_text() -> str:
    """The published file, byte for byte."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n"
