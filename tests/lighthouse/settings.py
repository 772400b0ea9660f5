"""Production settings for a visitor on this machine: plain HTTP, and its own files in var/lighthouse."""

from portal.settings.base import *
from portal.settings.base import STORAGES, VAR_DIR, database

HERE = VAR_DIR / "lighthouse"

DEBUG = False
SECRET_KEY = "measuring-only-key"
DATABASES = {"default": database(f"sqlite:///{HERE}/site.sqlite3")}
SIGNING_KEY_FILE = str(HERE / "signing-key.pem")
MEDIA_ROOT = HERE / "media"
STATIC_ROOT = HERE / "static"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "portal.static_storage.JoinedSheetsStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
