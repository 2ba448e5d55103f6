"""`manage.py api_key create|list|revoke`: keys with which machines act as a person."""

import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandError

from api.keys import issue_key, revoke_keys
from api.models import ApiKey
from core import clock
from core.models import User

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Make, list or revoke API keys. A new key is printed once. Exit 0 done, 2 bad input."

    def add_arguments(self, parser):
        what = parser.add_subparsers(dest="what", required=True)
        create = what.add_parser("create", help="make a key of a person and print it")
        create.add_argument("username", metavar="USERNAME")
        create.add_argument("--label", default="", help="what it is for")
        create.add_argument("--days", type=int, help="valid for so many days (default: until revoked)")
        listing = what.add_parser("list", help="the keys, without what would open anything")
        listing.add_argument("--json", action="store_true", help="print as JSON")
        revoke = what.add_parser("revoke", help="close a key for good")
        revoke.add_argument("prefix", metavar="PREFIX", help="how the key begins, as listed")

    def handle(self, *, what, **options):
        getattr(self, f"_{what}")(**options)

    def _create(self, *, username, label, days, **_options):
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"nobody with the user name {username} has an open account", returncode=BAD_INPUT)
        if days is not None and not 1 <= days <= 3650:
            raise CommandError("--days must be 1 to 3650", returncode=BAD_INPUT)
        expires_at = clock.now() + dt.timedelta(days=days) if days else None
        _row, key = issue_key(user, label[:100], expires_at=expires_at)
        self.stdout.write(key)

    def _list(self, *, json: bool = False, **_options):
        rows = [_told(row) for row in ApiKey.objects.select_related("user")]
        if json:
            self.stdout.write(as_json(rows))
            return
        for row in rows:
            state = "revoked" if row["revoked_at"] else f"until {row['expires_at'] or 'revoked'}"
            self.stdout.write(f"{row['prefix']}…  {row['username']}  {state}  {row['label']}")

    def _revoke(self, *, prefix, **_options):
        keys = ApiKey.objects.filter(prefix=prefix)
        if not keys:
            raise CommandError(f"no key begins with {prefix}", returncode=BAD_INPUT)
        self.stdout.write("revoked" if revoke_keys(keys) else "was revoked before")


def as_json(rows) -> str:
    """One line of JSON."""
    return json.dumps(rows, ensure_ascii=False)


def _told(row: ApiKey) -> dict:
    moments = ("created_at", "expires_at", "last_used_at", "revoked_at")
    return {
        "prefix": row.prefix,
        "username": row.user.username,
        "label": row.label,
        **{name: value.isoformat() if (value := getattr(row, name)) else None for name in moments},
    }
