"""The names of models and fields, as the administration shows them."""

from django.db import migrations

from core.migration_words import AlterWords

WORDS = {
    "apikey": {
        "created_by": {"verbose_name": "made by"},
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_initial"),
        ("core", "__first__"),
    ]

    operations = [
        AlterWords(WORDS),
    ]
