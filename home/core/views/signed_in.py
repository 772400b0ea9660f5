"""What a view gets behind a door that only people with an account pass."""

from django.http import HttpRequest

from home.core.models.actors import Person


class SignedInRequest(HttpRequest):
    user: Person
