"""The names of models and fields, as the administration shows them."""

from django.db import migrations

from core.migration_words import AlterWords

WORDS = {
    "inboxitem": {
        "account_event": {"verbose_name": "account event"},
        "created_at": {"verbose_name": "created"},
        "event": {"verbose_name": "event"},
        "organisation": {"verbose_name": "organisation"},
        "read_at": {"verbose_name": "read"},
        "role": {"verbose_name": "role"},
        "squadron": {"verbose_name": "squadron"},
        "template": {"verbose_name": "message"},
        "user": {"verbose_name": "person"},
    },
    "mail": {
        "address": {"verbose_name": "mail address"},
        "attempts": {"verbose_name": "attempts"},
        "body": {"verbose_name": "text"},
        "claimed_at": {"verbose_name": "being sent since"},
        "created_at": {"verbose_name": "created"},
        "key": {"verbose_name": "key"},
        "language": {"verbose_name": "language"},
        "last_error": {"verbose_name": "last error"},
        "next_try_at": {"verbose_name": "next attempt"},
        "sent_at": {"verbose_name": "sent"},
        "state": {"verbose_name": "state"},
        "subject": {"verbose_name": "subject"},
        "template": {"verbose_name": "message"},
        "user": {"verbose_name": "person"},
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_names_of_models"),
        ("notifications", "0001_initial"),
        ("permits", "0007_names_of_models"),
        ("core", "__first__"),
    ]

    operations = [
        migrations.AlterModelOptions("inboxitem", {"ordering": ["-pk"], "verbose_name": "inbox item", "verbose_name_plural": "inbox items"}),
        migrations.AlterModelOptions("mail", {"ordering": ["-pk"], "verbose_name": "mail", "verbose_name_plural": "mails"}),
        AlterWords(WORDS),
    ]
