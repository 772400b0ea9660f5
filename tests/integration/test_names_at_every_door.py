"""No form, service or command accepts a name with an invisible character."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model

from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Enrollment,
    Supervisor,
)
from clinic_hours.people.services.enrollments import enroll_student
from courses.admissions.models import Enquiry
from home.people.models import PersonIndexPage, PersonPage
from portal.accounts.models import Invitation
from portal.accounts.services import invitations, people
from tests.factories.clinic import CohortFactory, EnrollmentFactory, published_set
from tests.factories.pages import home_page
from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory

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


def test_nobody_can_be_invited_with_one(client, superuser):
    data = {"display_name": UNSEEN, "email": "mei@palmetto.test"}
    answer = client.post(reverse("invitation:add"), data)
    assert SENTENCE in answer.content.decode()
    assert not Invitation.objects.exists()


def test_nobody_can_be_renamed_to_one_in_the_admin(client, superuser):
    person = UserFactory(display_name="Mei")
    data = {"display_name": UNSEEN, "is_active": "on"}
    answer = client.post(reverse("wagtailusers_users:edit", args=[person.pk]), data)
    assert SENTENCE in answer.content.decode()


def test_nobody_can_choose_one_for_their_account(client):
    person = UserFactory(display_name="Mei")
    client.force_login(person)
    answer = client.post(reverse("account_name"), {"display_name": UNSEEN})
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (422, True)
    person.refresh_from_db()
    assert person.display_name == "Mei"


def test_no_account_can_be_created_with_one(client, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(email="mei@palmetto.test", display_name="Mei", invited_by=None)
    path = next(word for word in mailoutbox[-1].body.split() if "/invitation" in word)
    path = "/" + path.split("/", 3)[3]
    answer = client.post(path, {"display_name": UNSEEN, "password1": PASSWORD})
    assert SENTENCE in answer.content.decode()
    assert not get_user_model().objects.exists()


def test_no_service_accepts_one():
    person = UserFactory()
    for door in (
        lambda: people.create_person(email="a@palmetto.test", display_name=UNSEEN),
        lambda: people.rename_person(user=person, display_name=UNSEEN),
        lambda: invitations.invite(email="b@palmetto.test", display_name=UNSEEN, invited_by=None),
    ):
        with pytest.raises(ValidationError, match="invisible character"):
            door()


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


def test_the_first_superuser_cannot_have_one():
    with pytest.raises(CommandError, match="invisible character"):
        call_command("createsuperuser", "--noinput", email="a@palmetto.test", display_name=UNSEEN)


def test_a_person_page_cannot_have_such_a_title():
    above = home_page().add_child(instance=PersonIndexPage(title="People", slug="people"))
    with pytest.raises(ValidationError) as refused:
        above.add_child(instance=PersonPage(title=UNSEEN, slug="mei"))
    assert list(refused.value.message_dict) == ["title"]


def test_a_document_cannot_have_such_a_name(client, superuser):
    file = SimpleUploadedFile("fees.pdf", b"%PDF-1.7")
    data = {"title": UNSEEN, "collection": 1, "file": file}
    answer = client.post(reverse("wagtaildocs:add"), data)
    assert SENTENCE in answer.content.decode()
    assert not get_document_model().objects.exists()


def test_a_request_for_information_cannot_have_one():
    with pytest.raises(ValidationError) as refused:
        Enquiry(name=UNSEEN, email="a@palmetto.test").full_clean()
    assert "name" in refused.value.message_dict
