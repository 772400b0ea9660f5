"""The newsletter: nobody gets it who did not confirm, nobody twice, and one click leaves."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from home.links_in_mail import token_for
from home.models import DeadAddress, DigestStory, OutgoingMail, SiteSettings, Subscriber
from home.models.newsletter import Digest
from home.services.newsletter import (
    AlreadySent,
    NoReaders,
    NothingToSend,
    confirm_newsletter,
    forget_unconfirmed,
    forget_who_left,
    leave_newsletter,
    send_digest,
    send_test,
)
from home.services.outbox import post_mail, send_due
from home.services.refusals import mark_dead
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory
from tests.honest_forms import fill_in
from tests.mail_server import running_mail_server

pytestmark = pytest.mark.django_db

ASKED = {"email": "Ana@Example.test", "agree": "on"}


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    fields = {"name": "Palmetto College", "address": "214 Palmetto Avenue"}
    return SiteSettings.objects.update_or_create(site=site, defaults=fields)[0]


def reader(email="ana@example.test", state="confirmed", topics=(), language="en") -> Subscriber:
    made = Subscriber.objects.create(
        email=email, state=state, language=language, consent="I agree.", asked_at=timezone.now()
    )
    made.topics.set(topics)
    return made


def send_soon() -> None:
    """Send what is due: forms are filled in some seconds ahead of the clock, see `fill_in`."""
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        send_due()


def digest_of(*stories, **fields) -> Digest:
    digest = Digest.objects.create(**{"subject": "Autumn letter", **fields})
    for order, story in enumerate(stories):
        DigestStory.objects.create(digest=digest, story=story, sort_order=order)
    return digest


def link_in(mail, part: str) -> str:
    return re.search(
        rf"http\S+({re.escape(part)}\S+)", mail if isinstance(mail, str) else mail.text
    )[1]


def test_from_asking_to_leaving_over_a_real_mail_server(client, school):
    with running_mail_server() as server:
        assert fill_in(client, "/newsletter/", ASKED).status_code == 303
        with pytest.raises(NoReaders):
            send_digest(digest_of(StoryPageFactory()), school)  # not confirmed yet
        send_soon()
        (question,) = server.mailbox
        confirm = link_in(question.get_content(), "/newsletter/confirm/")
        assert Subscriber.objects.get().state == "asked"
        client.get(confirm)
        assert Subscriber.objects.get().state == "asked"  # a link alone confirms nothing
        assert "on the list" in client.post(confirm).text

        story = StoryPageFactory(title="Why touch helps")
        assert send_digest(digest_of(story), school) == 1
        send_soon()
        letter = server.mailbox[1]
        assert letter["To"] == "ana@example.test"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Why touch helps" in letter.get_body(["plain"]).get_content()
        html = letter.get_body(["html"]).get_content()
        assert f'href="{settings.SITE_URL}/stories/why-touch-helps/"' in html
        assert "<img" not in html  # nothing in it watches

    assert b"List-Unsubscribe: \r\n <http" in server.raw[1]  # folded, not encoded
    leave = re.fullmatch(r"<http://[^/]+(/\S+)>", letter["List-Unsubscribe"].strip())[1]
    mail_program = Client(enforce_csrf_checks=True)
    answer = mail_program.post(leave, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscriber.objects.get().state == "left"
    assert mail_program.post(leave).status_code == 200


def test_following_the_link_to_leave_only_shows_a_button(client):
    here = reader()
    answer = client.get(f"/newsletter/unsubscribe/{token_for('newsletter_unsubscribe', here.pk)}/")

    assert "<form" in answer.text
    here.refresh_from_db()
    assert here.state == "confirmed"


def test_no_answer_tells_whether_an_address_is_known(client):
    reader("known@example.test")
    pages = []
    for email in ("known@example.test", "new@example.test"):
        answer = fill_in(client, "/newsletter/", {"email": email, "agree": "on"})
        pages.append((answer.status_code, answer["Location"], client.get(answer["Location"]).text))

    assert len({(status, where) for status, where, _ in pages}) == 1


def test_whoever_gets_it_already_is_sent_their_choices_and_stays_confirmed(client):
    known = reader("known@example.test")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=1))
    fill_in(client, "/newsletter/", {"email": "known@example.test", "agree": "on"})

    mail = OutgoingMail.objects.get()
    assert "/newsletter/preferences/" in mail.text
    known.refresh_from_db()
    assert known.state == "confirmed"


def test_pressing_the_button_again_fills_nobodys_mailbox(client):
    for _ in range(3):
        fill_in(client, "/newsletter/", ASKED)

    assert OutgoingMail.objects.count() == 1


def test_whoever_left_may_come_back_by_confirming_anew(client):
    gone = reader(state="left")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=1))
    old_link = f"/newsletter/confirm/{token_for('newsletter_confirm', gone.pk)}/"
    client.post(old_link)
    gone.refresh_from_db()
    assert gone.state == "left"  # a link from before does not bring anyone back

    fill_in(client, "/newsletter/", ASKED)
    client.post(link_in(OutgoingMail.objects.get(), "/newsletter/confirm/"))

    gone.refresh_from_db()
    assert (gone.state, gone.left_at) == ("confirmed", None)


@pytest.mark.parametrize("purpose", ["confirm", "preferences", "unsubscribe"])
def test_a_forged_link_and_one_for_another_purpose_lead_nowhere(client, purpose):
    here = reader()
    other = {"confirm": "preferences", "preferences": "unsubscribe", "unsubscribe": "confirm"}

    for token in (
        "forged",
        f"{here.pk}",
        token_for(f"newsletter_{other[purpose]}", here.pk),
        token_for(f"newsletter_{purpose}", 0),
    ):
        assert client.post(f"/newsletter/{purpose}/{token}/").status_code == 404


def test_readers_choose_their_topics_and_get_no_others(client, school):
    pain, work = StoryCategoryFactory(), StoryCategoryFactory(name="Work", slug="work")
    about_work = StoryPageFactory(title="A day at work", category=work)
    about_pain = StoryPageFactory(title="Backs", category=pain)
    here, everything = reader(), reader("bo@example.test")
    reader("cy@example.test", topics=[StoryCategoryFactory(name="Other", slug="other")])
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


def test_a_digest_goes_out_once(school):
    reader()
    digest = digest_of(StoryPageFactory())
    assert send_digest(digest, school) == 1
    with pytest.raises(AlreadySent):
        send_digest(digest, school)

    assert OutgoingMail.objects.count() == 1


def test_a_digest_without_a_readable_story_is_not_sent(school):
    reader()
    digest = digest_of(StoryPageFactory(live=False))
    with pytest.raises(NothingToSend):
        send_digest(digest, school)
    with pytest.raises(NothingToSend):
        send_test(digest, "edie@palmetto.test", school)

    digest.refresh_from_db()
    assert digest.sent_at is None


def test_a_digest_that_nobody_gets_stays_unsent(school):
    reader(topics=[StoryCategoryFactory(name="Other", slug="other")])
    digest = digest_of(StoryPageFactory())
    with pytest.raises(NoReaders):
        send_digest(digest, school)

    digest.refresh_from_db()
    assert digest.sent_at is None


def test_who_leaves_while_a_letter_waits_does_not_get_it(school):
    gone, here = reader(), reader("bo@example.test")
    send_digest(digest_of(StoryPageFactory()), school)
    leave_newsletter(gone)
    with running_mail_server() as server:
        send_due()

    assert [mail["To"] for mail in server.mailbox] == [here.email]
    assert not OutgoingMail.objects.filter(to=gone.email).exists()


@pytest.mark.parametrize(("reason", "dead"), [("bounced", 0), ("complained", 1)])
def test_who_confirms_anew_shows_that_the_address_lives(reason, dead):
    back = reader(state="asked")
    mark_dead(back.email, reason, timezone.now())
    confirm_newsletter(back)

    assert DeadAddress.objects.count() == dead


def test_a_reader_without_a_letter_is_told_so_and_chooses_nothing(client):
    gone = reader(state="left")
    page = f"/newsletter/preferences/{token_for('newsletter_preferences', gone.pk)}/"
    answer = client.post(page, {"language": "es"})

    assert "Saved" not in answer.text
    assert "No letters come to you at present" in client.get(page).text
    gone.refresh_from_db()
    assert gone.language == "en"


def test_an_address_that_left_is_erased_after_two_years_with_our_mail_to_it():
    now = timezone.now()
    for email, days in (("old@example.test", 731), ("new@example.test", 700)):
        gone = reader(email, state="left")
        Subscriber.objects.filter(pk=gone.pk).update(left_at=now - timedelta(days=days))
        post_mail(to=email, subject="Hello", text="Hello", subscriber=gone)

    assert forget_who_left() == 1
    assert Subscriber.objects.get().email == "new@example.test"
    assert OutgoingMail.objects.get().to == "new@example.test"


def test_topics_chosen_in_one_language_count_for_letters_in_another(client, school):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    pain, work = StoryCategoryFactory(), StoryCategoryFactory(name="Work", slug="work")
    only_english = StoryCategoryFactory(name="News", slug="news")
    dolor, trabajo = (
        StoryCategoryFactory(
            name=name, slug=name.lower(), locale=spanish, translation_key=topic.translation_key
        )
        for topic, name in ((pain, "Dolor"), (work, "Trabajo"))
    )
    here = reader(topics=[work, only_english])
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


def test_letters_in_the_readers_language_bring_the_topics_they_ticked_in_another(school):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    work = StoryCategoryFactory(name="Work", slug="work")
    trabajo = StoryCategoryFactory(
        name="Trabajo", slug="trabajo", locale=spanish, translation_key=work.translation_key
    )
    reader(language="es", topics=[work])

    assert send_digest(digest_of(StoryPageFactory(category=trabajo), language="es"), school) == 1


@pytest.mark.parametrize("subject", ["Autumn\nBcc: all@example.test", "Autumn\rletter"])
def test_the_subject_of_a_digest_is_one_line(subject):
    with pytest.raises(ValidationError, match="one line"):
        Digest(subject=subject).full_clean()


def test_a_digest_goes_to_the_readers_of_its_language(school):
    reader()
    reader("luz@example.test", language="es")
    assert send_digest(digest_of(StoryPageFactory(), language="es"), school) == 1

    mail = OutgoingMail.objects.get()
    assert mail.to == "luz@example.test"
    assert "/es/newsletter/unsubscribe/" in mail.headers["List-Unsubscribe"]


def test_an_address_that_complained_gets_no_digest(school):
    mark_dead("ana@example.test", "complained", timezone.now())
    reader()
    send_digest(digest_of(StoryPageFactory()), school)
    with running_mail_server() as server:
        send_due()

    assert server.mailbox == []


@pytest.mark.parametrize("readers", [3, 60])
def test_writing_a_digest_costs_the_same_for_few_readers_and_many(
    school, readers, django_assert_num_queries
):
    for number in range(readers):
        reader(f"reader{number}@example.test")
    digest = digest_of(StoryPageFactory())
    with translation.override("en"), django_assert_num_queries(DIGEST_QUERIES):
        send_digest(digest, school)


DIGEST_QUERIES = 12


def test_addresses_that_never_confirmed_are_forgotten_after_a_month():
    reader("new@example.test", state="asked")
    old = reader("old@example.test", state="asked")
    kept = reader("kept@example.test")
    Subscriber.objects.filter(pk__in=[old.pk, kept.pk]).update(
        asked_at=timezone.now() - timedelta(days=31)
    )

    assert forget_unconfirmed() == 1
    assert {each.email for each in Subscriber.objects.all()} == {
        "new@example.test",
        "kept@example.test",
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Without your consent"),
        ({"email": "ana"}, "valid email address"),
        ({"email": "ana@example.test\nBcc: all@example.test"}, "valid email address"),
        ({"email": "a" * 2_000_000 + "@example.test"}, "at most 254 characters"),
        ({"website": "https://spam.test"}, "hidden field"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_address_that_will_not_do_is_refused_in_a_sentence(client, changes, sentence):
    answer = fill_in(client, "/newsletter/", ASKED | changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Subscriber.objects.exists()
