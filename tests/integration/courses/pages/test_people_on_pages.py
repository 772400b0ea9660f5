"""Editors choose who teaches a course, practices a modality or graduated from a program on its page."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from courses.curriculum.models import Modality
from courses.pages.models import (
    CoursePage,
    Graduate,
    ModalityIndexPage,
    ModalityPage,
    Practitioner,
    Teacher,
)
from tests.factories.courses import (
    CourseFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ProgramPageFactory,
)
from tests.factories.pages import home_page
from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryPageFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish() -> Locale:
    return Locale.objects.create(language_code="es")


@pytest.fixture
def program():
    return ProgramPageFactory(title="Massage Therapy")


@pytest.fixture
def rosa():
    return person("Rosa", slug="rosa")


def course_page(program, **fields) -> CoursePage:
    course = CourseFactory(title="Anatomy")
    CurriculumLineFactory(program=program.program, course=course)
    return CoursePageFactory(course=course, title="Anatomy", **fields)


def in_spanish(page, spanish: Locale):
    translate_object(page, [spanish])
    translation = page.get_translation(spanish).specific
    translation.save_revision().publish()
    return translation


def instructors(client, page) -> list[str]:
    return [each.title for each in client.get(page.url).context["instructors"]]


def test_teachers_of_an_untranslated_course_are_named_in_either_language(
    client, program, rosa, spanish
):
    course_page(program, teachers=[Teacher(person=rosa)])
    in_spanish(rosa, spanish)

    assert instructors(client, program) == ["Rosa"]
    assert instructors(client, in_spanish(program, spanish)) == ["Rosa"]


def test_a_translated_course_page_names_teachers_for_its_own_readers(
    client, program, rosa, spanish
):
    page = course_page(program, teachers=[Teacher(person=rosa)])
    in_spanish(rosa, spanish)
    translated, translated_program = in_spanish(page, spanish), in_spanish(program, spanish)
    assert instructors(client, translated_program) == ["Rosa"]

    page.teachers = []
    page.save()
    assert instructors(client, program) == []
    assert instructors(client, translated_program) == ["Rosa"]

    source = TranslationSource.objects.get_for_instance(page)
    source.update_from_db()
    Translation.objects.get(source=source).save_target(publish=True)
    assert list(CoursePage.objects.get(pk=translated.pk).teachers.all()) == []
    assert instructors(client, translated_program) == []


def test_an_unpublished_course_page_names_nobody(client, program, rosa):
    course_page(program, teachers=[Teacher(person=rosa)], live=False)

    assert instructors(client, program) == []


def test_a_person_chosen_in_another_language_is_shown_once_in_the_readers(
    client, program, rosa, spanish
):
    both = [Teacher(person=rosa), Teacher(person=in_spanish(rosa, spanish))]
    page = course_page(program, teachers=both)

    assert instructors(client, program) == ["Rosa"]
    assert list(client.get(rosa.url).context["course_pages"]) == [page.page_ptr]


def test_a_graduate_is_still_one_when_the_programs_page_is_gone(client, program):
    bea = person("Bea", slug="bea", kind="graduate", graduated_in=2024)
    program.graduates = [Graduate(person=bea)]
    program.save()
    program.unpublish()

    assert f"{program.program.name}, 2024" in client.get(bea.url).text


def test_an_editor_chooses_teachers_on_the_course_page(client, program, rosa):
    page = course_page(program)
    client.force_login(SuperuserFactory())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).text
    assert "Taught by" in form
    assert "home_people.personpage" in form  # the chooser offers only people's pages

    fields = {
        **{"title": page.title, "slug": page.slug, "course": page.course_id, "lede": ""},
        "body": rich_text("<p>Bones.</p>"),
        "teachers": inline_formset([{"person": rosa.pk}]),
        "comments": inline_formset([]),
        "action-publish": "yes",
    }
    assert client.post(address, nested_form_data(fields)).status_code == 302
    client.logout()

    assert instructors(client, program) == ["Rosa"]
    assert "Anatomy" in client.get(rosa.url).text


def test_a_story_cannot_be_chosen_as_a_person(client, program):
    page, story = course_page(program), StoryPageFactory()
    client.force_login(SuperuserFactory())
    fields = {
        **{"title": page.title, "slug": page.slug, "course": page.course_id, "lede": ""},
        "body": rich_text("<p>Bones.</p>"),
        "teachers": inline_formset([{"person": story.pk}]),
        "comments": inline_formset([]),
        "action-publish": "yes",
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields))

    assert not Teacher.objects.exists()


def test_a_preview_shows_the_people_its_editor_chose(rf, rosa):
    index = home_page().add_child(instance=ModalityIndexPage(title="Modalities", slug="m"))
    record = Modality.objects.create(name="Shiatsu", slug="shiatsu")
    page = ModalityPage(
        title="Shiatsu", slug="shiatsu", modality=record, practitioners=[Practitioner(person=rosa)]
    )
    page.set_url_path(index)

    assert [each.title for each in page.get_context(rf.get("/"))["people"]] == ["Rosa"]


def test_a_deleted_person_is_on_no_page_and_in_no_draft(program, rosa):
    page = course_page(program, teachers=[Teacher(person=rosa)])
    draft = page.save_revision()
    rosa.delete()

    assert list(page.teachers.all()) == list(draft.as_object().teachers.all()) == []
