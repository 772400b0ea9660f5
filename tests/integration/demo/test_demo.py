"""The demo school is loaded once, completely, and only where allowed."""

import json
import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from pypdf import PdfReader
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

from clinic_hours.people.models import ClinicSite
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.models import Transcript
from courses.curriculum.domain.calculator import weeks_in
from courses.curriculum.models import Program
from courses.curriculum.selectors.groups import upcoming_starts
from home.core.models import Picture
from home.pages.models import HomePage
from home.people.models import PersonPage
from home.site.models import Closure
from portal.demo.people import PASSWORD, PEOPLE
from portal.demo.start_over import start_over
from tests.factories.people import UserFactory

SKIPPED_LINKS = ("/static/", "/media/", "/accounts/", "/hours/")


def counts() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_loading_twice_changes_nothing(demo_school):
    before = counts()
    call_command("demo", yes=True, verbosity=0)

    assert counts() == before
    assert before["accounts.User"] >= len(PEOPLE)


def test_the_content_editor_writes_pages_and_nothing_else(demo_school, client):
    client.force_login(get_user_model().objects.get(email="edie@palmetto.test"))
    about = Page.objects.get(slug="about", locale=Locale.get_default())

    assert client.get(f"/admin/pages/{about.pk}/edit/").status_code == 200
    assert client.get("/admin/images/add/").status_code == 200
    assert client.get("/admin/settings/home_site/sitesettings/", follow=True).status_code == 200
    assert client.get("/admin/people/").status_code != 200


@pytest.mark.parametrize(("email", "keeps"), [("edie", True), ("wren", False)])
def test_writers_choose_categories_and_the_editor_manages_them(demo_school, client, email, keeps):
    client.force_login(get_user_model().objects.get(email=f"{email}@palmetto.test"))
    index = Page.objects.get(slug="stories", locale=Locale.get_default())

    form = client.get(f"/admin/pages/add/home_stories/storypage/{index.pk}/")
    choose = client.get("/admin/snippets/choose/home_stories/storycategory/")

    assert form.status_code == 200
    assert "Pain and relief" in choose.json()["html"]
    kept = client.get("/admin/snippets/home_stories/storycategory/add/").status_code
    assert kept == (200 if keeps else 302)


def test_every_page_opens_and_no_link_on_it_is_dead(demo_school, client):
    seen: dict[str, int] = {}
    waiting = [page.url for page in Page.objects.live().filter(depth__gte=2)]
    while waiting:
        path = waiting.pop()
        response = client.get(path, follow=True)
        seen[path] = response.status_code
        words = "" if response.streaming else response.text  # a download has no links
        links = re.findall(r'<a [^>]*href="(/[^"#?]*)', words)
        waiting += {link for link in links if not link.startswith(SKIPPED_LINKS)} - {
            *seen,
            *waiting,
        }

    assert {path: status for path, status in seen.items() if status != 200} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_demo_has_everything_it_promises_in_both_languages(demo_school, language):
    has = Counter(
        type(page).__name__
        for page in Page.objects.live().filter(locale__language_code=language).specific()
    )
    faculty = PersonPage.objects.filter(kind="faculty", locale__language_code=language)

    assert 12 <= has["StoryPage"] <= 14
    assert has["ModalityPage"] == 8
    assert has["ProgramPage"] == 3
    assert has["CoursePage"] >= 20
    assert has["EventPage"] == 4
    assert faculty.count() == 6


def test_every_picture_has_a_description(demo_school):
    assert not Picture.objects.filter(Q(description="") | Q(description_es="")).exists()
    assert Picture.objects.count() >= 6


def test_outside_development_the_demo_asks_for_confirmation(db):
    with pytest.raises(CommandError, match="--yes"):
        call_command("demo")


def test_with_people_in_the_database_if_empty_loads_nothing(db):
    UserFactory()
    before = counts()
    call_command("demo", "--if-empty", "--yes", verbosity=0)

    assert counts() == before


def test_the_demo_sign_ins_name_only_existing_people(demo_school, capsys):
    get_user_model().objects.get(email="edie@palmetto.test").delete()
    call_command("demo", "--sign-ins")

    said = capsys.readouterr().out
    assert PASSWORD in said
    assert "rosa@palmetto.test" in said
    assert "edie@palmetto.test" not in said


def test_starting_over_empties_even_append_only_tables(demo_school, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert HourEntry.objects.exists()
    start_over()

    assert not HourEntry.objects.exists()
    assert not get_user_model().objects.exists()
    assert HomePage.objects.count() == 1


def test_the_demos_ledger_is_sound(demo_school, capsys):
    call_command("audit_ledger")

    assert "ledger ok" in capsys.readouterr().out


def test_the_demos_coordinator_signs_with_her_title(demo_school):
    statements = [json.loads(bytes(each.statement)) for each in Transcript.objects.all()]
    signers = [said["issued_by"] for said in statements]
    assert signers and all(
        each == {"name": "Cora Whitfield", "title": "Registrar"} for each in signers
    )


def test_every_subject_of_the_license_program_meets_the_minimum_of_its_standard(demo_school):
    program = Program.objects.select_related("standard").get(slug="massage-therapy")
    taught = Counter()
    for line in program.curriculum.select_related("course"):
        taught[line.course.subject_area_id] += line.course.minutes

    for subject in program.standard.subjects.all():
        assert taught[subject.subject_area_id] >= subject.minutes, subject
    assert taught.total() == program.standard.minutes == 500 * 60


@pytest.mark.parametrize(
    ("slug", "hours", "in_clinic"),
    [("massage-therapy", 500, 125), ("advanced-bodywork", 250, 80), ("acupuncture", 2850, 870)],
)
def test_a_program_has_the_hours_stated_on_its_page(demo_school, slug, hours, in_clinic):
    program = Program.objects.get(slug=slug)
    edition = program.requirement_sets.get(edition=1)

    assert sum(line.course.minutes for line in program.curriculum.all()) == hours * 60
    assert sum(line.minutes for line in edition.requirements.all()) == in_clinic * 60
    assert edition.is_published


@pytest.mark.parametrize(
    ("slug", "months"), [("massage-therapy", 8), ("advanced-bodywork", 5), ("acupuncture", 36)]
)
def test_the_calculator_uses_the_schedules_hours_and_fits_the_programs_length(
    demo_school, client, slug, months
):
    estimate = client.get(f"/programs/{slug}/").context["estimate"]
    held = sum(next(iter(upcoming_starts(groups_of(slug), timezone.localdate()))).timetable)

    assert estimate.finish.weekly_minutes == held
    longest = 1.1 * weeks_in(months) + len(estimate.closures)
    assert estimate.minutes / held <= estimate.finish.weeks <= longest
    assert estimate.closures


def test_only_the_inspection_closes_one_site(demo_school):
    closure = Closure.objects.exclude(place="").get()

    assert closure.name == "Building inspection"
    assert ClinicSite.objects.filter(slug=closure.place, is_active=True).exists()


def groups_of(slug: str):
    return Program.objects.get(slug=slug).groups


def test_a_program_sheet_says_which_day_it_is_from(demo_school):
    sheets = get_document_model().objects.filter(title__endswith=": program sheet")
    with override("en"):
        today = date_format(timezone.localdate())

    assert len(sheets) == Program.objects.count()
    for sheet in sheets:
        with sheet.file.open() as file:
            (page,) = PdfReader(file).pages
            assert f"As of {today}." in page.extract_text()
