"""Telling people what happened."""

import datetime as dt

import pytest
from django.utils import timezone

from clinic_hours.notices.domain.news import KINDS, Kind, News
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.notices import tell
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_kind(monkeypatch):
    monkeypatch.setitem(KINDS, "rained", Kind("rained", "Rain", "It rained on %(day)s.", "Look"))


def test_the_same_news_is_told_once():
    person, now = UserFactory(), timezone.now()
    news = News("rained", person, "/hours/", key="2026-12-02", facts={"day": "2026-12-02"})
    tell([news], now)
    tell([news], now + dt.timedelta(minutes=1))
    assert Notice.objects.get(person=person).told_at == now


def test_a_kind_that_nobody_registered_is_an_error():
    with pytest.raises(KeyError):
        tell([News("snowed", UserFactory(), "/hours/", key="")], timezone.now())
