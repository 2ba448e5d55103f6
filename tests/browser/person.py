"""One person in front of a browser: reads and uses pages by their words, in that person's language."""

import json
import re

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from playwright.sync_api import Locator, Page, Response, expect

from tests.chromium import listen

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Numbers of cases, works, orders and documents in an address; what is left is the kind of page.
_NUMBERS = re.compile(r"/(?=[^/]*[0-9])[^/]+/")
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}


class Person:
    """Words are given as the source says them (English) and looked for as this person reads them.

    Every kind of page is looked over when it is first seen at a width: it may not scroll sideways nor break an
    accessibility rule. troubles: what was wrong, and script errors, refused scripts and answers 5xx; the fixture
    demands that there are none.
    """

    def __init__(self, page: Page, language: str, looked_over: set[tuple[str, int]]):
        self.page, self.language, self._looked_over = page, language, looked_over
        self.troubles: list[str] = []
        listen(page, self.troubles)
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.url}: {response.status}")

    def word(self, message: str, **facts) -> str:
        """The sentence in this person's language."""
        with translation.override(self.language):
            return translation.gettext(message) % facts if facts else translation.gettext(message)

    # Going about

    def sign_in(self, username: str, password: str) -> None:
        """Through the sign-in page to the desk."""
        self.open("/login/")
        self.fill("User name", username)
        self.fill("Password", password)
        self.press("Sign in")
        expect(self.page).to_have_url(re.compile("/desk/$"))

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.settle()

    def follow(self, message: str, **facts) -> None:
        """Follow the link with these words."""
        self.follow_text(self.word(message, **facts))

    def follow_text(self, text: str) -> None:
        """Follow the first link of the page's content that says exactly this, else one that contains it."""
        links = self.main.get_by_role("link", name=text, exact=True)
        if not links.count():
            links = self.main.get_by_role("link", name=text)
        links.first.click()
        self.settle()

    def press(self, message: str, *, within: Locator | None = None, **facts) -> None:
        """Press the button with these words."""
        (within or self.main).get_by_role("button", name=self.word(message, **facts), exact=True).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until the page is there, and look it over."""
        self.page.wait_for_load_state("networkidle")
        width = self.page.viewport_size["width"]
        kind = (_NUMBERS.sub("/#/", self.page.evaluate("location.pathname")), width)
        if kind not in self._looked_over:
            self._looked_over.add(kind)
            self.look_over()

    def look_over(self) -> None:
        """Note what a machine can find wrong with the page as it stands."""
        path = self.page.evaluate("location.pathname")
        wider_px = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider_px:
            self.troubles.append(f"{path}: {wider_px} px wider than the screen")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(ACCESSIBILITY_RULES)}}})")
        self.troubles += [f"{path}: {one['id']} {one['nodes'][0]['target']}" for one in found["violations"]]

    # Filling in

    def field(self, message: str, *, within: Locator | None = None) -> Locator:
        """The field so labelled; "(optional)", units and the mark of a required field may follow the words."""
        label = re.compile(rf"^\s*{re.escape(self.word(message))}\s*([(（*].*)?$", re.DOTALL)
        return (within or self.main).get_by_label(label)

    def fill(self, message: str, value: object, *, within: Locator | None = None) -> None:
        self.field(message, within=within).fill(str(value))

    def select(self, message: str, option: str) -> None:
        """Choose by the words of the option, or a part of them."""
        field = self.field(message)
        texts = field.locator("option").all_inner_texts()
        field.select_option(label=next(text for text in texts if option in text))

    def pick(self, message: str, *, within: Locator | None = None) -> None:
        """Choose the radio button or tick the box with these words."""
        self.field(message, within=within).first.check()

    def group(self, message: str) -> Locator:
        """The group of choices under this legend."""
        legend = re.compile(rf"^\s*{re.escape(self.word(message))}")
        return self.main.get_by_role("group", name=legend)

    def attach(self, field: Locator, upload: SimpleUploadedFile) -> None:
        """Choose a file."""
        upload.seek(0)
        field.set_input_files({"name": upload.name, "mimeType": upload.content_type, "buffer": upload.read()})

    # Reading

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def reads(self, message: str, **facts) -> None:
        """The page says this."""
        expect(self.main).to_contain_text(self.word(message, **facts))
