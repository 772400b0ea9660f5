"""Two coordinators at once begin one draft, publish it once, and never publish what neither saw."""

from functools import partial

import pytest

from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import PublishedEdition
from clinic_hours.setup.services.editions import change_draft, copy_edition, publish_edition
from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import DraftChanged, mark_of, rows_of
from courses.requirements.services.requirement_sets import (
    LIMITS,
    AlreadyPublished,
    create_edition,
    publish,
)
from tests.factories.clinic import NOW, OfficeRoleFactory
from tests.factories.courses import ProgramFactory
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)
LINE = {"category": "hands-on", "name": "Hands-on", "minutes": 600}


@pytest.fixture
def offices():
    return [office.user for office in OfficeRoleFactory.create_batch(2)]


@pytest.fixture
def edition(db):
    return publish(create_edition(ProgramFactory(), requirements=[LINE]), now=NOW)


def test_two_clicks_begin_one_draft(offices, edition):
    outcomes = race(*(partial(copy_edition, actor=each, edition=edition) for each in offices))
    assert surprises(outcomes) == []
    assert RequirementSet.objects.filter(published_at=None).count() == 1


def test_a_draft_is_published_once(offices, edition):
    draft = copy_edition(actor=offices[0], edition=edition)
    act = partial(publish_edition, edition=draft, shown=mark_of(draft), now=NOW)
    outcomes = race(*(partial(act, actor=each) for each in offices))
    assert surprises(outcomes, AlreadyPublished) == []
    assert len(winners(outcomes)) == 1
    assert PublishedEdition.objects.filter(requirement_set=draft).count() == 1
    assert audit_ledger().is_ok


def test_publishing_and_changing_do_not_mix(offices, edition):
    draft = copy_edition(actor=offices[0], edition=edition)
    shown, limits = mark_of(draft), {name: getattr(draft, name) for name in LIMITS}
    changed = {"limits": limits | {"daily_cap_minutes": 60}, "requirements": rows_of(draft)}
    outcomes = race(
        partial(publish_edition, actor=offices[0], edition=draft, shown=shown, now=NOW),
        partial(change_draft, actor=offices[1], edition=draft, shown=shown, **changed),
    )
    assert surprises(outcomes, AlreadyPublished, DraftChanged) == []
    assert len(winners(outcomes)) == 1
    draft.refresh_from_db()
    assert draft.is_published == (draft.daily_cap_minutes == limits["daily_cap_minutes"])
