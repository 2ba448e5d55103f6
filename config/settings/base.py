"""Applications, middleware, templates."""

from config.settings.env import BASE_DIR, PORT, VAR_DIR, env

ENVIRONMENT = env.str("ENVIRONMENT", default="demo")
DEBUG = env.bool("DEBUG", default=False)
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
TILE_URL = env.str("TILE_URL", default="")

INSTALLED_APPS = [
    "config.apps.CompositionConfig",
    "core",
    "permits",
    "inspections",
    "notifications",
    "api",
    "web",
    "config.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_fsm",
    "django_celery_beat",
    "django_htmx",
    "axes",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.content_security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "web.shell.uploads.UploadPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "web.shell.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "web.shell.errors.DomainErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.shell.context.shell",
            ],
            "libraries": {"ui": "web.shell.templatetags.ui"},
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
_PACKAGES = BASE_DIR / "node_modules"
#: Ours, then each front-end package under `vendor/<name>/`, when `npm ci` has brought it.
STATICFILES_DIRS = [
    BASE_DIR / "web" / "static",
    *(
        (f"vendor/{name}", folder)
        for name, folder in {
            "bootstrap": _PACKAGES / "bootstrap" / "dist",
            "leaflet": _PACKAGES / "leaflet" / "dist",
            "leaflet-geoman": _PACKAGES / "@geoman-io" / "leaflet-geoman-free" / "dist",
        }.items()
        if folder.exists()
    ),
]
#: Icons are drawn into the page, so their sprite is read by web.shell.icons and never served.
ICON_SPRITE = _PACKAGES / "bootstrap-icons" / "bootstrap-icons.svg"
