"""Who sees which transcripts, and who was shown them."""

from django.db.models import QuerySet

from clinic_hours.people.selectors.visible import about_enrollments
from clinic_hours.transcripts.models import Disclosure, Transcript, TranscriptRequest
from home.core.models.actors import Actor


def transcripts_visible_to(user: Actor) -> QuerySet[Transcript]:
    """Return a student's own, or the office's. Instructors have no task after the sign-off."""
    return about_enrollments(user, Transcript.objects.all())


def disclosures_visible_to(user: Actor) -> QuerySet[Disclosure]:
    return about_enrollments(user, Disclosure.objects.all())


def requests_visible_to(user: Actor) -> QuerySet[TranscriptRequest]:
    return about_enrollments(user, TranscriptRequest.objects.all())
