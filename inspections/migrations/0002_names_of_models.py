"""The names of models and fields, as the administration shows them."""

from django.db import migrations

from core.migration_words import AlterWords

WORDS = {
    "citizenreport": {
        "changed_at": {"verbose_name": "last changed"},
        "changed_by": {"verbose_name": "changed by"},
        "created_at": {"verbose_name": "created"},
        "version": {"verbose_name": "version"},
    },
    "dayplan": {
        "active": {"verbose_name": "active sites"},
        "day": {"verbose_name": "day"},
        "planned_at": {"verbose_name": "planned"},
        "squadron": {"verbose_name": "squadron"},
    },
    "order": {
        "changed_at": {"verbose_name": "last changed"},
        "changed_by": {"verbose_name": "changed by"},
        "created_at": {"verbose_name": "created"},
        "deadline_at": {"verbose_name": "deadline"},
        "document": {"verbose_name": "document"},
        "issued_at": {"verbose_name": "issued"},
        "kind": {"verbose_name": "kind"},
        "number": {"verbose_name": "number"},
        "officer": {"verbose_name": "officer"},
        "overdue_at": {"verbose_name": "overdue since"},
        "referral": {"verbose_name": "referral"},
        "reinspection": {"verbose_name": "re-inspection"},
        "requirement": {"verbose_name": "what is demanded"},
        "second_officer": {"verbose_name": "second officer"},
        "severity": {"verbose_name": "severity"},
        "severity_issued": {"verbose_name": "severity when issued"},
        "state": {"verbose_name": "state"},
        "verified_at": {"verbose_name": "verified"},
        "verified_by": {"verbose_name": "verified by"},
        "version": {"verbose_name": "version"},
        "visit": {"verbose_name": "visit"},
        "works": {"verbose_name": "works"},
    },
    "visit": {
        "arrived_at": {"verbose_name": "arrived"},
        "arrives_at": {"verbose_name": "planned arrival"},
        "changed_at": {"verbose_name": "last changed"},
        "changed_by": {"verbose_name": "changed by"},
        "created_at": {"verbose_name": "created"},
        "day": {"verbose_name": "day"},
        "distance_m": {"verbose_name": "distance from the works in metres"},
        "due_by": {"verbose_name": "due by"},
        "lat": {"verbose_name": "latitude"},
        "leaves_at": {"verbose_name": "planned departure"},
        "lon": {"verbose_name": "longitude"},
        "mandatory": {"verbose_name": "mandatory"},
        "missed_reason": {"verbose_name": "reason for not visiting"},
        "officer": {"verbose_name": "officer"},
        "position": {"verbose_name": "place in the round"},
        "reasons": {"verbose_name": "why it is due"},
        "recorded_at": {"verbose_name": "recorded"},
        "remarks": {"verbose_name": "remarks"},
        "round": {"verbose_name": "round"},
        "second_officer": {"verbose_name": "second officer"},
        "state": {"verbose_name": "state"},
        "token": {"verbose_name": "token against repeats"},
        "version": {"verbose_name": "version"},
        "works": {"verbose_name": "works"},
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_names_of_models"),
        ("inspections", "0001_initial"),
        ("permits", "0007_names_of_models"),
        ("core", "__first__"),
    ]

    operations = [
        migrations.AlterModelOptions("dayplan", {"ordering": ["day", "squadron__code"], "verbose_name": "day plan", "verbose_name_plural": "day plans"}),
        migrations.AlterModelOptions("order", {"ordering": ["-issued_at", "-pk"], "verbose_name": "order", "verbose_name_plural": "orders"}),
        migrations.AlterModelOptions("visit", {"ordering": ["day", "round", "position", "pk"], "verbose_name": "visit", "verbose_name_plural": "visits"}),
        AlterWords(WORDS),
    ]
