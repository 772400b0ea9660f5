"""People on the school's pages: teachers of a course, practitioners of a modality, graduates of a program.

An editor may choose a person's page in any language; readers are sent to the one in theirs.
"""

from django.db import models
from django.db.models import Manager, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page, PageQuerySet

from courses.curriculum.models import Program
from home.core.models.visibility import for_this_reader, in_readers_version, open_to_all
from home.people.models import PersonPage

Rows = QuerySet | Manager  # of any model below


class PersonOnPage(models.Model):
    """A person that an editor placed on a page."""

    person = models.ForeignKey(
        PersonPage, models.CASCADE, related_name="+", verbose_name=_("person")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.person)


class Teacher(PersonOnPage):
    """A teacher of the page's course."""

    page = ParentalKey(
        "courses_pages.CoursePage", on_delete=models.CASCADE, related_name="teachers"
    )

    class Meta:
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")


class Practitioner(PersonOnPage):
    """A practitioner of the page's modality."""

    page = ParentalKey(
        "courses_pages.ModalityPage", on_delete=models.CASCADE, related_name="practitioners"
    )

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")


class Graduate(PersonOnPage):
    """A graduate of the page's program."""

    page = ParentalKey(
        "courses_pages.ProgramPage", on_delete=models.CASCADE, related_name="graduates"
    )

    class Meta:
        verbose_name = _("graduate")
        verbose_name_plural = _("graduates")


def keys_of(rows: Rows) -> QuerySet:
    """Return the translation keys of the people's pages.

    `rows` may belong to an unsaved page.
    """
    return rows.values_list("person__translation_key", flat=True)


def people_among(rows: Rows) -> PageQuerySet:
    """Return the public pages of these people in the reader's language."""
    return for_this_reader(Page.objects.filter(translation_key__in=keys_of(rows)))


def people_of(page: Page) -> PageQuerySet:
    """Return the public pages of a program's teachers and graduates."""
    course_pages = Page.objects.filter(coursepage__course__programs=page.program_id)
    teachers = Teacher.objects.filter(page__in=in_readers_version(open_to_all(course_pages)))
    teaches = Q(kind=PersonPage.Kind.FACULTY, translation_key__in=keys_of(teachers))
    graduated = Q(kind=PersonPage.Kind.GRADUATE, translation_key__in=keys_of(page.graduates))
    people = for_this_reader(PersonPage.objects.filter(teaches | graduated)).order_by("path")
    return people.only("title", "url_path", "kind", "credential", "lede")


def pages_with(person: PersonPage, rows: Rows) -> PageQuerySet:
    """Return the public pages in the reader's language that list this person in their `rows`."""
    return for_this_reader(Page.objects.filter(pk__in=_pages_with(person, rows)))


def programs_of(graduate: PersonPage) -> QuerySet[Program]:
    """Return the programs a person graduated from, whether or not their pages are public."""
    pages = Page.objects.filter(pk__in=_pages_with(graduate, Graduate.objects))
    return Program.objects.filter(pages__in=in_readers_version(pages)).distinct()


def _pages_with(person: PersonPage, rows: Rows) -> QuerySet:
    return rows.filter(person__translation_key=person.translation_key).values("page")
