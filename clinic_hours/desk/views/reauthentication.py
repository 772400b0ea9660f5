"""Confirm who is at the keyboard, every time someone signs.

With a password, or with a passkey used in the last five minutes.
"""

from datetime import UTC, datetime
from http import HTTPStatus

from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django.contrib.auth import update_session_auth_hash
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.authentication import Authentication, is_fresh
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest


class NotConfirmed(Exception):
    """The person could not be confirmed. `str(error)` is the message, `status` the response's status."""

    sentence: str | Promise = ""
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __str__(self) -> str:
        return str(self.sentence)


class WrongPassword(NotConfirmed):
    sentence = _("That password is incorrect. Nothing was signed.")


class TooManyTries(NotConfirmed):
    sentence = _("Too many attempts. Wait a minute, then enter your password again.")
    status = HTTPStatus.TOO_MANY_REQUESTS


def confirm_identity(request: SignedInRequest, password: str | None) -> Authentication | None:
    """Return how and when the signed-in person proved their identity, or None if they have not.

    With a password: it must be theirs. Raises WrongPassword, or TooManyTries once allauth's limit
    "reauthenticate" is used up; then the right password is refused, too.
    Without one: a passkey that allauth checked in this session in the last five minutes counts.
    """
    return by_password(request, password) if password else by_passkey(request)


def by_password(request: SignedInRequest, password: str) -> Authentication:
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        raise TooManyTries
    if not is_their_password(request, request.user, password):
        raise WrongPassword
    # An instructor who signs twenty sessions one at a time is not guessing passwords.
    ratelimit.clear(request, action="reauthenticate", user=request.user)
    return Authentication(method="password", at=timezone.now())


def is_their_password(request: SignedInRequest, user: Person, password: str) -> bool:
    """Check the password. Sessions depend on its hash: if the hash is upgraded, this session stays valid."""
    hashed = user.password
    is_right = user.check_password(password)
    if user.password != hashed:
        update_session_auth_hash(request, user)
    return is_right


def by_passkey(request: SignedInRequest) -> Authentication | None:
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if is_passkey(record)]
    if not times:
        return None
    proof = Authentication(method="passkey", at=datetime.fromtimestamp(times[-1], tz=UTC))
    return proof if is_fresh(proof, timezone.now()) else None


def is_passkey(record: dict) -> bool:
    """Return whether it is a passkey check. A sign-in by passkey does not count: time has passed since."""
    return record.get("type") == "webauthn" and bool(record.get("reauthenticated"))
