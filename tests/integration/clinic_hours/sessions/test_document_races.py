"""If two documents, or two readings of one, are posted at the same moment, the rules still hold."""

from functools import partial

import pytest

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.sessions.models import Balance
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory, credited, published_set
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12
TOLD = (Conflict, Refused)


@pytest.fixture
def one_set(site):
    return published_set()


def test_a_document_is_posted_once_when_two_send_different_hours_of_it(one_set):
    cora = OfficeRoleFactory().user
    for enrollment in EnrollmentFactory.create_batch(ROUNDS, requirement_set=one_set):
        post = partial(credited, cora, enrollment)
        outcomes = race(partial(post, minutes=60), partial(post, minutes=90))
        assert surprises(outcomes, TOLD) == []
        assert len(winners(outcomes)) == 1


def test_two_concurrent_documents_do_not_pass_the_maximum_of_transfer_hours():
    cora = OfficeRoleFactory().user
    limited = published_set(transfer_maximum_minutes=60 * 60)
    for enrollment in EnrollmentFactory.create_batch(ROUNDS, requirement_set=limited):
        post = partial(credited, cora, enrollment, minutes=40 * 60)
        outcomes = race(partial(post, document="Transcript 1"), partial(post, document="Letter 2"))
        assert surprises(outcomes, TOLD) == []
        assert Balance.objects.get(enrollment=enrollment).minutes == 40 * 60


def test_two_concurrent_documents_do_not_fill_a_requirement_twice(one_set):
    cora = OfficeRoleFactory().user
    for enrollment in EnrollmentFactory.create_batch(ROUNDS, requirement_set=one_set):
        post = partial(credited, cora, enrollment, minutes=60 * 60)
        outcomes = race(partial(post, document="Transcript 1"), partial(post, document="Letter 2"))
        assert surprises(outcomes, TOLD) == []
        assert len(winners(outcomes)) == 1
        assert Balance.objects.get(enrollment=enrollment).minutes == 60 * 60
