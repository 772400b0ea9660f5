"""Telling people what happened, on their page and by mail."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from clinic_hours.notices.domain.news import KINDS, ByMail, Kind, News
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.notices import MOST_AT_ONCE, mail_what_is_left, tell
from clinic_hours.notices.services.reading import choose_mail
from home.mail.services.outbox import send_due
from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW
from tests.factories.people import UserFactory
from tests.performance.counting import queries
from tests.servers.mail_server import running_mail_server

from .mailbox import subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_kind(monkeypatch):
    monkeypatch.setitem(KINDS, "rained", Kind("rained", "Rain", "It rained on %(day)s.", "Look"))


def rain(person, day: int = 2, **more) -> News:
    on = f"2026-12-{day:02}"
    return News("rained", person, f"/hours/?on={on}", key=on, facts={"day": on}, **more)


def test_the_same_news_is_told_once():
    person, now = UserFactory(), timezone.now()
    news = News("rained", person, "/hours/", key="2026-12-02", facts={"day": "2026-12-02"})
    tell([news], now)
    tell([news], now + dt.timedelta(minutes=1))
    assert Notice.objects.get(person=person).told_at == now
    assert len(mail.outbox) == 1


def test_a_kind_that_nobody_registered_is_an_error():
    with pytest.raises(KeyError):
        tell([News("snowed", UserFactory(), "/hours/", key="")], timezone.now())


def test_the_mail_has_the_sentence_and_a_link_to_the_thing(settings):
    person = UserFactory()
    tell([rain(person.pk, for_mail={"reason": "A low over the Gulf."})], timezone.now())
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([person.email], "It rained on Wed, Dec 2")
    assert f"Look:\n{settings.SITE_URL}/hours/?on=2026-12-02\n" in sent.body
    assert "A low over the Gulf." in sent.body
    assert "Gulf" not in str(Notice.objects.get().facts)


def test_mail_programs_offer_the_preferences_only_for_what_can_be_turned_off(monkeypatch, settings):
    fixed = Kind("hailed", "Hail", "It hailed.", "Look", ways=(ByMail.AT_ONCE,))
    monkeypatch.setitem(KINDS, "hailed", fixed)
    person, page = UserFactory(), f"{settings.SITE_URL}/hours/notices/preferences/"
    tell([rain(person)], timezone.now())
    tell([News("hailed", person, "/hours/", key="")], timezone.now())
    tell([rain(person, 3), rain(person, 4)], timezone.now())
    assert [(page in sent.body, sent.extra_headers) for sent in mail.outbox] == [
        (True, {"List-Unsubscribe": f"<{page}>"}),
        (False, {}),
        (True, {"List-Unsubscribe": f"<{page}>"}),
    ]


@pytest.mark.parametrize("name", ["Ana,\nBcc: eve@palmetto.test", "Ñandú, Zoë", "x" * 200])
def test_a_name_does_not_change_the_mail(name, monkeypatch, settings):
    settings.EMAIL_BACKEND = OUTBOX
    monkeypatch.setitem(KINDS, "greeted", Kind("greeted", "Hello", "%(name)s greets you.", "Look"))
    person = UserFactory()
    tell([News("greeted", person, "/hours/", "", facts={"name": name})], timezone.now())
    with running_mail_server() as server:
        send_due()
    (sent,) = server.mailbox
    assert (sent["To"], sent["Bcc"]) == (person.email, None)
    assert subject_of(sent).startswith(" ".join(name.split())[:190])


def test_news_for_one_person_at_the_same_time_is_one_mail():
    ana, ben = UserFactory(), UserFactory()
    tell([rain(ana, 1), rain(ben, 1), rain(ana, 2)], timezone.now())
    assert [sent.to for sent in mail.outbox] == [[ana.email], [ben.email]]
    assert "It rained on Tue, Dec 1." in mail.outbox[0].body
    assert "It rained on Wed, Dec 2." in mail.outbox[0].body


def test_each_reason_is_one_mail_with_all_that_it_is_about():
    ana, low, breeze = UserFactory(), {"reason": "A low."}, {"reason": "A sea breeze."}
    news = [rain(ana, 1, for_mail=low), rain(ana, 2, for_mail=breeze), rain(ana, 3, for_mail=low)]
    tell([*news, rain(ana, 4), rain(ana, 5)], timezone.now())
    said = ["A low.", "A sea breeze.", *(f"Dec {day}" for day in range(1, 6))]
    assert [[each for each in said if each in sent.body] for sent in mail.outbox] == [
        ["A low.", "Dec 1", "Dec 3"],
        ["A sea breeze.", "Dec 2"],
        ["Dec 4", "Dec 5"],
    ]


def test_the_mail_is_in_the_readers_language():
    person = UserFactory()
    UserProfile.objects.create(user=person, preferred_language="es")
    tell([rain(person)], timezone.now())
    assert "It rained on mié, 2 de dic" in mail.outbox[0].subject
    assert "Hola" in mail.outbox[0].body


def test_without_a_choice_the_mail_is_in_the_schools_language(settings):
    settings.LANGUAGE_CODE = "es"
    with translation.override("en"):
        tell([rain(UserFactory())], timezone.now())
    assert "Hola" in mail.outbox[0].body


def test_a_time_at_the_end_of_a_spanish_sentence_has_one_period(monkeypatch):
    monkeypatch.setitem(KINDS, "met", Kind("met", "Meeting", "Meeting: %(range)s.", "Look"))
    person, times = UserFactory(), {"starts_at": NOW, "ends_at": NOW + dt.timedelta(hours=1)}
    UserProfile.objects.create(user=person, preferred_language="es")
    facts = {name: time.isoformat() for name, time in times.items()} | {"zone": "America/New_York"}
    tell([News("met", person, "/hours/", key="", facts=facts)], timezone.now())
    (sent,) = mail.outbox
    assert sent.subject == "Meeting: lun, 16 de nov, 6:00–7:00 p. m."
    assert f"{sent.subject}\n" in sent.body


@pytest.mark.parametrize("way", [ByMail.DIGEST, ByMail.NEVER])
def test_a_persons_preference_wins(way):
    person, other = UserFactory(), UserFactory()
    choose_mail(person=person, by_mail={"rained": way})
    tell([rain(person), rain(other)], timezone.now())
    assert [sent.to for sent in mail.outbox] == [[other.email]]
    assert Notice.objects.filter(person=person).count() == 1


def test_somebody_without_an_active_account_gets_no_mail():
    tell([rain(UserFactory(is_active=False))], timezone.now())
    assert mail.outbox == []


def test_whoever_did_it_is_not_told():
    ana, ben = UserFactory(), UserFactory()
    tell([rain(ana), rain(ben.pk)], timezone.now(), by=ana)
    assert Notice.objects.get().person == ben
    tell([rain(ben, 3)], timezone.now(), by=ben)
    assert [sent.to for sent in mail.outbox] == [[ben.email]]


@pytest.mark.parametrize("count", [1, MOST_AT_ONCE])
def test_telling_a_few_takes_two_queries_and_one_for_the_mail(count, settings):
    settings.EMAIL_BACKEND = OUTBOX
    people = UserFactory.create_batch(count)
    with queries() as asked:
        tell([rain(person) for person in people], timezone.now())
    assert len(asked) == 3, asked


@pytest.mark.parametrize("count", [MOST_AT_ONCE + 1, 2 * MOST_AT_ONCE])
def test_telling_many_takes_two_queries_and_leaves_the_mail_to_the_worker(count):
    people = UserFactory.create_batch(count)
    with queries() as asked:
        tell([rain(person) for person in people], timezone.now())
    assert len(asked) == 2, asked
    assert not mail.outbox
    mail_what_is_left(timezone.now())
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(each.email for each in people)
    assert mail_what_is_left(timezone.now()) == 0


def test_of_much_news_what_has_words_of_its_own_is_mailed_with_them_at_once():
    people = UserFactory.create_batch(MOST_AT_ONCE)
    with_reason = rain(UserFactory(), for_mail={"reason": "A sea breeze."})
    tell([*(rain(person) for person in people), with_reason], timezone.now())
    assert ["A sea breeze." in sent.body for sent in mail.outbox] == [True]


def test_many_are_told_as_each_of_them_chose():
    people = UserFactory.create_batch(MOST_AT_ONCE + 1)
    choose_mail(person=people[0], by_mail={"rained": ByMail.NEVER})
    tell([rain(person) for person in people], timezone.now())
    choose_mail(person=people[1], by_mail={"rained": ByMail.NEVER})  # before the worker came to it
    assert mail_what_is_left(timezone.now()) == MOST_AT_ONCE - 1
    assert not {people[0].email, people[1].email} & {sent.to[0] for sent in mail.outbox}
