"""The names of models and fields, as the administration shows them."""

from django.db import migrations

from core.migration_words import AlterWords

WORDS = {
    "accountevent": {
        "action": {"verbose_name": "action"},
        "actor": {"verbose_name": "by whom"},
        "at": {"verbose_name": "time"},
        "data": {"verbose_name": "details"},
        "organisation": {"verbose_name": "organisation"},
        "subject_user": {"verbose_name": "person concerned"},
    },
    "calendaryear": {
        "notice": {"verbose_name": "notice of the State Council"},
        "provisional": {"verbose_name": "provisional"},
        "year": {"verbose_name": "year"},
    },
    "organisation": {
        "address": {"verbose_name": "address"},
        "decided_at": {"verbose_name": "examined"},
        "decided_by": {"verbose_name": "examined by"},
        "kind": {"verbose_name": "kind"},
        "licence_path": {"verbose_name": "file of the business licence"},
        "name": {"verbose_name": "name"},
        "phone": {"verbose_name": "telephone"},
        "registered_at": {"verbose_name": "registered"},
        "rejection_reason": {"verbose_name": "reason for rejection"},
        "status": {"verbose_name": "status"},
        "uscc": {"verbose_name": "unified social credit code", "help_text": "18 digits and letters (GB 32100)."},
    },
    "squadron": {
        "area": {"verbose_name": "area of duty"},
        "code": {"verbose_name": "code"},
        "depot_lat": {"verbose_name": "latitude of the station"},
        "depot_lon": {"verbose_name": "longitude of the station"},
        "name": {"verbose_name": "name"},
        "name_en": {"verbose_name": "name in English"},
        "phone": {"verbose_name": "telephone"},
    },
    "user": {
        "badge_number": {"verbose_name": "badge number"},
        "display_name": {"verbose_name": "full name"},
        "language": {"verbose_name": "language"},
        "membership": {"verbose_name": "membership"},
        "organisation": {"verbose_name": "organisation"},
        "phone": {"verbose_name": "telephone"},
        "role": {"verbose_name": "role"},
        "squadron": {"verbose_name": "squadron"},
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_invitation_withdrawn_at"),
    ]

    operations = [
        migrations.AlterModelOptions("accountevent", {"ordering": ["-at", "-pk"], "verbose_name": "account event", "verbose_name_plural": "account events"}),
        migrations.AlterModelOptions("calendaryear", {"ordering": ["year"], "verbose_name": "calendar year", "verbose_name_plural": "calendar years"}),
        migrations.AlterModelOptions("organisation", {"ordering": ["name"], "verbose_name": "organisation", "verbose_name_plural": "organisations"}),
        migrations.AlterModelOptions("squadron", {"ordering": ["code"], "verbose_name": "squadron", "verbose_name_plural": "squadrons"}),
        AlterWords(WORDS),
    ]
