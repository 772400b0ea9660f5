"""The audit names a published requirement set whose rows are not those that were published."""

import pytest

from clinic_hours.people.models import PublishedEdition
from courses.requirements.models import Requirement, RequirementGate, RequirementSet
from tests.factories.clinic import ProgramRecordFactory
from tests.integration.clinic_hours.record import EDITION, GATED_EDITION, LUCIA, Record
from tests.tampering import guards_down, insert

from ..damage import found

pytestmark = pytest.mark.django_db

ALTERED = (GATED_EDITION, "altered requirement set")


def limits(**columns):
    return lambda under: RequirementSet.objects.filter(pk=under.pk).update(**columns)


def line(**columns):
    return lambda under: under.requirements.filter(category="treat").update(**columns)


def gate(**columns):
    return lambda under: gates(under).update(**columns)


def gates(under: RequirementSet):
    return RequirementGate.objects.filter(requirement__requirement_set=under)


def a_line_more(under: RequirementSet) -> None:
    Requirement.objects.create(requirement_set=under, category="more", name="More", minutes=60)


def a_line_less(under: RequirementSet) -> None:
    gates(under).delete()
    under.requirements.filter(category="treat").delete()


def a_gate_less(under: RequirementSet) -> None:
    gates(under).delete()


def given_to_another_program(under: RequirementSet) -> None:
    RequirementSet.objects.filter(pk=under.pk).update(program=ProgramRecordFactory())


TAMPERING = {
    "minutes": line(minutes=60),
    "clients": line(minimum_clients=5),
    "maximum": line(maximum_minutes=900),
    "name": line(name="Observe"),
    "Spanish name": line(name_es="Observar"),
    "category": line(category="observe"),
    "citation": line(citation="64B7-32.003"),
    "order": line(sort_order=0),
    "where it is earned": line(earned_at_school=True),
    "edition": limits(edition=9),
    "rule": limits(citation="64B7-32.003"),
    "daily cap": limits(daily_cap_minutes=600),
    "no weekly cap": limits(weekly_cap_minutes=None),
    "entry window": limits(entry_window_days=99),
    "rounding": limits(rounding=RequirementSet.Rounding.QUARTER_DOWN),
    "clock hour": limits(minutes_per_clock_hour=50),
    "transfer maximum": limits(transfer_maximum_minutes=600),
    "published again": limits(published_at="2020-01-01T00:00:00Z"),
    "no longer published": limits(published_at=None),
    "gate": gate(after_minutes=60),
    "gate without minutes": gate(after_minutes=None),
    "a line more": a_line_more,
    "a line less": a_line_less,
    "a gate less": a_gate_less,
    "given to another program": given_to_another_program,
}


@pytest.mark.parametrize("tampering", TAMPERING.values(), ids=TAMPERING)
def test_an_altered_requirement_set(record, tampering):
    with guards_down():
        tampering(record.ana.requirement_set)
        assert found() == ALTERED


def editions(record: Record) -> tuple[PublishedEdition, PublishedEdition]:
    first, second = PublishedEdition.objects.order_by("entry")
    return first, second


def test_an_edition_that_points_at_another_kind_of_entry(record):
    with guards_down():
        PublishedEdition.objects.filter(entry=EDITION).update(entry=LUCIA)
        assert found() == (LUCIA, "extra edition")


def test_two_editions_exchanged(record):
    with guards_down():
        first, second = editions(record)
        PublishedEdition.objects.filter(pk=first.pk).update(entry=900)
        PublishedEdition.objects.filter(pk=second.pk).update(entry=EDITION)
        PublishedEdition.objects.filter(pk=first.pk).update(entry=GATED_EDITION)
        assert found() == (EDITION, "altered requirement set")


def test_a_deleted_edition(record):
    with guards_down():
        PublishedEdition.objects.filter(entry=GATED_EDITION).delete()
        assert found() == (GATED_EDITION, "missing edition")


def test_an_invented_edition_that_points_nowhere(record):
    with guards_down():
        draft = RequirementSet.objects.get(published_at=None)
        insert(editions(record)[0], id=None, requirement_set_id=draft.pk, entry_id=99)
        assert found() == (99, "missing entry")


def test_a_renamed_program_is_no_damage(record):
    """The school may rename its program, and even give it another address."""
    program = record.ana.requirement_set.program
    program.name, program.slug = "Massage", "massage-2027"
    program.save()
    assert found() is None
