"""The page that describes the API, in a real browser, under the content security policy of every page."""

import pytest

from tests.chromium import launched


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_description_is_drawn_without_anything_from_elsewhere(live_server):
    complaints, hosts = [], set()
    with launched() as browser:
        page = browser.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        answer = page.goto(f"{live_server.url}/api/docs/")
        page.wait_for_selector("#operations-cases-case_accept", timeout=30_000)
        page.locator("#operations-cases-case_accept .opblock-summary-control").click()
        page.wait_for_selector("#operations-cases-case_accept .responses-table")
        assert "Idempotency-Key" in page.locator("#operations-cases-case_accept").inner_text()
        policy = answer.headers["content-security-policy"]
    assert complaints == []
    assert hosts == {live_server.url.split("/")[2]}
    assert "unsafe-inline" not in policy and "default-src 'self'" in policy
