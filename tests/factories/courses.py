"""Curriculum, as small as a test allows. Editions are made through the services, as everywhere."""

from datetime import UTC, datetime

import factory
from django.utils import timezone

from courses.curriculum.models import (
    Course,
    CurriculumLine,
    Modality,
    Program,
)
from courses.pages.models import (
    CourseIndexPage,
    CoursePage,
    ProgramIndexPage,
    ProgramPage,
)
from courses.requirements.models import Requirement, RequirementSet
from courses.requirements.services.requirement_sets import create_edition, publish
from courses.standards.models import LicensingStandard, StandardSubject, SubjectArea

from .pages import home_page

PUBLISHED_AT = datetime(2026, 8, 1, 12, tzinfo=UTC)
HOUR = 60


class SubjectAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubjectArea

    slug = factory.Sequence(lambda n: f"subject-{n}")
    name = factory.Sequence(lambda n: f"Subject {n}")


class ModalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Modality

    slug = factory.Sequence(lambda n: f"modality-{n}")
    name = factory.Sequence(lambda n: f"Modality {n}")


class StandardFactory(factory.django.DjangoModelFactory):
    """A state's standard of 500 hours without subjects. Add those with StandardSubjectFactory."""

    class Meta:
        model = LicensingStandard

    slug = factory.Sequence(lambda n: f"us-xx-{n}")
    name = factory.Sequence(lambda n: f"State {n}, massage therapy")
    jurisdiction = "US-FL"
    profession = LicensingStandard.Profession.MASSAGE
    authority = LicensingStandard.Authority.REGULATION
    citation = factory.Sequence(lambda n: f"Code 64B7-32.{n:03}")
    minutes = 500 * HOUR
    last_checked = factory.LazyFunction(timezone.localdate)


class StandardSubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StandardSubject

    standard = factory.SubFactory(StandardFactory)
    subject_area = factory.SubFactory(SubjectAreaFactory)
    minutes = 100 * HOUR


class ProgramFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Program

    slug = factory.Sequence(lambda n: f"program-{n}")
    name = factory.Sequence(lambda n: f"Program {n}")
    award = Program.Award.DIPLOMA
    standard = factory.SubFactory(StandardFactory)
    length_months = 8


class CourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: f"XX {n:03}")
    title = factory.Sequence(lambda n: f"Course {n}")
    subject_area = factory.SubFactory(SubjectAreaFactory)
    minutes = 40 * HOUR
    summary = "What hands learn first."


class CurriculumLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CurriculumLine

    program = factory.SubFactory(ProgramFactory)
    course = factory.SubFactory(CourseFactory)


class RequirementFactory(factory.django.DjangoModelFactory):
    """A line of a draft; published sets cannot get more lines. Requires `requirement_set`."""

    class Meta:
        model = Requirement

    category = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"Requirement {n}")
    minutes = 10 * HOUR


class RequirementSetFactory(factory.Factory):
    """A published edition of 125 hours in four lines, or a draft with `published=False`."""

    class Meta:
        model = RequirementSet

    program = factory.SubFactory(ProgramFactory)
    published = True
    daily_cap_minutes = 6 * HOUR
    weekly_cap_minutes = 30 * HOUR
    entry_window_days = 14
    requirements = factory.LazyFunction(
        lambda: [
            {"category": "observation", "name": "Observation", "minutes": 12 * HOUR},
            {
                "category": "hands-on",
                "name": "Hands-on sessions",
                "minutes": 90 * HOUR,
                "minimum_clients": 60,
                "after": [("observation", 6 * HOUR)],
            },
            {"category": "outreach", "name": "Community outreach", "minutes": 15 * HOUR},
            {"category": "intake", "name": "Intake and documentation", "minutes": 8 * HOUR},
        ]
    )

    @classmethod
    def _create(cls, _model, *_args, program, published, requirements, **limits):
        edition = create_edition(program, requirements=requirements, **limits)
        return publish(edition, now=PUBLISHED_AT) if published else edition


class PageFactory(factory.django.DjangoModelFactory):
    """A published page below `parent`."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")

    @classmethod
    def _create(cls, model_class, *args, parent, **fields):
        parent.refresh_from_db()
        return parent.add_child(instance=model_class(**fields))


class ProgramIndexPageFactory(PageFactory):
    class Meta:
        model = ProgramIndexPage

    title = "Programs"
    parent = factory.LazyFunction(home_page)


class ProgramPageFactory(PageFactory):
    class Meta:
        model = ProgramPage

    parent = factory.SubFactory(ProgramIndexPageFactory)
    program = factory.SubFactory(ProgramFactory)
    approval = "Florida board approved"
    lede = "From first palpation to licensed practice."


class CourseIndexPageFactory(PageFactory):
    class Meta:
        model = CourseIndexPage

    title = "Courses"
    parent = factory.LazyFunction(home_page)


class CoursePageFactory(PageFactory):
    class Meta:
        model = CoursePage

    parent = factory.SubFactory(CourseIndexPageFactory)
    course = factory.SubFactory(CourseFactory)
