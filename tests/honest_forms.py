"""Fill in a public form like a person: open it, take a moment, send it."""

from datetime import timedelta

import time_machine
from django.utils import timezone


def hidden_fields(client, address: str) -> dict[str, str]:
    """Open a form and return its hidden fields."""
    return {"opened": client.get(address).context["form"]["opened"].value()}


def fill_in(client, address: str, fields: dict):
    """Send a form five seconds after opening it."""
    hidden = hidden_fields(client, address)
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        return client.post(address, hidden | fields)
