"""Lucía at her desk on a Monday in November at six, with a form as she would fill it in."""

import pytest
import time_machine
from django.urls import reverse

from tests.factories.clinic import NOW


@pytest.fixture
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def student(client, six_o_clock, lucia):
    """Lucía's browser."""
    client.force_login(lucia.student)
    return client


@pytest.fixture
def typed(lucia, rosa, site) -> dict[str, str]:
    """Two to half past five today: three and a half hours."""
    return {
        "date": "2026-11-16",
        "start": "14:00",
        "end": "17:30",
        "break_minutes": "0",
        "requirement": str(lucia.requirement_set.requirements.get().pk),
        "site": str(site.pk),
        "supervisor": str(rosa.pk),
        "clients": "5",
        "note": "Lower back and neck.",
        "action": "submit",
    }


@pytest.fixture
def log(student):
    """Send the log form."""

    def send(data: dict[str, str]):
        return student.post(reverse("hours:session_new"), data)

    return send
