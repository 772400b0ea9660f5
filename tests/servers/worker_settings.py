"""The suite's settings for a worker in a separate process, which sends to the server in `EMAIL_URL`."""

from portal.settings.mail import by_way_of_the_outbox
from portal.settings.test import *
from portal.settings.test import env

vars().update(by_way_of_the_outbox(env.email("EMAIL_URL")))
