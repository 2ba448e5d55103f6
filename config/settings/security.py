"""Secrets, hosts, people's log-in, and what browsers are told to refuse."""

from urllib.parse import urlsplit

from config.settings.base import ENVIRONMENT, PUBLIC_URL, TILE_URL
from config.settings.env import env

DEMO_SECRET_KEY = "demo-only-secret-refused-in-production"
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", urlsplit(PUBLIC_URL).hostname])

#: How many reverse proxies stand before the web server; their X-Forwarded-For is believed only then.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
if PROXY_COUNT:
    AXES_IPWARE_PROXY_COUNT = PROXY_COUNT
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"]

SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# Materials and documents are previewed in frames of our own pages.
X_FRAME_OPTIONS = "SAMEORIGIN"
# W019 wants no frames at all; W021 the browsers' preload list, which is for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"

if ENVIRONMENT == "production":
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True


def _tile_origin(tile_url: str) -> list[str]:
    """The origin a browser may load map tiles from: `{s}` stands for any sub-domain."""
    if not tile_url:
        return []
    parts = urlsplit(tile_url)
    return [f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"]


#: Sent by config.content_security with every page that has not set its own.
CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    # `data:` are the icons inside the CSS framework, `blob:` a photo previewed before it is sent.
    "img-src": ["'self'", "data:", "blob:", *_tile_origin(TILE_URL)],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}
AXES_LOCKOUT_CALLABLE = "web.shell.account.locked_out"
