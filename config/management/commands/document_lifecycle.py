"""`manage.py document_lifecycle`: write docs/lifecycle.md anew."""

from django.conf import settings
from django.core.management.base import BaseCommand

from config.lifecycle_page import page


class Command(BaseCommand):
    """Exit 0 done (with --check: as committed), 1 stale."""

    help = "Write docs/lifecycle.md: the stages, states and actions as diagrams and tables."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is stale")

    def handle(self, *, check, **options):
        path, text = settings.BASE_DIR / "docs" / "lifecycle.md", page()
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            self.stderr.write("docs/lifecycle.md is stale: run manage.py document_lifecycle")
            raise SystemExit(1)
