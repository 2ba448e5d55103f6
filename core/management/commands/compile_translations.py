"""`manage.py compile_translations`: merge the topics' Chinese catalogues into the one Django reads."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from core import translations

PACKAGES = ("api", "config", "core", "inspections", "notifications", "permits", "web")


class Command(BaseCommand):
    """Exit 0 done, 1 problems found (listed; with problems in the catalogues nothing is written)."""

    help = "Merge locale/zh_Hans/LC_MESSAGES/*.po into django.mo."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; also list sentences without Chinese")
        parser.add_argument("--if-stale", action="store_true", help="do nothing when no catalogue has changed")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, check, if_stale, **options):
        root = Path(settings.BASE_DIR)
        folder = root / "locale" / "zh_Hans" / "LC_MESSAGES"
        if check:
            catalogue, problems = translations.merge(folder.glob("*.po"))
            problems += translations.untranslated(translations.sentences_of(root, PACKAGES), catalogue)
        elif if_stale and not translations.is_stale(folder):
            problems = []
        else:
            problems = translations.compile_catalogue(folder)
        self.report(problems, as_json=options["json"])
        if problems:
            raise SystemExit(1)

    def report(self, problems, *, as_json):
        if as_json:
            rows = [{"code": p.code, "where": p.where, "detail": p.detail} for p in problems]
            self.stdout.write(json.dumps({"problems": rows}, ensure_ascii=False))
            return
        for problem in problems:
            self.stderr.write(str(problem))
