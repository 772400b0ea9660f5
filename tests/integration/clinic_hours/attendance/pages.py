"""What tests of attendance pages share."""

import re
from contextlib import contextmanager

import time_machine
from django.test import Client

from tests.factories.shifts import at


@contextmanager
def browser_at(shift, person, clock):
    with time_machine.travel(at(shift, clock), tick=False):
        client = Client()
        client.force_login(person)
        yield client


def page(shift, what="") -> str:
    return f"/hours/shifts/{shift.public_id}/{what}"


def text_of(response) -> str:
    html = response.content.decode().split("<main")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
