"""One full application through the API, from the first call to the receipt: create, fill in, hand in files, submit."""

import datetime as dt
import statistics
import time
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.keys import issue_key
from benchmarks.row import Row
from core import clock
from permits.lifecycle import Stage
from tests.city import build_city, entries, pdf_upload

REPEATS, QUICK_REPEATS = 10, 3


def run(*, quick: bool = False) -> list[Row]:
    """Apply some times in the connected scratch database."""
    cache.clear()
    client = APIClient()
    _row, key = issue_key(build_city().people.contractor, "benchmark")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    _apply(client)
    times = []
    for _ in range(QUICK_REPEATS if quick else REPEATS):
        began = time.perf_counter()
        calls = _apply(client)
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        _apply(client)
    return [Row("one application by API", statistics.median(times), "ms", f"{calls} calls, {len(captured)} queries")]


def _apply(client: APIClient) -> int:
    """Hand in one sound application; the number of calls it took."""
    starts_on = clock.today() + dt.timedelta(days=40)
    address = f"/api/v1/cases/{_done(client.post('/api/v1/cases/', {'kind': 'new'}, 'json'))['number']}/"
    _done(client.patch(address, entries(starts_on, starts_on + dt.timedelta(days=30)), "json"))
    needed = _done(client.get(f"{address}materials/needed/"))["results"]
    required = [item["code"] for item in needed if item["required"]]
    for code in required:
        _done(client.post(f"{address}materials/", {"code": code, "file": pdf_upload()}, "multipart"))
    _done(client.patch(address, {"declared": True}, "json"))
    submitted = _done(client.post(f"{address}actions/submit/", {}, "json"))
    if submitted["stage"] != Stage.SUBMITTED:
        raise RuntimeError(f"the application stands at {submitted['stage']}")
    return 5 + len(required)


def _done(answer: Any) -> dict[str, Any]:
    if answer.status_code not in (200, 201):
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}: {answer.content[:300]}")
    return answer.json()
