"""Rows have one name for the record and one for Spanish readers."""

import re

import pytest
from django.utils.translation import override

from courses.curriculum.models import Course, Modality, Program
from courses.requirements.models import Requirement
from courses.requirements.services.requirement_sets import create_edition, new_edition
from courses.standards.models import LicensingStandard, StandardSubject, SubjectArea
from tests.factories.courses import ProgramFactory

pytestmark = pytest.mark.django_db
OBSERVATION = {
    "category": "observation",
    "name": "Observation",
    "name_es": "Observación",
    "minutes": 720,
}


@pytest.fixture
def observation() -> Requirement:
    return create_edition(ProgramFactory(), requirements=[OBSERVATION]).requirements.get()


def test_a_reader_of_spanish_is_shown_the_spanish_name(observation):
    with override("es"):
        assert observation.shown_name == str(observation) == "Observación"
    with override("es-mx"):
        assert observation.shown_name == "Observación"
    assert observation.shown_name == str(observation) == "Observation"


def test_a_row_without_spanish_is_shown_as_the_school_wrote_it():
    with override("es"):
        assert str(SubjectArea(name="Anatomy")) == "Anatomy"
        assert Course(code="MT 1", title="Touch").shown_title == "Touch"


def test_the_next_edition_keeps_the_spanish_name(observation):
    following = new_edition(observation.requirement_set)

    assert following.requirements.get().name_es == "Observación"


def test_every_row_of_the_demo_has_a_spanish_name(demo_school):
    for kind in (SubjectArea, Modality, Program, Requirement, LicensingStandard):
        assert not kind.objects.filter(name_es__in=["", None]).exists(), kind
    assert not Course.objects.filter(title_es="").exists()
    assert not Course.objects.filter(summary_es="").exists()


def test_remarks_say_which_language_they_are_in(demo_school, client):
    def languages() -> list[str]:
        text = client.get("/es/about/licensure/?program=massage-therapy&state=us-tx-massage").text
        return re.findall(
            r'lang="(..)">(?:At least 125|Al menos 125|Internship|El internado)', text
        )

    assert languages() == ["es", "es"]
    for kind in (LicensingStandard, StandardSubject):
        kind.objects.update(remarks_es="")
    assert languages() == ["en", "en"]

    StandardSubject.objects.update(remarks="In class.")
    assert 'lang="en">In class.<' in client.get("/es/programs/massage-therapy/").text


@pytest.mark.parametrize(
    "address",
    ["programs/massage-therapy/", "programs/acupuncture/", "careers/", "about/licensure/"],
)
def test_no_spanish_page_shows_the_english_name_of_a_row(demo_school, client, address):
    text = client.get(f"/es/{address}").text.split("<main")[1]
    english = {
        *SubjectArea.objects.values_list("name", flat=True),
        *Requirement.objects.values_list("name", flat=True),
        *Course.objects.values_list("title", flat=True),
        *LicensingStandard.objects.values_list("name", flat=True),
    }

    assert [name for name in english if f">{name}<" in text] == []
