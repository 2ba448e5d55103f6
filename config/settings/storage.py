"""Files people upload and documents the system makes: private, outside the web root."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.env import VAR_DIR, env


def storage_from_url(url: str) -> dict:
    """The storage a STORAGE_URL means.

    `file:///srv/media`, or `s3://BUCKET/PREFIX?endpoint_url=…&region_name=…`, whose keys are read by boto3 from
    AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Raises ImproperlyConfigured for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        options = {
            "location": unquote(parts.path),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if parts.scheme == "s3":
        options = {
            "bucket_name": parts.netloc,
            "location": unquote(parts.path).strip("/"),
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
            **{name: values[-1] for name, values in parse_qs(parts.query).items()},
        }
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    raise ImproperlyConfigured(f"STORAGE_URL must begin with file:// or s3://, not {parts.scheme or 'nothing'}://")


MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": storage_from_url(env.str("STORAGE_URL", default=MEDIA_ROOT.as_uri())),
    "staticfiles": {"BACKEND": "config.static_files.HashedStaticFiles"},
}

_email = env.email_url("EMAIL_URL", default=f"filemail://{VAR_DIR / 'mail'}")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
# The reader of the URL drops the path's first slash.
EMAIL_FILE_PATH = f"/{_email['EMAIL_FILE_PATH'].lstrip('/')}" if _email["EMAIL_FILE_PATH"] else None
EMAIL_HOST = _email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
