"""Settings that every environment shares. Each environment's file contains only its differences."""

from pathlib import Path
from zoneinfo import available_timezones

import environ
from django.utils.translation import gettext_lazy as _
from pythonjsonlogger.core import RESERVED_ATTRS

from .accounts import *
from .caches import caches
from .stores import database

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

PORT = env.int("PORT", default=8000)  # for `make run`
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",  # near the top: each {% static %} looks for it from there
    "portal.accounts.apps.AccountsConfig",
    "portal",
    "clinic_hours.setup",
    "clinic_hours.office",
    "clinic_hours.learning",
    "clinic_hours.pace",
    "clinic_hours.kiosk",
    "clinic_hours.attendance",
    "clinic_hours.appointments",
    "clinic_hours.shifts",
    "clinic_hours.transcripts",
    "clinic_hours.sessions",
    "clinic_hours.people",
    "clinic_hours.ledger",
    "clinic_hours.notices",
    "clinic_hours.desk",
    "clinic_hours.core",
    "courses.pages",
    "courses.admissions",
    "courses.licensing",
    "courses.requirements",
    "courses.curriculum",
    "courses.standards",
    "home.pages",
    "home.newsletter",
    "home.events",
    "home.clinic",
    "home.stories",
    "home.people",
    "home.mail",
    "home.site",
    "home.core",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail_localize",
    "wagtail_localize.locales",  # replaces wagtail.locales
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.content_security.ContentSecurityPolicyMiddleware",
    "portal.middleware.unavailable.UnavailableMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.page_cache.PublicPageCacheMiddleware",
    "portal.middleware.compression.TextCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.access.PrivateByDefaultMiddleware",
    "portal.middleware.access.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.refusals.RefusalMiddleware",
    "portal.accounts.middleware.SessionActivityMiddleware",
    "portal.accounts.middleware.StaffSecondFactorMiddleware",
    "home.site.views.redirects.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.site.views.context_processors.site",
            ],
        },
    },
]

DATABASES = {
    "default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/practicum.sqlite3"))
}
CACHES = caches(env.cache("CACHE_URL", default="locmemcache://"))
PUBLIC_PAGES_KEPT = 60  # seconds; changes take effect earlier: see portal/middleware/page_cache.py
WORKERS = env.int("GRANIAN_WORKERS", default=1)  # server processes; each has several threads
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", default=str(VAR_DIR / "signing-key.pem"))
PDF_SIGNING_CERTIFICATE = env("PDF_SIGNING_CERTIFICATE", default="")  # PKCS#12; empty: not signed
PDF_SIGNING_PASSWORD = env("PDF_SIGNING_PASSWORD", default="")
LOG_ORIGIN = env("LOG_ORIGIN", default="")  # only for a new log: it keeps its name
KEPT_CHECKPOINT_FILE = env("KEPT_CHECKPOINT_FILE", default="")  # no older database is signed
WITNESS_KEYS = env("WITNESS_KEYS", default="").split()  # who may cosign checkpoints
RECORD_READS_KEPT_DAYS = env.int("RECORD_READS_KEPT_DAYS", default=3 * 365)
TRANSCRIPT_DAYS = env.int("TRANSCRIPT_DAYS", default=10)  # unless the state gives fewer
NOTICES_KEPT_DAYS = env.int("NOTICES_KEPT_DAYS", default=180)
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # every process sees a logout
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "portal.office_access.OfficeAccess",  # opens the admin to coordinators, but signs nobody in
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/hours/"

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "library_locale"]
TIME_ZONE = env("TIME_ZONE", default="America/New_York")
# Debian adds two files that are no zones of IANA's. Browsers refuse their names.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})
FORMAT_MODULE_PATH = "portal.formats"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
# A migration creates PostgreSQL's configuration without accents; SQLite's index ignores them anyway.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "practicum"}
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # so that addresses survive being typed, mailed and printed

SITE_NAME = env("SITE_NAME", default="Practicum")  # until the site settings name the school
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <office@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20  # seconds; without it, an unresponsive server would block the outbox forever
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # so that a note that is too long gets its form error
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

X_FRAME_OPTIONS = "DENY"  # Wagtail's previews set their own
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    "default": {"BACKEND": FILES},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # People's documents: no server has this folder, only the view that knows who may read them.
    "private": {
        "BACKEND": FILES,
        "OPTIONS": {"location": VAR_DIR / "private", "file_permissions_mode": 0o600},
    },
}

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILIMAGES_IMAGE_MODEL = "home_core.Picture"
WAGTAILIMAGES_AVIF_QUALITY = 65
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.core.forms.pictures.PictureForm"
# Document types that the school publishes; nothing that a browser or a computer would execute.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.core.forms.documents.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": ["levelname", "name", "message"],
            "rename_fields": {"levelname": "level", "name": "logger", "exc_info": "exception"},
            "reserved_attrs": [*RESERVED_ATTRS, "request"],  # may contain personal data
            "timestamp": "at",
            "json_ensure_ascii": False,
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env("LOG_FORMAT", default="text"),
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}},
}
