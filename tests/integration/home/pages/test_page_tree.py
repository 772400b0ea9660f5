"""The complete table of which page types may be below which, and how many of each."""

import pytest
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.operations import translate_object

from courses.pages.models import LicensurePage
from home.clinic.models import ClinicPage
from tests.factories.courses import CourseIndexPageFactory, ProgramIndexPageFactory
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.stories import story_index

pytestmark = pytest.mark.django_db

INDEXES = {
    "CourseIndexPage": "CoursePage",
    "EventIndexPage": "EventPage",
    "ModalityIndexPage": "ModalityPage",
    "PersonIndexPage": "PersonPage",
    "ProgramIndexPage": "ProgramPage",
    "StoryIndexPage": "StoryPage",
}
BENEATH_HOME = {*INDEXES, "CareersPage", "ClinicPage", "LicensurePage", "StandardPage"}
# type: allowed parents, allowed children
TREE = {
    "HomePage": ({"Page"}, BENEATH_HOME),
    "StandardPage": (
        {"HomePage", "StandardPage", "CareersPage", "ClinicPage"},
        {"StandardPage", "LicensurePage"},
    ),
    "CareersPage": ({"HomePage"}, {"StandardPage"}),
    "ClinicPage": ({"HomePage"}, {"StandardPage"}),
    "LicensurePage": ({"HomePage", "StandardPage"}, set()),
}
TREE |= {index: ({"HomePage"}, {page}) for index, page in INDEXES.items()}
TREE |= {page: ({index}, set()) for index, page in INDEXES.items()}
ONE_BENEATH_EACH_HOME = {*INDEXES, "CareersPage", "ClinicPage"}
OURS = [
    model for model in get_page_models() if model._meta.app_label.startswith(("home", "courses"))
]


def names(models) -> set[str]:
    return {model.__name__ for model in models}


def test_every_page_type_has_its_place():
    found = {
        model.__name__: (
            names(model.allowed_parent_page_models()),
            names(model.allowed_subpage_models()) - {"Page"},  # nobody can create Wagtail's own
        )
        for model in OURS
    }
    assert found == TREE


def test_single_pages_are_counted_per_home_page():
    counted = {model.__name__ for model in OURS if model.max_count_per_parent == 1}
    assert counted == ONE_BENEATH_EACH_HOME
    assert names(model for model in OURS if model.max_count) == {"HomePage"}


@pytest.fixture
def spanish() -> Locale:
    return Locale.objects.create(language_code="es")


def a_clinic() -> Page:
    return home_page().add_child(instance=ClinicPage(title="Clinic", slug="clinic"))


def licensure_by_state() -> Page:
    return home_page().add_child(instance=LicensurePage(title="By state", slug="by-state"))


MADE = [a_clinic, licensure_by_state, story_index, ProgramIndexPageFactory, CourseIndexPageFactory]


@pytest.mark.parametrize("make", [home_page, *MADE])
def test_single_pages_cannot_be_created_twice_but_can_be_translated(make, spanish):
    page = make()
    parent = page.get_parent().specific
    assert not type(page).can_create_at(parent)

    translate_object(page, [spanish])
    there = page.get_translation(spanish).specific
    assert not type(page).can_create_at(there.get_parent().specific)


def test_there_is_one_licensure_page_per_language_anywhere(spanish):
    about = StandardPageFactory(slug="about")
    assert LicensurePage.can_create_at(about)

    licensure_by_state()
    assert not LicensurePage.can_create_at(about)
    assert LicensurePage.can_create_at(about.copy_for_translation(spanish, copy_parents=True))
