"""Who opened a student's record at the school, newest first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from clinic_hours.people.models import RecordRead
from clinic_hours.sessions.models import ClinicSession

PAGE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """One row, with the session that was opened, if it was one."""

    read: RecordRead
    session: ClinicSession | None


@dataclass(frozen=True, slots=True)
class ReadsPage:
    """What was opened, newest first. The next page begins before the key `following`."""

    opened: tuple[Opened, ...]
    following: int | None


def reads_page(reads: QuerySet[RecordRead], before: int | None = None) -> ReadsPage:
    """Return one keyset page, in two queries."""
    if before:
        reads = reads.filter(pk__lt=before)
    found = list(reads.select_related("reader").order_by("-pk")[: PAGE + 1])
    page = found[:PAGE]
    sessions = sessions_in(page)
    opened = tuple(Opened(read, sessions.get(read.about)) for read in page)
    return ReadsPage(opened, page[-1].pk if len(found) > PAGE else None)


def sessions_in(reads: list[RecordRead]) -> dict[str, ClinicSession]:
    ids = {read.about for read in reads if read.kind == RecordRead.Kind.SESSION}
    sessions = ClinicSession.objects.filter(public_id__in=ids).only("public_id", "local_date")
    return {str(session.public_id): session for session in sessions}
