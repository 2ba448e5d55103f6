"""Take the pictures of the README from a running demo city: `python docs/take_screenshots.py http://127.0.0.1:8000`.

Needs a chromium and pdftoppm on the PATH. Writes docs/images/<picture>.<language>.webp; changes nothing in the city.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT))

from config.settings.demo import DEMO_PASSWORD  # noqa: E402  the script is run by its path

LOCALES = {"zh": "zh-CN", "en": "en-GB"}
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SHARPNESS = 2
BEING_DRAWN, LOOK_AGAIN_S = 202, 5
QUALITY = 82


def public_map(page: Page) -> None:
    """What a citizen finds about the middle of the city."""
    page.goto("/?q=anyang")


def plan(page: Page) -> None:
    """The contractor's draft: the plan of its first phase with its drawing."""
    page.goto("/cases/?stage=DRAFT")
    page.locator("main tbody th a").first.click()
    page.goto(page.url.rstrip("/") + "/application/phases/1/plan/")


def case(page: Page) -> None:
    """The reviewer's most urgent case."""
    page.goto("/desk/")
    page.locator("main tbody th a").first.click()


def round_of_today(page: Page) -> None:
    """The inspectors' phone in the morning."""
    page.goto("/inspect/")


def coverage(page: Page) -> None:
    """The leader's proof that every site due is on a round."""
    page.goto("/inspect/coverage/")


def verify(page: Page) -> None:
    """What the QR code of a permit leads to."""
    address = _permit(page, "a[href^='/verify/']")
    page.context.clear_cookies()
    page.goto(address)


#: Picture → who looks (empty: anybody), on what, at which page.
PICTURES: dict[str, tuple[str, dict, Callable[[Page], None]]] = {
    "public-map": ("", DESK, public_map),
    "plan": ("contractor", DESK, plan),
    "case": ("reviewer", DESK, case),
    "round": ("inspector1", PHONE, round_of_today),
    "coverage": ("leader", DESK, coverage),
    "verify": ("contractor", PHONE, verify),
}


def _permit(page: Page, link: str) -> str:
    """The address of the first link of this kind beside the certificate of the contractor's first permit in force."""
    page.goto("/cases/?stage=IN_FORCE")
    page.locator("main tbody th a").first.click()
    named = page.locator("a", has_text=re.compile("许可证$|permit$", re.IGNORECASE))
    certificate = page.locator("#documents li", has=named)
    return certificate.locator(link).first.get_attribute("href")


def _sit_down(browser: Browser, address: str, username: str, language: str, screen: dict) -> Page:
    context = browser.new_context(
        base_url=address, viewport=screen, device_scale_factor=SHARPNESS, locale=LOCALES[language], color_scheme="light"
    )
    page = context.new_page()
    if username:
        page.goto("/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(DEMO_PASSWORD)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/desk/")
    return page


def _keep(picture: Path, name: str, width_px: int) -> None:
    with Image.open(picture) as image:
        image = image.convert("RGB")
        image.thumbnail((width_px, width_px * 4), Image.Resampling.LANCZOS)
        image.save(IMAGES / f"{name}.webp", quality=QUALITY, method=6)


def _take(browser: Browser, address: str, language: str, scratch: Path) -> None:
    for name, (username, screen, show) in PICTURES.items():
        page = _sit_down(browser, address, username, language, screen)
        show(page)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=scratch / "page.png")
        _keep(scratch / "page.png", f"{name}.{language}", screen["width"])
        page.context.close()


def _take_permit(browser: Browser, address: str, scratch: Path) -> None:
    """The certificate itself, which is in Chinese whoever reads it."""
    page = _sit_down(browser, address, "contractor", "zh", DESK)
    link = _permit(page, "a[href^='/documents/']")
    # A city just made is still drawing its documents.
    while (answer := page.request.get(link)).status == BEING_DRAWN:
        time.sleep(LOOK_AGAIN_S)
    (scratch / "permit.pdf").write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", "permit.pdf", "permit"], cwd=scratch, check=True)
    _keep(scratch / "permit.png", "permit", 700)
    page.context.close()


def main(address: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in LOCALES:
            _take(browser, address, language, Path(folder))
        _take_permit(browser, address, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
