"""Forged, stale and absurd posts to Set-up: each is answered with a sentence, and nothing is half-written."""

import json
from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from clinic_hours.people.models import ClinicSite, Cohort, OfficeRole
from clinic_hours.setup.forms.places import SiteForm
from courses.requirements.models import RequirementSet
from home.site.models import Closure
from tests.factories.clinic import TODAY, CohortFactory, OfficeRoleFactory

pytestmark = pytest.mark.django_db
LONG = "x" * 5000


@pytest.fixture
def cohort(db):
    return CohortFactory()


def days(first, last) -> dict[str, str]:
    return {"starts_on": str(first), "finishes_on": str(last)}


@pytest.mark.parametrize(
    "typed",
    [
        {"name": LONG},
        {"starts_on": "9999-12-31", "finishes_on": "9999-12-31"},
        {"starts_on": "99999-01-01"},
        {"program": "999999999999999999999"},
        {"program": "1 OR 1=1"},
        {"name": "a\x00b"},
    ],
)
def test_an_absurd_cohort_is_refused_with_a_sentence(office, cohort, typed):
    good = {"program": cohort.program.pk, "name": "Spring"}
    good |= days(TODAY, TODAY + timedelta(days=90))
    answer = office.post(reverse("hours:setup_cohort_new"), good | typed)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.text
    assert Cohort.objects.count() == 1


def test_a_site_in_no_time_zone_is_refused(office):
    typed = {"name": LONG, "time_zone": "Mars/Olympus", "address": LONG}
    answer = office.post(reverse("hours:setup_site_new"), typed)
    assert answer.status_code == 422
    assert not ClinicSite.objects.exists()


def test_a_cohorts_program_cannot_be_forged(office, cohort):
    other = CohortFactory()
    typed = {"name": "Renamed", "program": other.program.pk}
    typed |= days(cohort.starts_on, cohort.finishes_on)
    office.post(reverse("hours:setup_cohort", args=[cohort.pk]), typed)
    cohort.refresh_from_db()
    assert (cohort.name, cohort.program == other.program) == ("Renamed", False)


def test_of_two_who_rename_a_site_the_second_sees_it_and_other_changes_are_kept(office, site):
    address = reverse("hours:setup_site", args=[site.pk])
    row = model_to_dict(site, SiteForm.Meta.fields)
    typed = {name: value for name, value in row.items() if value is not None}
    shown = {"shown": json.dumps(row), "is_active": "on"}
    assert office.post(address, typed | shown | {"name": "First"}).status_code == 303
    answer = office.post(address, typed | shown | {"name": "Second"})
    assert answer.status_code == 409
    assert "Someone else changed this" in answer.text
    assert office.post(address, typed | shown | {"address": "1 Elm St"}).status_code == 303
    site.refresh_from_db()
    assert (site.name, site.address) == ("First", "1 Elm St")


def test_a_signer_is_not_made_an_auditor_by_a_forged_field(office):
    role = OfficeRoleFactory()
    address = reverse("hours:setup_signer", args=[role.pk])
    office.post(address, {"title": "Dean", "role": "auditor", "user": "1"})
    role.refresh_from_db()
    assert (role.role, role.title) == (OfficeRole.Role.COORDINATOR, "Dean")
    assert office.get(reverse("hours:setup_auditor", args=[role.pk])).status_code == 404


def test_deleting_twice_answers_the_second_time_that_it_is_gone(office, cohort):
    address = reverse("hours:setup_cohort_delete", args=[cohort.pk])
    assert [office.post(address).status_code for _ in range(2)] == [303, 404]


def test_one_does_not_remove_oneself(office, cora):
    role = OfficeRole.objects.get(user=cora)
    answer = office.post(reverse("hours:setup_signer_delete", args=[role.pk]))
    assert answer.status_code == 422
    assert "Ask another coordinator." in answer.text
    assert OfficeRole.objects.filter(pk=role.pk).exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"display_name": LONG},
        {"email": f"{LONG}@state.test"},
        {"email": "ada@state.test\r\nBcc: all@state.test"},
        {"until": "9999-12-31"},
        {"until": "99999-01-01"},
        {"opened": "cohort-999999999999999999999"},
        {"opened": "enrollment-1"},
        {"opened": ["school", "school", "cohort-1"]},
    ],
)
def test_an_absurd_auditor_is_refused_with_a_sentence(office, cohort, typed):
    good = {"email": "ada@state.test", "display_name": "Ada", "opened": f"cohort-{cohort.pk}"}
    answer = office.post(reverse("hours:setup_auditor_new"), good | typed)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.text
    assert not OfficeRole.objects.filter(role=OfficeRole.Role.AUDITOR).exists()


def test_a_second_click_on_giving_access_gives_it_once(office, cohort, mailoutbox):
    typed = {"email": "ada@state.test", "display_name": "Ada", "opened": f"cohort-{cohort.pk}"}
    answers = [office.post(reverse("hours:setup_auditor_new"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert OfficeRole.objects.filter(role=OfficeRole.Role.AUDITOR).count() == 1
    assert len(mailoutbox) == 1


def test_ending_access_twice_keeps_the_first_moment(office, otis):
    address = reverse("hours:setup_auditor_end", args=[otis.office_role.pk])
    office.post(address)
    first = OfficeRole.objects.get(user=otis).ended_at
    assert office.post(address).status_code == 303
    assert OfficeRole.objects.get(user=otis).ended_at == first


@pytest.mark.parametrize(
    "name",
    ["auditor", "auditor_end", "signer", "signer_delete", "site", "cohort", "draft", "edition"],
)
def test_a_row_that_does_not_exist_has_no_page(office, name):
    for pk in (0, 2**63 - 1):
        assert office.post(reverse(f"hours:setup_{name}", args=[pk])).status_code in {404, 405}
        assert office.get(reverse(f"hours:setup_{name}", args=[pk])).status_code == 404


def test_a_closures_row_cannot_be_forged(office):
    first, second = (
        Closure.objects.create(name=name, first_day=TODAY, last_day=TODAY) for name in "AB"
    )
    typed = {"name": "C", "first_day": TODAY, "last_day": TODAY}
    forged = {"id": second.pk, "public_id": str(second.public_id)}
    address = reverse("hours:closure", args=[first.public_id])
    assert office.post(address, typed | forged).status_code == 303
    assert {each.pk: each.name for each in Closure.objects.all()} == {first.pk: "C", second.pk: "B"}


def test_two_clicks_begin_one_draft(office, cohort):
    address = reverse("hours:setup_edition_begin", args=[cohort.program.pk])
    answers = [office.post(address) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert RequirementSet.objects.filter(program=cohort.program).count() == 1
