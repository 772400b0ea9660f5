"""Every page about one student leaves a line for the student: decision 0022."""

from http import HTTPStatus

from django.db import DatabaseError
from django.utils.translation import gettext as _

from clinic_hours.people.models import Enrollment
from clinic_hours.people.services import reads
from home.core.views.busy import Unavailable
from home.core.views.signed_in import SignedInRequest


def note_read(
    request: SignedInRequest,
    enrollment: Enrollment,
    kind: str,
    about: object = "",
    status: int = HTTPStatus.OK,
) -> None:
    """Note that this person opens a page about a student, before anything of it is shown.

    Raises Unavailable if that is impossible: what cannot be noted is not shown. Nothing is noted for HEAD,
    which shows nothing, and for a form that comes back because the database is busy (503): a second
    attempt would lose what was typed, and the page was noted when it was opened.
    """
    if request.method == "HEAD" or status == HTTPStatus.SERVICE_UNAVAILABLE:
        return
    try:
        reads.note_read(reader=request.user, enrollment=enrollment, kind=kind, about=str(about))
    except DatabaseError as error:
        raise Unavailable(
            _(
                "Students can see who opened their record. That could not be recorded just now, so "
                "the page isn't shown. Wait a few seconds, then try again."
            )
        ) from error
