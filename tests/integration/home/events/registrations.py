"""What people who register for an event send and receive, and moving time forward."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from home.mail.models import OutgoingMail
from tests.honest_forms import fill_in


def send(client, event, email="ana@example.test", people=1, **changes):
    fields = {"name": "Ana Duarte", "email": email, "people": people, "agree": "on"}
    return fill_in(client, f"/events/{event.pk}/register/", fields | changes)


def states(event) -> dict[str, str]:
    return dict(event.registrations.values_list("email", "state"))


def mails(to: str = "ana@example.test") -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=to).order_by("pk"))


def in_days(days: float):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)
