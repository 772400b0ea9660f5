"""A list contains only pages in the reader's language: see docs/decisions/0012."""

import pytest
from wagtail.models import Locale, Page, Site

from courses.curriculum.models import Modality
from courses.pages.models import (
    ModalityIndexPage,
    ModalityPage,
    Practitioner,
    Teacher,
)
from home.people.models import PersonIndexPage, PersonPage
from tests.factories.courses import (
    CourseFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
)
from tests.factories.pages import home_page
from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryPageFactory, person

pytestmark = pytest.mark.django_db


def in_spanish(page: Page, title: str, slug: str = "") -> Page:
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    copy = page.copy_for_translation(spanish, copy_parents=True)
    copy.title, copy.slug = title, slug or copy.slug
    copy.save_revision().publish()
    Page.objects.filter(locale=spanish).update(live=True)
    Site.clear_site_root_paths_cache()
    return copy


def titles(pages) -> list[str]:
    return [page.title for page in pages]


@pytest.fixture
def course_page():
    program = ProgramPageFactory(title="Massage Therapy", parent=ProgramIndexPageFactory())
    course = CourseFactory()
    CurriculumLineFactory(program=program.program, course=course)
    in_spanish(program, "Masoterapia")
    return CoursePageFactory(course=course, title="Anatomy", parent=CourseIndexPageFactory())


def test_a_course_lists_programs_in_the_readers_language(client, course_page):
    spanish = in_spanish(course_page, "Anatomía")

    assert titles(client.get(course_page.url).context["program_pages"]) == ["Massage Therapy"]
    assert titles(client.get(spanish.url).context["program_pages"]) == ["Masoterapia"]


def test_an_untranslated_course_lists_pages_its_reader_can_read(client, course_page):
    shown = client.get(f"/es{course_page.url}").context

    assert titles(shown["program_pages"]) == ["Masoterapia"]


@pytest.fixture
def rosa() -> PersonPage:
    return person("Rosa")


@pytest.fixture
def shiatsu(rosa) -> ModalityPage:
    index = home_page().add_child(instance=ModalityIndexPage(title="Modalities", slug="modalities"))
    record = Modality.objects.create(name="Shiatsu", slug="shiatsu")
    known = {"lede": "Palms.", "description": "<p>Palms.</p>", "modality": record}
    known["practitioners"] = [Practitioner(person=rosa)]
    page = index.add_child(instance=ModalityPage(title="Shiatsu", **known))
    course = CourseFactory()
    course.modalities.add(record)
    CoursePageFactory(
        course=course,
        title="Shiatsu I",
        parent=CourseIndexPageFactory(),
        teachers=[Teacher(person=rosa)],
    )
    return page


def test_a_modality_lists_courses_and_people_in_the_readers_language(client, shiatsu, rosa):
    spanish = in_spanish(shiatsu, "Shiatsu en español")
    in_spanish(rosa, "Rosa la maestra")
    in_spanish(Page.objects.get(title="Shiatsu I").specific, "Primer shiatsu")
    english, other = client.get(shiatsu.url).context, client.get(spanish.url).context

    assert titles(english["course_pages"]) == ["Shiatsu I"]
    assert titles(english["people"]) == ["Rosa"]
    assert titles(other["course_pages"]) == ["Primer shiatsu"]
    assert titles(other["people"]) == ["Rosa la maestra"]


def test_a_person_page_lists_pages_the_reader_can_read(client, shiatsu, rosa):
    in_spanish(shiatsu, "Shiatsu en español")
    spanish = in_spanish(rosa, "Rosa la maestra")
    story = StoryPageFactory(title="Sore back", author=rosa)
    in_spanish(story, "Dolor de espalda")
    english, other = client.get(rosa.url).context, client.get(spanish.url).context

    assert titles(english["modality_pages"]) == ["Shiatsu"]
    assert titles(other["modality_pages"]) == ["Shiatsu en español"]
    assert [card.title for card in english["story_cards"]] == ["Sore back"]
    assert english["stories_url"] == "/stories/author/rosa/"
    assert [card.title for card in other["story_cards"]] == ["Dolor de espalda"]
    assert client.get(other["stories_url"]).status_code == 200
    assert other["stories_url"].startswith("/es/stories/author/")


def test_an_unsaved_person_page_lists_nothing_yet(rf, shiatsu):
    index = PersonIndexPage.objects.get()
    new = PersonPage(title="New", slug="new", locale=index.locale)
    new.set_url_path(index)
    shown = new.get_context(rf.get("/"))

    assert list(shown["course_pages"]) == list(shown["modality_pages"]) == []
    assert shown["story_cards"] == []


def test_an_editor_sees_a_person_before_the_first_save(client, shiatsu, rosa):
    client.force_login(SuperuserFactory())
    index = PersonIndexPage.objects.get()
    address = f"/admin/pages/add/home_people/personpage/{index.pk}/preview/"
    form = {"title": "New", "slug": "new", "kind": "faculty", "biography": "null"}
    form |= {f"comments-{each}": "0" for each in ("TOTAL_FORMS", "INITIAL_FORMS")}

    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    assert "Shiatsu I" not in client.get(f"{address}?mode=").text
