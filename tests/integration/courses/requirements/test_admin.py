"""The office writes a draft, publishes it and makes the next edition; and what it may not do."""

import html

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.curriculum.models import Course, Program
from courses.requirements.models import RequirementSet
from courses.standards.models import LicensingStandard
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    RequirementSetFactory,
    SubjectAreaFactory,
)
from tests.factories.people import StaffFactory, SuperuserFactory

from .admin_forms import address, draft_form, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(SuperuserFactory())
    return client


def read(office, url: str) -> str:
    answer = office.get(url, follow=True)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def test_the_office_writes_publishes_and_renews_a_set(office):
    program = ProgramFactory(name="Massage Therapy")
    office.post(reverse("requirementset:add"), draft_form(program, line()))
    draft = RequirementSet.objects.get()
    assert (draft.edition, draft.daily_cap_minutes) == (1, 360)
    assert draft.requirements.get().minutes == 90 * 60

    question = read(office, address("publish", draft))
    assert "Once published, it can't be changed" in question
    office.post(address("publish", draft))
    draft.refresh_from_db()
    assert draft.is_published

    office.post(address("new_edition", draft))
    second = RequirementSet.objects.get(edition=2)
    requirement = second.requirements.get()
    changed = line(id=requirement.pk, minutes="92.5")
    form = draft_form(program, changed)
    form["requirements-INITIAL_FORMS"] = "1"
    office.post(address("edit", second), form)

    requirement.refresh_from_db()
    assert requirement.minutes == 5550
    assert draft.requirements.get().minutes == 5400


def test_the_office_enters_the_rules_for_transfer_hours(office):
    own = line(earned_at_school="on")
    limits = {"transfer_maximum_minutes": "30", "transfer_citation": "16 TAC 117.59"}
    office.post(reverse("requirementset:add"), draft_form(ProgramFactory(), own, **limits))
    draft = RequirementSet.objects.get()

    assert (draft.transfer_maximum_minutes, draft.transfer_citation) == (1800, "16 TAC 117.59")
    assert draft.requirements.get().earned_at_school
    page = read(office, address("inspect", draft))
    assert "<dd>30 (16 TAC 117.59)</dd>" in page
    assert "Must be earned at this school." in page


def test_a_gate_can_be_set_between_lines_of_a_draft(office):
    draft = RequirementSetFactory(published=False)
    page = read(office, address("edit", draft))

    assert f"{draft}: Observation" in page


def test_a_published_edition_offers_reading_and_copying_only(office):
    edition = RequirementSetFactory()
    page = read(office, address("edit", edition))

    assert "A published edition never changes" in page
    assert address("new_edition", edition) in page
    for closed in ("edit", "delete", "publish"):
        assert address(closed, edition) not in page
    rows = read(office, reverse("requirementset:index"))
    assert address("edit", edition) not in rows


def test_a_published_edition_is_not_changed_by_a_forged_form(office):
    edition = RequirementSetFactory()
    office.post(address("edit", edition), draft_form(edition.program, line()))
    office.post(address("delete", edition))

    edition.refresh_from_db()
    assert edition.requirements.count() == 4


def test_publishing_twice_says_that_nothing_changed(office):
    edition = RequirementSetFactory()
    answer = office.post(address("publish", edition), follow=True)

    assert "be changed. Create a new edition instead." in answer.text


def test_an_invalid_draft_stays_a_draft_and_says_why(office):
    draft = RequirementSetFactory(published=False, requirements=[])
    answer = office.post(address("publish", draft), follow=True)

    assert "Add at least one requirement" in answer.text
    draft.refresh_from_db()
    assert not draft.is_published


@pytest.mark.parametrize("kind", ["program", "course"])
def test_a_record_in_use_is_kept_with_a_sentence(office, kind):
    edition = RequirementSetFactory()
    taught = CurriculumLineFactory(program=edition.program)
    row = {"program": edition.program, "course": taught.course}[kind]
    url = reverse(f"{kind}:delete", args=[row.pk])
    answers = [office.get(url, follow=True), office.post(url, follow=True)]

    assert all(
        "is in use by other records and cannot be deleted" in answer.text for answer in answers
    )
    assert Program.objects.exists()
    assert Course.objects.exists()


def test_a_record_that_nothing_uses_can_be_deleted(office):
    course = CourseFactory()
    office.post(reverse("course:delete", args=[course.pk]))

    assert not Course.objects.exists()


def test_lengths_are_typed_in_hours(office):
    form = {"code": "MT 101", "title": "Anatomy", "subject_area": SubjectAreaFactory().pk}
    refused = office.post(reverse("course:add"), form | {"minutes": "0.34"})
    assert "whole minutes" in refused.text

    office.post(reverse("course:add"), form | {"minutes": "75.5"})
    assert Course.objects.get().minutes == 4530


def test_a_standard_is_entered_with_its_subjects(office):
    subjects = [{"subject_area": SubjectAreaFactory().pk, "minutes": "150", "remarks": ""}]
    form = {
        "name": "Florida",
        "slug": "us-fl",
        "jurisdiction": "US-FL",
        "profession": "massage",
        "authority": "regulation",
        "citation": "64B7-32.003",
        "last_checked": "2026-11-23",
        "minutes": "500",
        "minutes_per_clock_hour": "60",
        "subjects": inline_formset(subjects),
    }
    office.post(reverse("licensingstandard:add"), nested_form_data(form))

    assert LicensingStandard.objects.get().subjects.get().minutes == 9000


@pytest.mark.parametrize("name", ["program", "course", "requirementset"])
def test_a_list_takes_the_same_queries_for_two_rows_and_twenty(office, name):
    url = reverse(f"{name}:index")
    counts = []
    for size in (2, 20):
        while RequirementSet.objects.count() < size:
            edition = RequirementSetFactory()
            CurriculumLineFactory(program=edition.program)
        office.get(url)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            office.get(url)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_page_writer_cannot_change_the_curriculum(client):
    writer = StaffFactory()
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(writer)
    draft = RequirementSetFactory(published=False)

    for name in ("publish", "new_edition", "edit"):
        client.post(address(name, draft))
    draft.refresh_from_db()
    assert not draft.is_published
    assert RequirementSet.objects.count() == 1


def test_a_group_can_be_given_rights_to_the_curriculum(client):
    registrar = StaffFactory()
    group = Group.objects.create(name="Registrars")
    names = ["access_admin", "add_requirementset", "change_requirementset"]
    group.permissions.add(*Permission.objects.filter(codename__in=names))
    registrar.groups.add(group)
    client.force_login(registrar)
    draft = RequirementSetFactory(published=False)
    client.post(address("publish", draft))

    draft.refresh_from_db()
    assert draft.is_published


def test_a_draft_is_not_moved_to_a_program_that_has_its_edition_already(office):
    draft, other = RequirementSetFactory(published=False, requirements=[]), RequirementSetFactory()
    answer = office.post(address("edit", draft), draft_form(other.program, line()))
    assert answer.status_code == 200
    assert f"“{other.program}” already has an edition 1." in answer.text
    draft.refresh_from_db()
    assert draft.program_id != other.program_id


def test_a_draft_may_be_moved_to_a_program_without_that_edition(office):
    draft, other = RequirementSetFactory(published=False, requirements=[]), ProgramFactory()
    answer = office.post(address("edit", draft), draft_form(other, line()))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.program_id, draft.edition) == (other.pk, 1)


def test_a_category_twice_in_one_set_is_refused_with_a_sentence(office):
    program = ProgramFactory()
    answer = office.post(
        reverse("requirementset:add"), draft_form(program, line(), line(name="Again"))
    )
    assert answer.status_code == 200
    assert "one_requirement_per_category" not in answer.text
    assert not RequirementSet.objects.filter(program=program).exists()
