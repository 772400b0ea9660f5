"""Two workers, or a request and a worker, tell the same thing at the same moment: it is told once."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic_hours.notices.domain.news import KINDS, Kind, News
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services import notices
from clinic_hours.notices.services.digests import send_digests
from clinic_hours.notices.services.notices import tell
from home.core.school_time import today
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import SupervisorFactory
from tests.factories.people import UserFactory
from tests.races import race, surprises

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = OUTBOX


@pytest.fixture
def rained(monkeypatch) -> list[News]:
    monkeypatch.setitem(KINDS, "rained", Kind("rained", "Rain", "It rained.", "Look"))
    return [News("rained", UserFactory(), "/hours/", key="today")]


def test_two_workers_send_one_digest():
    SupervisorFactory(credential__expires_on=today())
    now = timezone.now()
    outcomes = race(lambda: send_digests(now), lambda: send_digests(now))
    assert surprises(outcomes) == []
    assert OutgoingMail.objects.count() == 1


def test_the_same_news_told_twice_at_once_is_one_mail(rained):
    now = timezone.now()
    assert surprises(race(lambda: tell(rained, now), lambda: tell(rained, now))) == []
    assert (Notice.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_news_of_what_is_rolled_back_is_neither_kept_nor_mailed(rained):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(rained, timezone.now())
        raise ZeroDivisionError
    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_notice_whose_mail_cannot_be_written_is_told_the_next_time(rained, monkeypatch):
    def fail(_mails):
        raise DatabaseError

    with monkeypatch.context() as patched, pytest.raises(DatabaseError):
        patched.setattr(notices, "post", fail)
        tell(rained, timezone.now())
    tell(rained, timezone.now())
    assert (Notice.objects.count(), OutgoingMail.objects.count()) == (1, 1)
