"""The forms of a review, filled in."""

from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from tests.factories.people import PASSWORD

STEPS = ["return", "sign_off", "void"]
FILLED = {"reason": "You left at five.", "agree": "on", "password": PASSWORD}


def send(browser, step: str, session: ClinicSession, **changes):
    filled = FILLED | {"version": str(session.version)} | changes
    return browser.post(address(step, session), filled)


def address(step: str, session: ClinicSession) -> str:
    return reverse(f"hours:session_{step}", args=[session.public_id])


def is_untouched(session: ClinicSession) -> bool:
    now = ClinicSession.objects.get(pk=session.pk)
    return (now.status, now.version) == (session.status, session.version)
