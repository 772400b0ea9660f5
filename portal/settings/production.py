"""Production: settings that must be explicit, and those that only a public server needs."""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from clinic_hours.ledger.signatures import KeyFileProblem, read_own_key_file

from .base import *
from .base import SIGNING_KEY_FILE, SITE_URL, STORAGES, env
from .mail import by_way_of_the_outbox

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if SECRET_KEY.startswith("development-only") or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters of your own.")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must be the site's https:// address.")

if sys.argv[1:2] != ["make_signing_key"]:  # which creates the key required here
    try:
        read_own_key_file(Path(SIGNING_KEY_FILE))
    except KeyFileProblem as problem:
        raise ImproperlyConfigured(
            f"{problem} Create the first key with: manage.py make_signing_key"
        ) from problem

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
vars().update(by_way_of_the_outbox(env.email("EMAIL_URL")))

REQUIRE_STAFF_MFA = True

STORAGES = {
    **STORAGES,
    # Hashed names let browsers cache a file for a year; the entry style sheets' @imports are inlined.
    "staticfiles": {"BACKEND": "portal.static_storage.JoinedSheetsStorage"},
}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # health checks use plain HTTP internally
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
