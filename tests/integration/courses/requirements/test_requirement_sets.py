"""A published edition never changes, through the services or around them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from courses.requirements.models import Requirement, RequirementGate, RequirementSet
from courses.requirements.selectors.requirement_sets import (
    clinic_requirements,
    current_requirement_set,
)
from courses.requirements.services.requirement_sets import (
    AlreadyPublished,
    create_edition,
    new_edition,
    publish,
    require_draft,
)
from tests.factories.courses import (
    PUBLISHED_AT,
    ProgramFactory,
    RequirementFactory,
    RequirementSetFactory,
)

pytestmark = pytest.mark.django_db
SENTENCE = "a_published_requirement_set_never_changes"


@pytest.fixture
def published():
    return RequirementSetFactory()


@pytest.fixture
def draft():
    return RequirementSetFactory(published=False)


def gate_of(requirement_set) -> RequirementGate:
    return RequirementGate.objects.get(requirement__requirement_set=requirement_set)


CHANGES = {
    "its caps": lambda s: RequirementSet.objects.filter(pk=s.pk).update(daily_cap_minutes=1),
    "its publication": lambda s: RequirementSet.objects.filter(pk=s.pk).update(published_at=None),
    "the set itself": lambda s: RequirementSet.objects.filter(pk=s.pk)._raw_delete("default"),
    "the hours of a line": lambda s: s.requirements.all().update(minutes=1),
    "a line": lambda s: s.requirements.filter(category="intake")._raw_delete("default"),
    "a line more": lambda s: RequirementFactory(requirement_set=s),
    "a gate": lambda s: RequirementGate.objects.filter(pk=gate_of(s).pk).update(after_minutes=1),
    "a gate less": lambda s: gate_of(s).delete(),
    "a gate more": lambda s: RequirementGate.objects.create(
        requirement=s.requirements.get(category="outreach"),
        after=s.requirements.get(category="intake"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_database_refuses_to_change_a_published_set(published, change):
    with pytest.raises(IntegrityError, match=SENTENCE), transaction.atomic():
        change(published)


@pytest.mark.parametrize("change", list(CHANGES.values())[1:], ids=list(CHANGES)[1:])
def test_a_draft_takes_the_same_changes(draft, change):
    if change is not CHANGES["the set itself"]:
        change(draft)


def test_a_line_cannot_be_moved_into_a_published_set(published, draft):
    lines = draft.requirements.filter(category="intake")

    with pytest.raises(IntegrityError, match=SENTENCE), transaction.atomic():
        lines.update(requirement_set=published, category="smuggled")


def test_a_draft_can_be_deleted_with_its_lines(draft):
    draft.delete()

    assert not Requirement.objects.exists()


def test_editions_are_numbered_by_program():
    program = ProgramFactory()
    editions = [create_edition(program).edition for _ in range(2)]

    assert editions == [1, 2]
    assert create_edition(ProgramFactory()).edition == 1


def test_publishing_stamps_the_moment_once(draft):
    publish(draft, now=PUBLISHED_AT)

    assert draft.published_at == PUBLISHED_AT
    with pytest.raises(AlreadyPublished):
        publish(draft, now=PUBLISHED_AT)
    with pytest.raises(AlreadyPublished):
        require_draft(draft)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "at least one requirement"),
        ([{"category": "a", "name": "A"}], "require anything"),
        (
            [
                {"category": "a", "name": "A", "minutes": 60, "after": ["b"]},
                {"category": "b", "name": "B", "minutes": 60, "after": ["a"]},
            ],
            "waiting for each other",
        ),
    ],
)
def test_an_invalid_draft_is_not_published(lines, sentence):
    draft = create_edition(ProgramFactory(), requirements=lines)

    with pytest.raises(ValidationError, match=sentence):
        publish(draft, now=PUBLISHED_AT)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_line_that_depends_on_another_set_is_not_published(draft, published):
    RequirementGate.objects.create(
        requirement=draft.requirements.get(category="intake"),
        after=published.requirements.get(category="observation"),
    )
    with pytest.raises(ValidationError, match="in a different set"):
        publish(draft, now=PUBLISHED_AT)


def test_unknown_words_in_an_edition_are_refused():
    with pytest.raises(ValidationError, match="published_at"):
        create_edition(ProgramFactory(), published_at=PUBLISHED_AT)
    with pytest.raises(ValidationError, match="hours"):
        create_edition(ProgramFactory(), requirements=[{"category": "a", "name": "A", "hours": 3}])


def test_a_new_edition_copies_everything_into_a_draft(published):
    copy = new_edition(published)

    assert (copy.edition, copy.published_at) == (2, None)
    assert copy.daily_cap_minutes == published.daily_cap_minutes
    assert list(copy.requirements.values_list("category", "minutes", "minimum_clients")) == list(
        published.requirements.values_list("category", "minutes", "minimum_clients")
    )
    assert gate_of(copy).after_minutes == 360
    assert gate_of(copy).after.requirement_set == copy


def test_a_new_edition_keeps_the_rules_for_transfer_hours():
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 60, "earned_at_school": True}
    limits = {"transfer_maximum_minutes": 30 * 60, "transfer_citation": "16 TAC 117.59"}
    copy = new_edition(RequirementSetFactory(requirements=[line], **limits))

    assert copy.requirements.get().earned_at_school
    assert {name: getattr(copy, name) for name in limits} == limits


def test_a_draft_is_not_in_force_until_it_is_published(published):
    program = published.program
    draft = new_edition(published)
    assert current_requirement_set(program) == published

    draft.requirements.filter(category="intake").update(minutes=9 * 60)
    publish(draft, now=PUBLISHED_AT)

    requirements = clinic_requirements(program)
    assert requirements.requirement_set == draft
    assert requirements.minutes == 126 * 60


def test_a_program_without_a_published_set_has_no_clinic_requirements(draft):
    assert clinic_requirements(draft.program) is None
    assert current_requirement_set(draft.program) is None


def test_a_requirement_cannot_depend_on_itself(draft):
    line = draft.requirements.first()

    with pytest.raises(ValidationError, match="wait for itself"):
        RequirementGate(requirement=line, after=line).full_clean()


def test_a_draft_does_not_wait_for_a_requirement_that_it_does_not_have():
    line = {"category": "a", "name": "A", "minutes": 60, "after": ["b"]}
    with pytest.raises(ValidationError, match="No requirement is called “b”"):
        create_edition(ProgramFactory(), requirements=[line])
