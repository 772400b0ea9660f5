"""Handles a database that doesn't respond in time or accepts no writes: the form comes back filled in."""

from http import HTTPStatus

from django.db import DatabaseError, Error, InterfaceError, OperationalError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# No lock in time, a query that took too long, and what is left of services' own attempts: deadlocks.
BUSY = ("55P03", "57014", "40P01", "40001")
GONE = ("57P01", "57P02", "57P03", "53300")  # shutting down, crashed, starting, full
CONNECTION = "08"  # SQLSTATE class of connection errors
READ_ONLY = "25006"
TRY_AGAIN = _(
    "Someone else was saving at the same moment, so nothing was saved. What you entered is still "
    "here. Send it again in a few seconds."
)


class Unavailable(Exception):
    """A page cannot be shown right now, and the exception's text says why. It is answered with 503."""


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the same request may succeed later, without anyone changing it."""
    return is_busy(error) or is_away(error) or is_read_only(error)


def is_busy(error: BaseException | None) -> bool:
    """Whether a lock was held for too long; the connection is still usable."""
    if not isinstance(error, OperationalError):
        return False
    if "is locked" in str(error):  # SQLite's message for both databases and tables
        return True
    return sqlstate_of(error) in BUSY


def is_away(error: BaseException | None) -> bool:
    """Whether the database server is down or still starting."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError) or error.__cause__ is None:
        return False
    state = sqlstate_of(error)
    if state is None:
        return type(error.__cause__).__module__.startswith("psycopg")  # the connection failed
    return state in GONE or state.startswith(CONNECTION)


def is_read_only(error: BaseException | None) -> bool:
    """Whether the database accepts no writes, such as during maintenance."""
    if not isinstance(error, DatabaseError):
        return False
    return "readonly database" in str(error) or sqlstate_of(error) == READ_ONLY


def sqlstate_of(error: Error) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def keep_typed(request: HttpRequest, form: BaseForm, error: OperationalError) -> HTTPStatus:
    """Report on the form that nothing was saved, and return the status of its page.

    Re-raises any other error. The session is not saved either, since that would wait for the same lock
    again.
    """
    if not is_busy(error):
        raise error
    form.add_error(None, str(TRY_AGAIN))
    request.session.modified = False
    return HTTPStatus.SERVICE_UNAVAILABLE
