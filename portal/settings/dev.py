"""Development: the default settings of `make run` and `manage.py`."""

from .base import *
from .base import env
from .mail import by_way_of_the_outbox

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="development-only-key-that-production-refuses")
vars().update(by_way_of_the_outbox(env.email("EMAIL_URL", default="consolemail://")))
