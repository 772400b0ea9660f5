"""When the database does not answer in time: nothing was written, and what was typed comes back."""

from http import HTTPStatus

from django.db import Error, InterfaceError, OperationalError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

LOCK_NOT_AVAILABLE, QUERY_CANCELED = "55P03", "57014"
GONE = ("57P01", "57P02", "57P03", "53300")  # shutting down, crashed, starting, full
CONNECTION = "08"  # the class of its errors
TRY_AGAIN = _(
    "Someone else was saving at the same moment, so nothing was saved. What you entered is still "
    "here. Send it again in a few seconds."
)


def is_busy(error: BaseException | None) -> bool:
    """Tell whether a lock was held for too long; the connection is as good as before."""
    if not isinstance(error, OperationalError):
        return False
    if "is locked" in str(error):  # SQLite's words for a database and for a table
        return True
    return sqlstate_of(error) in (LOCK_NOT_AVAILABLE, QUERY_CANCELED)


def is_away(error: BaseException | None) -> bool:
    """Tell whether the database server is gone, or only just coming back."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError) or error.__cause__ is None:
        return False
    state = sqlstate_of(error)
    if state is None:
        return type(error.__cause__).__module__.startswith("psycopg")  # it never was connected
    return state in GONE or state.startswith(CONNECTION)


def sqlstate_of(error: Error) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def keep_typed(request: HttpRequest, form: BaseForm, error: OperationalError) -> HTTPStatus:
    """Say at the form that nothing was saved, and return the status of its page.

    Raises the error where it is another one. The person's session is not saved either: that would wait
    for the same lock once more.
    """
    if not is_busy(error):
        raise error
    form.add_error(None, str(TRY_AGAIN))
    request.session.modified = False
    return HTTPStatus.SERVICE_UNAVAILABLE
