"""What an instructor checks in the queue and sends."""

from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, HourEntry, SignOff
from tests.factories.people import PASSWORD

QUEUE = reverse("hours:queue")
SIGN = reverse("hours:queue_sign_off")


def value(session: ClinicSession) -> str:
    return f"{session.public_id}:{session.version}"


def ticked(*sessions: ClinicSession, **more) -> dict:
    return {"session": [value(each) for each in sessions], "agree": "on", "password": PASSWORD} | (
        more
    )


def nothing_is_signed() -> bool:
    unsigned = not ClinicSession.objects.filter(status="signed_off").exists()
    return unsigned and not SignOff.objects.exists() and not HourEntry.objects.exists()
