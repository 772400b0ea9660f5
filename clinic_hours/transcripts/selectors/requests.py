"""Transcripts that students asked for, and those the office has not answered."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.models import Transcript, TranscriptRequest
from home.core.models.actors import Actor

from .visible import requests_visible_to, transcripts_visible_to

PAGE = 25


def open_requests(user: Actor) -> QuerySet[TranscriptRequest]:
    """Return the unanswered requests that this person may see, the most urgent first."""
    related = ("enrollment__student", "enrollment__cohort__program")
    return requests_visible_to(user).filter(transcript=None).select_related(*related)


def open_request_of(enrollment: Enrollment) -> TranscriptRequest | None:
    return TranscriptRequest.objects.filter(enrollment=enrollment, transcript=None).first()


def days_to_issue(enrollment: Enrollment) -> tuple[int, int | None]:
    """Return the days that the school's policy and the board's rule give the office."""
    standard = enrollment.requirement_set.program.standard
    return settings.TRANSCRIPT_DAYS, standard.transcript_days if standard else None


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """Transcripts, newest first. The next page begins before the number `following`."""

    transcripts: tuple[Transcript, ...]
    following: int | None


def issued_page(user: Actor, before: int | None = None, size: int = PAGE) -> IssuedPage:
    """Return one keyset page of the transcripts that this person may see."""
    issued = transcripts_visible_to(user).select_related("enrollment__student", "issued_by")
    if before:
        issued = issued.filter(number__lt=before)
    found = list(issued.defer("statement", "signature").order_by("-number")[: size + 1])
    page = tuple(found[:size])
    return IssuedPage(page, page[-1].number if len(found) > size else None)
