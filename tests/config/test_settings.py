"""Settings: what each address means, and what production refuses."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.production import refuse_unfit
from config.settings.security import _tile_origin
from config.settings.storage import storage_from_url

FIT = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x" * 50,
    "DEMO_SECRET_KEY": "demo",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "BROKER_IS_EMBEDDED": False,
    "DEBUG": False,
    "PUBLIC_URL": "https://roadworks.example",
}


def test_a_fit_production_starts():
    refuse_unfit(FIT)


@pytest.mark.parametrize(
    ("unfit", "named"),
    [
        ({"SECRET_KEY": "demo"}, "SECRET_KEY"),
        ({"SECRET_KEY": "y" * 49}, "SECRET_KEY"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "DATABASE_URL"),
        ({"BROKER_IS_EMBEDDED": True}, "CELERY_BROKER_URL"),
        ({"DEBUG": True}, "DEBUG"),
        ({"PUBLIC_URL": "http://roadworks.example"}, "PUBLIC_URL"),
    ],
)
def test_an_unfit_production_is_refused_by_name(unfit, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        refuse_unfit(FIT | unfit)
    refuse_unfit(FIT | unfit | {"ENVIRONMENT": "demo"})


def test_every_reason_is_told_at_once():
    with pytest.raises(ImproperlyConfigured, match="(?s)SECRET_KEY.*CELERY_BROKER_URL.*DEBUG"):
        refuse_unfit(FIT | {"SECRET_KEY": "demo", "BROKER_IS_EMBEDDED": True, "DEBUG": True})


def test_an_unknown_environment_is_refused():
    with pytest.raises(ImproperlyConfigured, match="'prod'"):
        refuse_unfit(FIT | {"ENVIRONMENT": "prod"})


def test_storage_in_a_folder():
    storage = storage_from_url("file:///srv/my%20media")
    assert storage["BACKEND"].endswith("FileSystemStorage")
    assert storage["OPTIONS"]["location"] == "/srv/my media"


def test_storage_in_a_bucket():
    url = "s3://permits/ruian?endpoint_url=https://s3.example:9000&region_name=cn-east-1"
    options = storage_from_url(url)["OPTIONS"]
    assert options["bucket_name"] == "permits"
    assert options["location"] == "ruian"
    assert options["endpoint_url"] == "https://s3.example:9000"
    assert options["region_name"] == "cn-east-1"
    assert options["file_overwrite"] is False


def test_storage_of_another_kind_is_refused():
    with pytest.raises(ImproperlyConfigured, match="ftp://"):
        storage_from_url("ftp://somewhere")


def test_tiles_may_be_loaded_only_from_their_own_server():
    assert _tile_origin("") == []
    assert _tile_origin("https://{s}.tiles.example/{z}/{x}/{y}.png") == ["https://*.tiles.example"]
