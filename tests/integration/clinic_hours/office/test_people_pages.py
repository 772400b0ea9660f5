"""The list of people, the page of one person, and the forms that change what the office keeps."""

import pytest

from clinic_hours.people.models import Credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, cora):
    client.force_login(cora)
    return client


def page_of(person) -> str:
    return f"/hours/people/{person.public_id}/"


def test_the_list_finds_people_in_any_order_and_without_accents(office, lucia, rosa, cora):
    page = office.get("/hours/people/", {"name": "ferrer LUCIA"})
    assert [row.person for row in page.context["people"]] == [lucia.student]
    for who, person in (("students", lucia.student), ("instructors", rosa.user), ("office", cora)):
        page = office.get("/hours/people/", {"who": who})
        assert [row.person for row in page.context["people"]] == [person]


@pytest.mark.parametrize("words", ["{number}", "lucia {number}", "{email}"])
def test_the_list_finds_students_by_number_and_email(office, lucia, mei, words):
    words = words.format(number=lucia.student_number.lower(), email=lucia.student.email)
    page = office.get("/hours/people/", {"name": words})
    assert [row.person for row in page.context["people"]] == [lucia.student]


def test_a_license_is_renewed_and_corrected(office, rosa):
    license = rosa.credentials.get()
    renewal = {
        "kind": "LMT",
        "number": license.number,
        "jurisdiction": "US-FL",
        "issued_on": "2027-08-01",
        "expires_on": "2029-08-31",
    }
    assert office.post(f"{page_of(rosa.user)}new-license/", renewal).status_code == 303
    assert Credential.objects.filter(supervisor=rosa).count() == 2
    wrong = {**renewal, "expires_on": license.expires_on.isoformat()}
    edit = f"{page_of(rosa.user)}licenses/{license.public_id}/"
    refused = office.post(edit, {**wrong, "issued_on": "2028-01-01"})
    assert "must be after the issue date" in refused.context["form"].errors["expires_on"][0]
    assert office.post(edit, {**wrong, "issued_on": "2020-01-02"}).status_code == 303


def test_an_instructors_clinics_are_changed(office, rosa, site):
    form = {"printed_name": "Rosa C., LMT", "is_active": "on", "sites": [site.pk]}
    assert office.post(f"{page_of(rosa.user)}edit/", form).status_code == 303
    rosa.refresh_from_db()
    assert rosa.printed_name == "Rosa C., LMT"
    assert list(rosa.sites.all()) == [site]


def test_an_enrollment_is_changed(office, lucia):
    form = {
        "student_number": "PC-9",
        "cohort": lucia.cohort_id,
        "status": "on_leave",
        "target_on": "2027-05-31",
    }
    assert office.post(f"/hours/enrollments/{lucia.public_id}/edit/", form).status_code == 303
    lucia.refresh_from_db()
    assert (lucia.student_number, lucia.status) == ("PC-9", "on_leave")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("resend", "already set up the account"),
        ("withdraw", "already set up the account"),
        ("deactivate", "can no longer sign in"),
        ("reactivate", "can sign in again"),
    ],
)
def test_an_act_on_an_account_says_what_happened(office, lucia, act, sentence):
    answer = office.post(f"{page_of(lucia.student)}{act}/", follow=True)
    assert sentence in answer.text


def test_nobody_deactivates_their_own_account(office, cora):
    answer = office.post(f"{page_of(cora)}deactivate/")
    assert answer.status_code == 409
    cora.refresh_from_db()
    assert cora.is_active
