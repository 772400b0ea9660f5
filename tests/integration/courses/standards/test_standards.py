"""The boards' minimums, as loaded from the file: complete, cited, and empty where unknown."""

import pytest
from django.core.management import call_command

from courses.standards.models import LicensingStandard, StandardSubject
from courses.standards.services.standards import load_standards

pytestmark = pytest.mark.django_db


@pytest.fixture
def standards():
    return load_standards()


def minimums(standard) -> dict[str, int]:
    rows = standard.subjects.select_related("subject_area")
    return {row.subject_area.slug: row.minutes // 60 for row in rows}


def test_loading_twice_creates_no_duplicates(standards, capsys):
    before = (LicensingStandard.objects.count(), StandardSubject.objects.count())
    call_command("load_standards")

    assert (LicensingStandard.objects.count(), StandardSubject.objects.count()) == before
    assert "Confirm each with its board" in capsys.readouterr().out


def test_a_schools_correction_survives_the_next_loading(standards):
    LicensingStandard.objects.filter(slug="us-il-massage").update(
        remarks="Confirmed with the board."
    )

    assert load_standards()["us-il-massage"].remarks == "Confirmed with the board."


def test_every_standard_has_a_citation_and_the_date_it_was_checked(standards):
    assert all(row.citation and row.last_checked and row.remarks for row in standards.values())


def test_every_remark_of_the_file_is_in_both_languages():
    standards = load_standards().values()
    subjects = [subject for each in standards for subject in each.subjects.all()]

    assert [row for row in standards if not row.remarks_es] == []
    assert [row for row in subjects if bool(row.remarks) != bool(row.remarks_es)] == []
    assert sum(bool(row.remarks) for row in subjects) == 5


@pytest.mark.parametrize(
    "slug", ["us-fl-massage", "us-tx-massage", "us-ny-massage", "us-wa-massage"]
)
def test_subjects_add_up_to_the_standards_total(standards, slug):
    assert sum(minimums(standards[slug]).values()) * 60 == standards[slug].minutes


def test_florida_requires_these_subjects(standards):
    assert minimums(standards["us-fl-massage"]) == {
        "anatomy-and-physiology": 150,
        "massage-theory": 100,
        "clinical-practicum": 125,
        "allied-modalities": 76,
        "business": 15,
        "hydrotherapy": 15,
        "florida-law": 10,
        "ethics": 4,
        "hiv-aids": 3,
        "medical-errors": 2,
    }


def test_the_chart_for_remote_teaching_has_expired(standards):
    chart = standards["us-fl-massage-chart-b"]

    assert (str(chart.effective_from), str(chart.effective_to)) == ("2020-03-01", "2025-12-31")
    assert chart.minutes is None


@pytest.mark.parametrize(
    "slug", ["us-elap-massage", "us-ca-acupuncture", "us-acahm-acupuncture", "us-il-massage"]
)
def test_subjects_that_were_not_found_are_not_asserted(standards, slug):
    assert minimums(standards[slug]) == {}


def test_a_recommendation_is_not_called_law(standards):
    authority = standards["us-elap-massage"].authority

    assert authority == LicensingStandard.Authority.RECOMMENDATION
