"""No form or service accepts a name of a thing with an invisible character. For people, see the next file."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Enrollment,
    Supervisor,
)
from clinic_hours.people.services.enrollments import enroll_student
from tests.factories.clinic import CohortFactory, EnrollmentFactory, published_set
from tests.factories.people import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db

UNSEEN = "Mei\u200bTan"
SENTENCE = "This contains an invisible character (U+200B)."


@pytest.fixture
def superuser(client):
    superuser = SuperuserFactory()
    client.force_login(superuser)
    return superuser


def typed_by_the_office(kind: str) -> dict[str, object]:
    """Return what the office types for a new row of that kind, without its name."""
    if kind == "cohort":
        program = published_set().program
        return {"program": program.pk, "starts_on": "2026-01-12", "finishes_on": "2026-12-12"}
    if kind == "supervisor":
        return {"user": UserFactory().email, "is_active": "on"}
    return {"slug": "east", "address": "", "time_zone": "America/New_York", "is_active": "on"}


@pytest.mark.parametrize(
    ("model", "field"), [(Cohort, "name"), (Supervisor, "printed_name"), (ClinicSite, "name")]
)
def test_the_clinic_office_cannot_save_such_a_name(client, superuser, model, field):
    kind = model._meta.model_name
    answer = client.post(reverse(f"{kind}:add"), typed_by_the_office(kind) | {field: UNSEEN})
    assert SENTENCE in answer.content.decode()
    assert not model.objects.exists()


def test_no_student_number_can_have_one(client, superuser):
    enrollment = EnrollmentFactory()
    data = {
        "student_number": "P-1\u200b",
        "cohort": enrollment.cohort_id,
        "status": enrollment.status,
        "target_on": enrollment.target_on.isoformat(),
        "ended_on": "",
    }
    answer = client.post(reverse("enrollment:edit", args=[enrollment.pk]), data)
    assert SENTENCE in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_nobody_can_be_enrolled_with_such_a_number():
    requirement_set = published_set()
    with pytest.raises(ValidationError, match="invisible character"):
        enroll_student(
            student=UserFactory(),
            cohort=CohortFactory(program=requirement_set.program),
            requirement_set=requirement_set,
            student_number="P-1\u200b",
            started_on=date(2026, 1, 12),
        )
    assert not Enrollment.objects.exists()


def test_a_document_cannot_have_such_a_name(client, superuser):
    file = SimpleUploadedFile("fees.pdf", b"%PDF-1.7")
    data = {"title": UNSEEN, "collection": 1, "file": file}
    answer = client.post(reverse("wagtaildocs:add"), data)
    assert SENTENCE in answer.content.decode()
    assert not get_document_model().objects.exists()
