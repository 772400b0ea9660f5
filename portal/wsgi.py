"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

LOCK_TIMEOUT = 3  # seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

# A person waits as long for a lock as on PostgreSQL; a command, which nobody looks at, longer.
if connection.vendor == "sqlite":
    connection.settings_dict["OPTIONS"]["timeout"] = LOCK_TIMEOUT

# What is loaded by now stays as long as the process: no collection need walk through it again.
gc.collect()
gc.freeze()
