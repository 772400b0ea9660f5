"""The coordinator adds, changes, retires and deletes clinic sites and cohorts."""

from datetime import time

import pytest
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite, Cohort
from clinic_hours.setup.services.places import change_place, delete_place, save_site
from tests.factories.clinic import ClinicSiteFactory, CohortFactory, logged

pytestmark = pytest.mark.django_db
SITE = {"name": "Riverside", "name_es": "Ribera", "time_zone": "America/New_York"}


def test_a_new_site_gets_a_short_name_of_its_own(office):
    for _ in range(2):
        answer = office.post(reverse("hours:setup_site_new"), SITE | {"is_active": "on"})
        assert (answer.status_code, answer.url) == (303, reverse("hours:setup_sites"))
    assert set(ClinicSite.objects.values_list("slug", flat=True)) == {"riverside", "riverside-2"}


def test_a_site_says_until_when_students_book_and_what_they_need(office):
    site = ClinicSiteFactory()
    address = reverse("hours:setup_site", args=[site.pk])
    booking = {"cutoff_at": "18:00", "cutoff_hours": "48", "documents": ["cpr", "insurance"]}
    assert office.post(address, SITE | booking).status_code == 303
    site.refresh_from_db()
    assert (site.cutoff_at, site.cutoff_hours) == (time(18), 48)
    assert site.documents == ["cpr", "insurance"]
    office.post(address, SITE)
    site.refresh_from_db()
    assert (site.cutoff_at, site.cutoff_hours, site.documents) == (None, 48, [])


@pytest.mark.parametrize(
    "typed", [{"cutoff_at": "6 pm"}, {"cutoff_hours": "337"}, {"documents": ["horoscope"]}]
)
def test_booking_rules_that_make_no_sense_are_refused_at_their_field(office, typed):
    answer = office.post(reverse("hours:setup_site_new"), SITE | typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(typed)


def test_a_site_in_use_is_retired_and_not_deleted(office, lucia, rosa, cora):
    site = logged(lucia, rosa).site
    address = reverse("hours:setup_site_delete", args=[site.pk])
    assert address not in office.get(reverse("hours:setup_site", args=[site.pk])).text
    refused = office.post(address)
    assert refused.status_code == 422
    assert "This is in use now" in refused.text
    with pytest.raises(NotAllowed, match="in_use"):
        delete_place(actor=cora, row=site)
    office.post(reverse("hours:setup_site", args=[site.pk]), SITE)
    assert not ClinicSite.objects.get(pk=site.pk).is_active


def test_what_nothing_refers_to_is_deleted_after_one_question(office):
    cohort = CohortFactory()
    address = reverse("hours:setup_cohort_delete", args=[cohort.pk])
    assert address in office.get(reverse("hours:setup_cohort", args=[cohort.pk])).text
    assert office.get(address).status_code == 200
    assert Cohort.objects.filter(pk=cohort.pk).exists()
    assert office.post(address).status_code == 303
    assert not Cohort.objects.filter(pk=cohort.pk).exists()


def test_wrong_dates_come_back_as_a_sentence_with_what_was_typed(office):
    program = CohortFactory().program
    typed = {"program": program.pk, "name": "Spring", "starts_on": "2027-05-01"}
    answer = office.post(reverse("hours:setup_cohort_new"), typed | {"finishes_on": "2027-04-01"})
    assert answer.status_code == 422
    assert "The planned finish must be after the start date." in answer.text
    assert 'value="Spring"' in answer.text


def test_a_taken_name_is_refused_without_the_name_of_a_constraint(office):
    cohort = CohortFactory(name="Day")
    dates = {"starts_on": "2027-01-01", "finishes_on": "2027-09-01"}
    typed = {"program": cohort.program.pk, "name": "Day", **dates}
    answer = office.post(reverse("hours:setup_cohort_new"), typed)
    assert answer.status_code == 422
    assert "one_cohort_of_a_name" not in answer.text


def test_spanish_readers_see_the_spanish_name_on_desks(desk_of, lucia, rosa):
    session = logged(lucia, rosa)
    ClinicSite.objects.update(name="Community clinic", name_es="Clínica comunitaria")
    Cohort.objects.update(name_es="Grupo de día")
    browser = desk_of(lucia.student)
    browser.cookies["django_language"] = "es"
    assert "Clínica comunitaria" in browser.get(f"/hours/sessions/{session.public_id}/").text
    assert "Grupo de día" in browser.get(f"/hours/enrollments/{lucia.public_id}/").text


def test_only_the_office_changes_a_site(rosa):
    site = ClinicSiteFactory()
    with pytest.raises(NotAllowed, match="not_the_office"):
        save_site(actor=rosa.user, row=site)
    with pytest.raises(NotAllowed, match="not_the_office"):
        change_place(actor=rosa.user, row=site, edit=Edit({"name": "Mine"}))
