"""Subscribers get stories on the topics they chose, whatever language they chose them in."""

import pytest
from wagtail.models import Locale

from home.mail.models import OutgoingMail
from home.mail.signed_links import token_for
from home.newsletter.services.newsletter import send_digest
from tests.factories.newsletter import digest_of, subscriber
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory

pytestmark = pytest.mark.django_db


def test_subscribers_choose_their_topics_and_get_no_others(client, school):
    pain, work = StoryCategoryFactory(), StoryCategoryFactory(name="Work", slug="work")
    about_work = StoryPageFactory(title="A day at work", category=work)
    about_pain = StoryPageFactory(title="Backs", category=pain)
    here, everything = subscriber(), subscriber("bo@example.test")
    subscriber("cy@example.test", topics=[StoryCategoryFactory(name="Other", slug="other")])
    chosen = client.post(
        f"/newsletter/preferences/{token_for('newsletter_preferences', here.pk)}/",
        {"topics": [work.pk], "language": "en"},
    )
    assert "Saved" in chosen.text

    assert send_digest(digest_of(about_pain, about_work), school) == 2
    texts = {mail.to: mail.text for mail in OutgoingMail.objects.all()}
    assert "A day at work" in texts[here.email]
    assert "Backs" not in texts[here.email]
    assert "Backs" in texts[everything.email]
    assert "cy@example.test" not in texts


def test_people_who_unsubscribed_are_told_so_and_cannot_choose(client):
    gone = subscriber(state="left")
    page = f"/newsletter/preferences/{token_for('newsletter_preferences', gone.pk)}/"
    answer = client.post(page, {"language": "es"})

    assert "Saved" not in answer.text
    assert "get the newsletter right now" in client.get(page).text
    gone.refresh_from_db()
    assert gone.language == "en"


def test_topics_chosen_in_one_language_apply_to_digests_in_another(client, school):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    pain, work = StoryCategoryFactory(), StoryCategoryFactory(name="Work", slug="work")
    only_english = StoryCategoryFactory(name="News", slug="news")
    dolor, trabajo = (
        StoryCategoryFactory(
            name=name, slug=name.lower(), locale=spanish, translation_key=topic.translation_key
        )
        for topic, name in ((pain, "Dolor"), (work, "Trabajo"))
    )
    here = subscriber(topics=[work, only_english])
    link = f"/newsletter/preferences/{token_for('newsletter_preferences', here.pk)}/"

    offered = client.get(f"/es{link}").context["form"]["topics"]
    assert set(offered.value()) == {trabajo.pk, only_english.pk}
    client.post(f"/es{link}", {"topics": offered.value(), "language": "es"})

    assert set(here.topics.all()) == {trabajo, only_english}
    assert set(client.get(link).context["form"]["topics"].value()) == {work.pk, only_english.pk}
    stories = [StoryPageFactory(title=f"On {each}", category=each) for each in (dolor, trabajo)]
    assert send_digest(digest_of(*stories, language="es"), school) == 1
    assert "On Trabajo" in OutgoingMail.objects.get().text
    assert "On Dolor" not in OutgoingMail.objects.get().text


def test_digests_in_the_subscribers_language_have_the_topics_chosen_in_another(school):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    work = StoryCategoryFactory(name="Work", slug="work")
    trabajo = StoryCategoryFactory(
        name="Trabajo", slug="trabajo", locale=spanish, translation_key=work.translation_key
    )
    subscriber(language="es", topics=[work])

    assert send_digest(digest_of(StoryPageFactory(category=trabajo), language="es"), school) == 1
