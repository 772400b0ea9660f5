"""The server of this scenario: the suite's settings, with files as production serves them."""

from portal.settings.test import *
from portal.settings.test import STORAGES, env

STATIC_ROOT = env("COLLECTED_FILES")
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "portal.static_storage.JoinedSheetsStorage"},
}
