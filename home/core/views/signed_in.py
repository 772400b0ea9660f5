"""The request type of views that require an account."""

from django.http import HttpRequest

from home.core.models.actors import Person


class SignedInRequest(HttpRequest):
    user: Person
