"""No page says "Completed" next to requirements that are not met, even if the database does."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.documents.issuing import issue_transcript
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set, signed

pytestmark = pytest.mark.django_db

WORDS = {"en": ("Completed", "Ended"), "es": ("Completada", "Terminada")}


def enrolled(rosa, required: int) -> Enrollment:
    """Return an enrollment with three signed hours that the database calls completed."""
    line = {"category": "hands-on", "name": "Hands-on sessions", "minutes": required}
    enrollment = EnrollmentFactory(requirement_set=published_set(line))
    signed(logged(enrollment, rosa))
    Enrollment.objects.filter(pk=enrollment.pk).update(status="completed", ended_on=TODAY)
    return enrollment


def pages(enrollment, cora, desk_of, language: str) -> dict[str, str]:
    """Return every page with the status or the progress of an enrollment."""
    student, office, visitor = desk_of(enrollment.student), desk_of(cora), Client()
    transcript = issue_transcript(actor=cora, enrollment=enrollment, now=NOW)
    record = reverse("hours:enrollment", args=[enrollment.public_id])
    opened = {
        "desk": (student, reverse("hours:home")),
        "own record": (student, record),
        "record": (office, record),
        "students": (office, reverse("hours:student_list")),
        "transcripts": (office, reverse("hours:transcripts", args=[enrollment.public_id])),
        "verification": (visitor, f"/verify/{transcript.code}/"),
    }
    for browser in (student, office, visitor):
        browser.cookies["django_language"] = language
    return {name: browser.get(url).content.decode() for name, (browser, url) in opened.items()}


@pytest.mark.parametrize("language", WORDS)
def test_it_says_only_that_the_enrollment_has_ended(rosa, cora, desk_of, language):
    completed, ended = WORDS[language]
    shown = pages(enrolled(rosa, required=5400), cora, desk_of, language)
    listed = shown.pop("students").split("<tbody", 1)[1]
    assert completed not in listed and ended in listed
    assert [name for name, page in shown.items() if completed in page] == []
    assert ended in shown["desk"] and ended in shown["record"]


@pytest.mark.parametrize("language", WORDS)
def test_once_all_is_met_it_says_completed(rosa, cora, desk_of, language):
    completed, _ended = WORDS[language]
    shown = pages(enrolled(rosa, required=180), cora, desk_of, language)
    assert completed in shown["record"] and completed in shown["students"].split("<tbody", 1)[1]
