"""Who sees which transcripts, and who was shown them."""

from django.db.models import QuerySet

from clinic_hours.people.policies import can_read_the_record
from clinic_hours.transcripts.models import Disclosure, Transcript, TranscriptRequest
from home.core.models.actors import Actor


def transcripts_visible_to(user: Actor) -> QuerySet[Transcript]:
    """Return a student's own, or all for the office. Instructors have no task after the sign-off."""
    if not user.is_active:
        return Transcript.objects.none()
    if can_read_the_record(user):
        return Transcript.objects.all()
    return Transcript.objects.filter(enrollment__student=user)


def disclosures_visible_to(user: Actor) -> QuerySet[Disclosure]:
    if not user.is_active:
        return Disclosure.objects.none()
    if can_read_the_record(user):
        return Disclosure.objects.all()
    return Disclosure.objects.filter(enrollment__student=user)


def requests_visible_to(user: Actor) -> QuerySet[TranscriptRequest]:
    if not user.is_active:
        return TranscriptRequest.objects.none()
    if can_read_the_record(user):
        return TranscriptRequest.objects.all()
    return TranscriptRequest.objects.filter(enrollment__student=user)
