import pytest
from django.db.models import OuterRef

from courses.curriculum.models import Program
from courses.curriculum.selectors.hours import curriculum, taught_minutes
from courses.requirements.selectors.requirement_sets import clinic_minutes
from courses.requirements.services.requirement_sets import new_edition
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    RequirementSetFactory,
    StandardSubjectFactory,
    SubjectAreaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory()


def teach(program, area, hours):
    course = CourseFactory(subject_area=area, minutes=hours * 60)
    CurriculumLineFactory(program=program, course=course)


def ask(program, area, hours, order=0):
    StandardSubjectFactory(
        standard=program.standard, subject_area=area, minutes=hours * 60, sort_order=order
    )


def test_hours_are_added_up_by_subject_in_the_standards_order(program):
    anatomy, law, extra = (SubjectAreaFactory(name=name) for name in ("Anatomy", "Law", "Tea"))
    ask(program, law, 10, order=2)
    ask(program, anatomy, 150, order=1)
    for area, hours in ((extra, 5), (law, 12), (anatomy, 75), (anatomy, 75)):
        teach(program, area, hours)

    lines = curriculum(program).lines

    assert [(line.area.name, line.minutes // 60) for line in lines] == [
        ("Anatomy", 150),
        ("Law", 12),
        ("Tea", 5),
    ]
    assert [line.minimum for line in lines] == [9000, 600, None]
    assert [line.short_by for line in lines] == [0, 0, 0]


def test_a_subject_one_minute_short_is_short(program):
    area = SubjectAreaFactory()
    ask(program, area, 40)
    CurriculumLineFactory(program=program, course=CourseFactory(subject_area=area, minutes=2399))

    assert curriculum(program).lines[0].short_by == 1


def test_a_subject_that_is_not_taught_is_short_by_all_of_it(program):
    ask(program, SubjectAreaFactory(), 3)

    assert curriculum(program).lines[0].short_by == 180


def test_no_subject_is_short_without_a_standard(program):
    ask(program, SubjectAreaFactory(), 3)
    teach(program, SubjectAreaFactory(), 40)
    program.standard = None

    assert [line.short_by for line in curriculum(program).lines] == [0]


def test_a_curriculum_takes_two_queries(program, django_assert_num_queries):
    for _ in range(5):
        ask(program, SubjectAreaFactory(), 10)
        teach(program, SubjectAreaFactory(), 10)
    program = Program.objects.select_related("standard").get(pk=program.pk)

    with django_assert_num_queries(2):
        assert len(curriculum(program).lines) == 10


def test_totals_in_a_list_come_from_the_edition_in_force():

    published = RequirementSetFactory()
    new_edition(published).requirements.update(minutes=1)
    teach(published.program, SubjectAreaFactory(), 40)
    bare = ProgramFactory()
    rows = Program.objects.annotate(
        taught=taught_minutes(OuterRef("pk")), clinic=clinic_minutes(OuterRef("pk"))
    )

    assert rows.get(pk=published.program_id).clinic == 125 * 60
    assert rows.get(pk=published.program_id).taught == 40 * 60
    assert (rows.get(pk=bare.pk).clinic, rows.get(pk=bare.pk).taught) == (None, None)
