"""Fill in a public form like a person: open it, take a moment, send it."""

from datetime import timedelta

import time_machine
from django.utils import timezone


def hidden_fields(client, address: str) -> dict[str, str]:
    """Open a form and return its hidden fields."""
    hidden = client.get(address).context["form"].hidden_fields()
    return {field.html_name: field.value() or "" for field in hidden}


def fill_in(client, address: str, fields: dict):
    """Send a form five seconds after opening it."""
    hidden = hidden_fields(client, address)
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        return client.post(address, hidden | fields)
