"""A real Chromium, and what a page in it may not do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser until the end of the block."""
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        # Playwright's loop runs in this thread; the test's own queries are still one after the other.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def listen(page: Page, troubles: list[str]) -> None:
    """Note every script error and every breach of the security policy, with the address at which it happened."""

    def hear(said) -> None:
        if "Security Policy" in said.text:
            troubles.append(f"{page.url}: {said.text}")

    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("console", hear)
