"""The WSGI application that granian serves."""

import gc
import logging
import os

from django.core.checks import Tags, run_checks
from django.core.wsgi import get_wsgi_application
from django.db import connection

LOCK_TIMEOUT = 3  # seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

# In a request, wait for a lock as long as on PostgreSQL; in a command, which nobody watches, longer.
if connection.vendor == "sqlite":
    connection.settings_dict["OPTIONS"]["timeout"] = LOCK_TIMEOUT

# Nobody runs `manage.py check` when a container restarts with other settings.
for problem in run_checks(tags=[Tags.database, Tags.files], databases=["default"]):
    logging.getLogger(__name__).warning(problem)
connection.close()

# Objects loaded so far live as long as the process, so garbage collection can skip them.
gc.collect()
gc.freeze()
