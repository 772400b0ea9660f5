"""A Monday in November at six: Lucía logs with a form as she would fill it in, Rosa reviews."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
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
def desk_of(six_o_clock):
    """Return the browser of a person who is signed in. Rate limits begin anew."""
    cache.clear()

    def sign_in(person) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    yield sign_in
    cache.clear()


@pytest.fixture
def instructor(desk_of, rosa):
    """Rosa's browser."""
    return desk_of(rosa.user)


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
