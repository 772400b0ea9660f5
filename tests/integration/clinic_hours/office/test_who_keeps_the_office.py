"""The clinic office in the Wagtail admin: people and sites are managed there, never what was signed."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import get_resolver, reverse
from wagtail.admin.viewsets.model import ModelViewSet

from clinic_hours.office.wagtail_hooks import office
from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    OfficeRole,
    Supervisor,
)
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from tests.factories.clinic import (
    CohortFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    signed,
)
from tests.factories.people import StaffFactory, SuperuserFactory, UserFactory
from tests.rooms import models_of

pytestmark = pytest.mark.django_db

KINDS = ["enrollment", "cohort", "supervisor", "credential", "clinicsite", "officerole"]
LEDGER = {
    *("balance", "checkpoint", "clinicsession", "committedtext", "cosignature", "disclosure"),
    *("digest", "document", "namedisclosure", "notice", "noticepreference"),
    *("hourentry", "issuedfile", "ledgeraudit", "ledgerhead", "logentry", "publishededition"),
    *("recordread", "revocation", "sessionevent", "signingkey", "signoff", "transcript"),
    "transcriptrequest",
}
DESKS = {
    *("appointment", "appointmentevent", "clientcontact", "clientmail", "feedback"),
    *("clockfailure", "clockrequest", "device", "draft", "headcount", "outcome", "presence"),
    *("punch", "siterules"),
    *("delivery", "kioskpin", "pintries"),
    *("calendarfeed", "cover", "coverasked", "place", "schoollimits"),
    *("shift", "shiftevent", "shiftseries", "shiftsupervisor"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_coordinator_opens_every_list_and_every_new_form(at_the_office, rosa, lucia, kind):
    assert at_the_office.get(f"/admin/office/{kind}/").status_code == 200
    assert at_the_office.get(f"/admin/office/{kind}/new/").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_superuser_can_also_manage_the_office(client, kind):
    client.force_login(SuperuserFactory())
    assert client.get(f"/admin/office/{kind}/").status_code == 200


def test_the_office_is_in_the_coordinators_menu(at_the_office):
    assert "Clinic office" in at_the_office.get("/admin/").content.decode()


def test_a_coordinator_needs_the_second_factor_that_staff_need(at_the_office, settings):
    settings.REQUIRE_STAFF_MFA = True
    answer = at_the_office.get("/admin/office/enrollment/")
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_a_coordinator_who_leaves_finds_the_office_closed(at_the_office, cora):
    cora.office_role.delete()
    assert at_the_office.get("/admin/office/enrollment/").status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_manages_the_office_whatever_their_groups(client, otis, rosa, lucia, kind):
    editor = StaffFactory()
    editor.user_permissions.set(Permission.objects.all())
    for person in (otis, rosa.user, lucia.student):
        client.force_login(person)
        for address in ("", "new/"):
            assert client.post(f"/admin/office/{kind}/{address}").status_code == 403
    client.force_login(editor)
    # People who may open the admin are redirected to its home.
    assert client.post(f"/admin/office/{kind}/new/").url == "/admin/"


def test_what_was_signed_cannot_be_reached_in_the_admin():
    kept = {viewset.model for viewset in office.items}
    assert kept.isdisjoint({ClinicSession, SessionEvent, SignOff, HourEntry})
    assert {model.__name__.lower() for model in kept} == set(KINDS)
    assert all(isinstance(viewset, ModelViewSet) for viewset in office.items)
    assert {each._meta.model_name for each in models_of("clinic_hours")} == {
        *KINDS,
        *LEDGER,
        *DESKS,
    }
    namespaces = get_resolver("wagtail.admin.urls").namespace_dict
    # The newsletter's digests, another model, have a list of this name.
    assert ((LEDGER | DESKS) - {"digest"}).isdisjoint(namespaces)


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


def test_a_supervisor_is_not_reassigned_to_another_person(at_the_office, rosa):
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
    """A row of each kind that a signed session depends on."""
    signed(logged(lucia, rosa))
    return {
        "enrollment": lucia,
        "cohort": lucia.cohort,
        "supervisor": rosa,
        "credential": rosa.credentials.get(),
        "clinicsite": site,
    }


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_a_row_in_use_is_not_deleted(at_the_office, used, kind):
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


def test_a_site_keeps_its_short_name(at_the_office, site):
    fields = {"name": "Riverside", "slug": "riverside", "time_zone": site.time_zone}
    at_the_office.post(f"/admin/office/clinicsite/edit/{site.pk}/", fields)
    changed = ClinicSite.objects.get(pk=site.pk)
    assert (changed.name, changed.slug) == ("Riverside", site.slug)


def test_the_coordinator_removes_a_role_but_not_her_own(at_the_office, cora, otis):
    for person in (cora, otis):
        at_the_office.post(f"/admin/office/officerole/delete/{person.office_role.pk}/")
    assert [role.user for role in OfficeRole.objects.all()] == [cora]


@pytest.mark.parametrize("kind", ["enrollment", "supervisor", "credential", "cohort"])
def test_a_list_takes_the_same_queries_for_few_rows_and_many(
    at_the_office, django_assert_max_num_queries, kind
):
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


@pytest.mark.parametrize("asked", ["Ferrer", "ferrer  lucia", "luci\u0301a P-0"])
def test_the_office_searches_enrollments_by_name_and_number(at_the_office, lucia, mei, asked):
    page = at_the_office.get("/admin/office/enrollment/", {"q": asked}).content.decode()
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page
