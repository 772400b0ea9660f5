"""The test suite: like production, minus what only slows tests down."""

from .base import *
from .base import FILES, STORAGES, VAR_DIR, database, env

DEBUG = False
SECRET_KEY = "test-only-key"
SITE_NAME = WAGTAIL_SITE_NAME = "Palmetto College"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"{SITE_NAME} <office@palmetto.test>"
PASSWORD_HASHERS = ["portal.accounts.hashers.NormalizedMD5PasswordHasher"]
LOG_ORIGIN = "palmetto.test/hours"
SIGNING_KEY_FILE = str(VAR_DIR / "test-signing-key.pem")
PDF_SIGNING_CERTIFICATE = PDF_SIGNING_PASSWORD = KEPT_CHECKPOINT_FILE = ""
WITNESS_KEYS = []
PUBLIC_PAGES_KEPT = 0  # a rolled-back test commits no change that would invalidate pages
MEDIA_ROOT = VAR_DIR / "test-media"
STORAGES = {
    **STORAGES,
    "private": {"BACKEND": FILES, "OPTIONS": {"location": VAR_DIR / "test-private"}},
}
EMAIL_BACKEND = OUTBOX_SENDS_WITH = "django.core.mail.backends.locmem.EmailBackend"

# Replaced by a copy of a template: see tests/databases.py.
DATABASES = {
    "default": database(env("TEST_DATABASE_URL", default=f"sqlite:///{VAR_DIR}/test.sqlite3"))
}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # databases are created and dropped during the suite
# The suite doesn't test what a machine crash would lose.
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
