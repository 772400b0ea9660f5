"""Modalities and people link to each other, and to the courses that connect them."""

import pytest

from courses.curriculum.models import Modality
from courses.pages.models import ModalityIndexPage, ModalityPage, Practitioner
from home.people.models import PersonIndexPage, PersonPage
from tests.factories.courses import CourseFactory, CourseIndexPageFactory, CoursePageFactory
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> ModalityIndexPage:
    return home_page().add_child(instance=ModalityIndexPage(title="Modalities", slug="modalities"))


@pytest.fixture
def faculty() -> PersonIndexPage:
    return home_page().add_child(instance=PersonIndexPage(title="Faculty", slug="faculty"))


def modality_page(shelf, name="Shiatsu", **fields) -> ModalityPage:
    record = Modality.objects.create(name=name, slug=name.lower())
    shelf.refresh_from_db()
    known = {
        "title": name,
        "slug": name.lower(),
        "lede": "Palms and thumbs.",
        "description": "<p>x</p>",
    }
    return shelf.add_child(instance=ModalityPage(modality=record, **known | fields))


def person(faculty, name="Rosa", **fields) -> PersonPage:
    faculty.refresh_from_db()
    return faculty.add_child(instance=PersonPage(title=name, slug=name.lower(), **fields))


def test_a_modality_links_to_its_courses_and_the_people_who_practice_it(client, shelf, faculty):
    rosa = person(faculty)
    page = modality_page(shelf, practitioners=[Practitioner(person=rosa)])
    course = CourseFactory(title="Shiatsu I")
    course.modalities.add(page.modality)
    CoursePageFactory(parent=CourseIndexPageFactory(), course=course, title="Shiatsu I")
    person(faculty, "Theo")

    shown = client.get(page.url).text
    assert "Shiatsu I" in shown
    assert "Rosa" in shown
    assert "Theo" not in shown
    assert page.title in client.get(rosa.url).text


def test_unpublished_pages_are_not_named(client, shelf, faculty):
    hidden = person(faculty, "Draft", live=False)
    page = modality_page(shelf, practitioners=[Practitioner(person=hidden)])

    assert "Draft" not in client.get(page.url).text


def test_sources_are_listed_below_the_evidence(client, shelf):
    source = {
        "authors": "Furlan AD",
        "title": "Massage for low-back pain",
        "year": 2015,
        "link": "",
    }
    page = modality_page(shelf, evidence="<p>It helps a little [1].</p>")
    page.sources = [("source", source)]
    page.save()

    shown = client.get(page.url).text
    assert shown.index("It helps a little") < shown.index("Massage for low-back pain")
    assert "2015" in shown


def test_empty_parts_have_no_heading(client, shelf):
    shown = client.get(modality_page(shelf).url).text

    assert "What it is" in shown
    assert "How it feels" not in shown
    assert "Sources" not in shown


def test_people_are_grouped_and_empty_groups_left_out(client, faculty):
    person(faculty)
    person(faculty, "Bea", kind="graduate", graduated_in=2024)
    shown = client.get(faculty.url).text

    assert shown.index("Rosa") < shown.index("Graduates") < shown.index("Bea")
    assert "Authors" not in shown


@pytest.mark.parametrize("count", [10, 60])
def test_the_modality_index_takes_the_same_queries_for_few_and_many(
    client, shelf, count, django_assert_max_num_queries
):
    for number in range(count):
        modality_page(shelf, f"Kind{number}")
    client.get(shelf.url)
    with django_assert_max_num_queries(10):
        client.get(shelf.url)


@pytest.mark.parametrize("count", [2, 40])
def test_a_modality_takes_the_same_queries_for_few_people_and_many(
    client, shelf, faculty, count, django_assert_max_num_queries
):
    people = [person(faculty, f"Person{number}") for number in range(count)]
    page = modality_page(shelf, practitioners=[Practitioner(person=each) for each in people])
    client.get(page.url)
    with django_assert_max_num_queries(9):
        client.get(page.url)


def test_a_modality_with_a_page_is_not_deleted():
    from django.db.models import ProtectedError

    shelf = home_page().add_child(instance=ModalityIndexPage(title="M", slug="m"))
    page = modality_page(shelf)
    with pytest.raises(ProtectedError):
        page.modality.delete()
