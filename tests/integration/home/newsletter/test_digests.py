"""A digest is sent once, to subscribers in its language, and to nobody who unsubscribed or complained."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from home.mail.models import OutgoingMail
from home.mail.services.outbox import send_due
from home.mail.services.refusals import mark_dead
from home.newsletter.models import Digest
from home.newsletter.services.newsletter import (
    AlreadySent,
    NoSubscribers,
    NothingToSend,
    leave_newsletter,
    send_digest,
    send_test,
)
from home.stories.models import StoryPage
from tests.factories.newsletter import digest_of, subscriber
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory
from tests.servers.mail_server import running_mail_server

pytestmark = pytest.mark.django_db


def test_a_digest_goes_out_once(school):
    subscriber()
    digest = digest_of(StoryPageFactory())
    assert send_digest(digest, school) == 1
    with pytest.raises(AlreadySent):
        send_digest(digest, school)

    assert OutgoingMail.objects.count() == 1


def test_a_digest_without_a_readable_story_is_not_sent(school):
    subscriber()
    digest = digest_of(StoryPageFactory(live=False))
    with pytest.raises(NothingToSend):
        send_digest(digest, school)
    with pytest.raises(NothingToSend):
        send_test(digest, "edie@palmetto.test", school)

    digest.refresh_from_db()
    assert digest.sent_at is None


def test_a_digest_without_recipients_stays_unsent(school):
    subscriber(topics=[StoryCategoryFactory(name="Other", slug="other")])
    digest = digest_of(StoryPageFactory())
    with pytest.raises(NoSubscribers):
        send_digest(digest, school)

    digest.refresh_from_db()
    assert digest.sent_at is None


def test_people_who_unsubscribe_while_a_digest_waits_do_not_get_it(school):
    gone, here = subscriber(), subscriber("bo@example.test")
    send_digest(digest_of(StoryPageFactory()), school)
    leave_newsletter(gone)
    with running_mail_server() as server:
        send_due()

    assert [mail["To"] for mail in server.mailbox] == [here.email]
    assert not OutgoingMail.objects.filter(to=gone.email).exists()


@pytest.mark.parametrize("subject", ["Autumn\nBcc: all@example.test", "Autumn\rletter"])
def test_the_subject_of_a_digest_is_one_line(subject):
    with pytest.raises(ValidationError, match="one line"):
        Digest(subject=subject).full_clean()


def test_a_digest_goes_to_the_subscribers_of_its_language(school):
    subscriber()
    subscriber("luz@example.test", language="es")
    assert send_digest(digest_of(StoryPageFactory(), language="es"), school) == 1

    mail = OutgoingMail.objects.get()
    assert mail.to == "luz@example.test"
    assert "/es/newsletter/unsubscribe/" in mail.headers["List-Unsubscribe"]


def test_an_address_that_complained_gets_no_digest(school):
    mark_dead("ana@example.test", "complained", timezone.now())
    subscriber()
    send_digest(digest_of(StoryPageFactory()), school)
    with running_mail_server() as server:
        send_due()

    assert server.mailbox == []


@pytest.mark.parametrize("subscribers", [3, 60])
def test_writing_a_digest_takes_the_same_queries_for_few_subscribers_and_many(
    school, subscribers, django_assert_num_queries
):
    for number in range(subscribers):
        subscriber(f"subscriber{number}@example.test")
    digest = digest_of(StoryPageFactory())
    with translation.override("en"), django_assert_num_queries(DIGEST_QUERIES):
        send_digest(digest, school)


DIGEST_QUERIES = 14


def test_a_sent_digest_keeps_what_it_said_about_a_story(school, admin_client, settings):
    subscriber()
    story, other = StoryPageFactory(title="Sore back", lede="Why it is."), StoryPageFactory()
    digest = digest_of(story, other)
    send_digest(digest, school)
    other.title = "Another title"
    other.save()
    StoryPage.objects.get(pk=story.pk).delete()

    assert digest.stories.first().title == "Sore back"
    said = admin_client.get(f"/admin/digest/{digest.pk}/send/").context["text"]
    (sent,) = OutgoingMail.objects.values_list("text", flat=True)
    assert said.partition("--")[0] == sent.partition("--")[0]
    assert f"Sore back\nWhy it is.\n{settings.SITE_URL}/stories/sore-back/\n" in said


def test_a_deleted_story_is_removed_from_unsent_digests(school):
    story, other = StoryPageFactory(), StoryPageFactory()
    digest = digest_of(story, other)
    StoryPage.objects.get(pk=story.pk).delete()

    assert [line.story for line in digest.stories.all()] == [other]
