"""The clinic office in the Wagtail admin: who takes part is kept there, never what was signed."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import get_resolver, reverse
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ModelLogEntry

from clinic_hours.models import (
    ClinicSession,
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    HourEntry,
    OfficeRole,
    SessionEvent,
    SignOff,
    Supervisor,
)
from clinic_hours.wagtail_hooks import office
from tests.factories.clinic import (
    CohortFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)
from tests.factories.people import StaffFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db

KINDS = ["enrollment", "cohort", "supervisor", "credential", "clinicsite", "officerole"]
LEDGER = {
    *(
        "balance",
        "checkpoint",
        "clinicsession",
        "disclosure",
        "hourentry",
        "ledgeraudit",
        "ledgerhead",
    ),
    *("revocation", "sessionevent", "signingkey", "signoff", "transcript", "treenode"),
}


@pytest.fixture
def at_the_office(client, cora):
    """Cora's browser."""
    client.force_login(cora)
    return client


@pytest.fixture
def beginning(db) -> dict[str, str]:
    """What the office types to enroll Mei."""
    requirement_set = published_set()
    cohort = CohortFactory(program=requirement_set.program)
    UserFactory(email="mei@palmetto.test")
    return {
        "student": "Mei@palmetto.test ",
        "student_number": "PC-2026-200",
        "cohort": str(cohort.pk),
        "requirement_set": str(requirement_set.pk),
        "started_on": "",
        "target_on": "",
    }


def edited(enrollment: Enrollment, **changes) -> dict[str, str]:
    """What the office sends when it changes an enrollment."""
    return {
        "student_number": enrollment.student_number,
        "cohort": str(enrollment.cohort_id),
        "status": enrollment.status,
        "target_on": enrollment.target_on.isoformat(),
        "ended_on": "",
    } | changes


@pytest.mark.parametrize("kind", KINDS)
def test_the_coordinator_opens_every_list_and_every_new_form(at_the_office, rosa, lucia, kind):
    assert at_the_office.get(f"/admin/office/{kind}/").status_code == 200
    assert at_the_office.get(f"/admin/office/{kind}/new/").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_superuser_keeps_the_office_too(client, kind):
    client.force_login(SuperuserFactory())
    assert client.get(f"/admin/office/{kind}/").status_code == 200


def test_the_office_stands_in_the_coordinators_menu(at_the_office):
    assert "Clinic office" in at_the_office.get("/admin/").content.decode()


def test_a_coordinator_needs_the_second_factor_that_staff_need(at_the_office, settings):
    settings.REQUIRE_STAFF_MFA = True
    answer = at_the_office.get("/admin/office/enrollment/")
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_a_coordinator_who_leaves_finds_the_office_closed(at_the_office, cora):
    cora.office_role.delete()
    assert at_the_office.get("/admin/office/enrollment/").status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_keeps_the_office_whatever_their_groups_say(client, otis, rosa, lucia, kind):
    editor = StaffFactory()
    editor.user_permissions.set(Permission.objects.all())
    for person in (otis, rosa.user, lucia.student):
        client.force_login(person)
        for address in ("", "new/"):
            assert client.post(f"/admin/office/{kind}/{address}").status_code == 403
    client.force_login(editor)
    # Whoever may open the admin is led back to its home.
    assert client.post(f"/admin/office/{kind}/new/").url == "/admin/"


def test_what_was_signed_cannot_be_reached_in_the_admin():
    kept = {viewset.model for viewset in office.items}
    assert kept.isdisjoint({ClinicSession, SessionEvent, SignOff, HourEntry})
    assert {model.__name__.lower() for model in kept} == set(KINDS)
    assert all(isinstance(viewset, ModelViewSet) for viewset in office.items)
    assert {each._meta.model_name for each in apps.get_app_config("clinic_hours").get_models()} == {
        *KINDS,
        *LEDGER,
    }
    namespaces = get_resolver("wagtail.admin.urls").namespace_dict
    assert LEDGER.isdisjoint(namespaces)


def test_a_student_is_enrolled_by_address_with_the_cohorts_dates(at_the_office, beginning):
    answer = at_the_office.post("/admin/office/enrollment/new/", beginning)
    assert answer.status_code == 302
    enrollment = Enrollment.objects.get()
    assert enrollment.student.email == "mei@palmetto.test"
    assert enrollment.started_on == enrollment.cohort.starts_on
    assert enrollment.target_on == enrollment.cohort.finishes_on
    assert ModelLogEntry.objects.get(action="wagtail.create").object_id == str(enrollment.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"student": "nobody@palmetto.test"}, "Nobody active signs in with this address."),
        ({"student": "\x00"}, "Null characters are not allowed."),
        ({"student_number": ""}, "This field is required."),
        ({"target_on": "2026-13-45"}, "Enter a valid date."),
    ],
)
def test_a_beginning_that_cannot_be_is_refused_with_a_sentence(
    at_the_office, beginning, wrong, sentence
):
    page = at_the_office.post("/admin/office/enrollment/new/", beginning | wrong)
    assert sentence in page.content.decode()
    assert not Enrollment.objects.exists()


def test_an_edition_of_another_program_is_refused(at_the_office, beginning):
    other = published_set()
    wrong = beginning | {"requirement_set": str(other.pk)}
    page = at_the_office.post("/admin/office/enrollment/new/", wrong)
    assert "belongs to another program" in page.content.decode()
    assert not Enrollment.objects.exists()


def test_an_unpublished_edition_is_not_offered(at_the_office, beginning):
    draft = published_set(published=False)
    wrong = beginning | {"requirement_set": str(draft.pk)}
    page = at_the_office.post("/admin/office/enrollment/new/", wrong)
    assert "Select a valid choice" in page.content.decode()
    assert not Enrollment.objects.exists()


def test_a_student_is_not_enrolled_twice_under_one_edition(at_the_office, beginning):
    at_the_office.post("/admin/office/enrollment/new/", beginning)
    again = beginning | {"student_number": "PC-2026-201"}
    assert at_the_office.post("/admin/office/enrollment/new/", again).status_code == 200
    assert Enrollment.objects.count() == 1


def test_the_edition_the_student_and_the_lock_are_kept_whatever_is_sent(at_the_office, lucia, mei):
    kept = (lucia.requirement_set_id, lucia.student_id, lucia.started_on)
    form = f"/admin/office/enrollment/edit/{lucia.pk}/"
    at_the_office.get(form)
    Enrollment.objects.filter(pk=lucia.pk).update(lock_no=7)
    sent = edited(
        lucia,
        student_number="PC-NEW",
        requirement_set=str(mei.requirement_set_id),
        student=mei.student.email,
        started_on="2020-01-01",
        lock_no="0",
    )
    assert at_the_office.post(form, sent).status_code == 302
    lucia.refresh_from_db()
    assert lucia.student_number == "PC-NEW"
    assert (lucia.requirement_set_id, lucia.student_id, lucia.started_on) == kept
    assert lucia.lock_no == 7


def test_changing_an_enrollment_writes_no_other_column(
    at_the_office, lucia, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as asked:
        at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", edited(lucia))
    table = Enrollment._meta.db_table
    (update,) = [q["sql"] for q in asked if q["sql"].startswith(f'UPDATE "{table}"')]
    assert "lock_no" not in update


def test_an_enrollment_is_completed_only_once_everything_is_met(at_the_office, lucia):
    sent = edited(lucia, status="completed", ended_on="2026-11-20")
    page = at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", sent)
    assert "Not every requirement is met yet" in page.content.decode()
    lucia.refresh_from_db()
    assert lucia.status == Enrollment.Status.ACTIVE


def test_a_finished_student_is_completed(at_the_office, rosa, site):
    short = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    done = EnrollmentFactory(requirement_set=short)
    signed(logged(done, rosa))
    sent = edited(done, status="completed", ended_on="2026-11-20")
    at_the_office.post(f"/admin/office/enrollment/edit/{done.pk}/", sent)
    done.refresh_from_db()
    assert (done.status, done.ended_on) == ("completed", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("status", "ended_on", "sentence"),
    [
        ("ended", "", "Say on which day it ended."),
        ("active", "2026-11-20", "An enrollment that goes on has no end."),
    ],
)
def test_an_end_needs_its_day_and_a_day_needs_its_end(
    at_the_office, lucia, status, ended_on, sentence
):
    sent = edited(lucia, status=status, ended_on=ended_on)
    page = at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", sent)
    assert sentence in page.content.decode()


def test_a_supervisor_and_their_license_are_entered_then_offered(at_the_office):
    UserFactory(email="irene@palmetto.test")
    at_the_office.post(
        "/admin/office/supervisor/new/",
        {"user": "irene@palmetto.test", "printed_name": "Irene Okafor, LMT", "is_active": "on"},
    )
    irene = Supervisor.objects.get(printed_name="Irene Okafor, LMT")
    at_the_office.post(
        "/admin/office/credential/new/",
        {
            "supervisor": str(irene.pk),
            "kind": "LMT",
            "jurisdiction": "US-FL",
            "number": "MA 51877",
            "issued_on": "2024-01-01",
            "expires_on": "2028-08-31",
        },
    )
    assert irene.credentials.get().number == "MA 51877"


def test_a_supervisor_is_not_handed_to_another_person(at_the_office, rosa):
    other = UserFactory()
    at_the_office.post(
        f"/admin/office/supervisor/edit/{rosa.pk}/",
        {"user": other.email, "printed_name": "Rosa C., LMT", "is_active": "on"},
    )
    before = rosa.user_id
    rosa.refresh_from_db()
    assert (rosa.printed_name, rosa.user_id) == ("Rosa C., LMT", before)


@pytest.fixture
def used(lucia, rosa, site):
    """A row of each kind on which a signed session rests."""
    signed(logged(lucia, rosa))
    return {
        "enrollment": lucia,
        "cohort": lucia.cohort,
        "supervisor": rosa,
        "credential": rosa.credentials.get(),
        "clinicsite": site,
    }


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_what_something_rests_on_is_not_deleted(at_the_office, used, kind):
    row = used[kind]
    at_the_office.post(f"/admin/office/{kind}/delete/{row.pk}/")
    assert type(row).objects.filter(pk=row.pk).exists()
    page = at_the_office.get(f"/admin/office/{kind}/edit/{row.pk}/").content.decode()
    assert f"/admin/office/{kind}/delete/" not in page


def test_a_row_entered_by_mistake_is_deleted(at_the_office):
    cohort = CohortFactory()
    site = ClinicSite.objects.create(slug="typo", name="Typo")
    for kind, row in (("cohort", cohort), ("clinicsite", site)):
        at_the_office.post(f"/admin/office/{kind}/delete/{row.pk}/")
    assert not Cohort.objects.filter(pk=cohort.pk).exists()
    assert not ClinicSite.objects.filter(pk=site.pk).exists()


def test_the_coordinator_takes_a_role_away_but_not_her_own(at_the_office, cora, otis):
    for person in (cora, otis):
        at_the_office.post(f"/admin/office/officerole/delete/{person.office_role.pk}/")
    assert [role.user for role in OfficeRole.objects.all()] == [cora]


@pytest.mark.parametrize("kind", ["enrollment", "supervisor", "credential", "cohort"])
def test_a_list_costs_the_same_for_few_and_many(at_the_office, django_assert_max_num_queries, kind):
    def queries() -> int:
        at_the_office.get(f"/admin/office/{kind}/")
        with django_assert_max_num_queries(25) as asked:
            at_the_office.get(f"/admin/office/{kind}/")
        return len(asked)

    def grow(count: int) -> None:
        for _ in range(count):
            EnrollmentFactory()
            SupervisorFactory()

    grow(2)
    few = queries()
    grow(20)
    assert queries() == few
    assert Credential.objects.count() == 22


def test_the_office_searches_enrollments_by_name_and_number(at_the_office, lucia, mei):
    page = at_the_office.get("/admin/office/enrollment/", {"q": "Ferrer"}).content.decode()
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page
