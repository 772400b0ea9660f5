"""WRITE: sign up for the newsletter, confirm, choose topics, unsubscribe; send a digest once."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from home.core.consent import LEFT_KEPT_MONTHS
from home.core.school_time import written_for
from home.mail.models import OutgoingMail
from home.mail.services.outbox import Mail, post_mail, post_mails
from home.mail.services.refusals import revive
from home.mail.signed_links import link_for
from home.newsletter.models import Digest, DigestDelivery, DigestStory, Subscriber
from home.newsletter.selectors.digests import Line, Selection, line_of, readable_stories, selections
from home.site.models import SiteSettings
from home.stories.models import StoryCategory, StoryPage

State = Subscriber.State
WORKS_FOR = {"newsletter_confirm": timedelta(days=7)}  # other links never expire
ASKED_AGAIN_AFTER = timedelta(minutes=10)  # so that pressing the button can't flood a mailbox
UNCONFIRMED_FOR = timedelta(days=30)
LEFT_KEPT = timedelta(days=round(LEFT_KEPT_MONTHS * 30.44))
BATCH = 500


@transaction.atomic
def ask_for_newsletter(
    *,
    email: str,
    language: str,
    topics: Iterable[StoryCategory],
    consent: str,
    school: SiteSettings,
) -> None:
    """Mail the address a link to confirm. The response reveals nothing about the address.

    A current subscriber gets a link to their preferences instead.
    """
    now = timezone.now()
    asked = {"language": language, "consent": consent, "asked_at": now}
    subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(
        email=email.lower(), defaults=asked
    )
    just_asked = not is_new and subscriber.asked_at > now - ASKED_AGAIN_AFTER
    if just_asked and subscriber.state == State.ASKED:
        # Our mail is already on its way, so only the answers are updated.
        Subscriber.objects.filter(pk=subscriber.pk).update(language=language, consent=consent)
        subscriber.topics.set(topics)
    if just_asked and subscriber.state != State.LEFT:
        return
    if not is_new:
        Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=now)
    if subscriber.state == State.CONFIRMED:
        write(
            subscriber,
            school,
            _("You already get our newsletter"),
            "newsletter_known",
            "newsletter_preferences",
        )
        return
    Subscriber.objects.filter(pk=subscriber.pk).update(state=State.ASKED, **asked)
    subscriber.topics.set(topics)
    write(
        subscriber,
        school,
        _("Please confirm your newsletter subscription"),
        "newsletter_confirm",
        "newsletter_confirm",
    )


def write(
    subscriber: Subscriber, school: SiteSettings, subject: str, text: str, purpose: str
) -> None:
    words = {"school": school, "link": link_for(purpose, subscriber.pk)}
    text = render_to_string(f"home_newsletter/emails/{text}.txt", words)
    works_for = WORKS_FOR.get(purpose)
    post_mail(
        to=subscriber.email,
        subject=subject,
        text=text,
        send_before=works_for and timezone.now() + works_for,
        about=subscriber,
    )


@transaction.atomic
def confirm_newsletter(subscriber: Subscriber) -> None:
    """Start the subscription. A second click changes nothing; after leaving, one must sign up again.

    Since our mail arrived, the address works, whatever its server said before.
    """
    now = timezone.now()
    asked = Subscriber.objects.filter(pk=subscriber.pk, state=State.ASKED)
    if asked.update(state=State.CONFIRMED, confirmed_at=now, left_at=None):
        revive(subscriber.email)


@transaction.atomic
def choose_newsletter(
    subscriber: Subscriber, *, language: str, topics: Iterable[StoryCategory]
) -> bool:
    """Store a subscriber's choices; return False if they get no newsletter."""
    here = Subscriber.objects.filter(pk=subscriber.pk, state=State.CONFIRMED)
    if not here.update(language=language):
        return False
    subscriber.topics.set(topics)
    return True


def leave_newsletter(subscriber: Subscriber) -> None:
    """Stop all newsletters, including those in the outbox. A second click changes nothing."""
    here = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.LEFT)
    here.update(state=State.LEFT, left_at=timezone.now())


def forget_unconfirmed() -> int:
    """Erase addresses that never confirmed; return how many."""
    before = timezone.now() - UNCONFIRMED_FOR
    return erase(Subscriber.objects.filter(state=State.ASKED, asked_at__lt=before))


def forget_who_left() -> int:
    """Erase addresses that unsubscribed long ago; return how many."""
    before = timezone.now() - LEFT_KEPT
    return erase(Subscriber.objects.filter(state=State.LEFT, left_at__lt=before))


def erase(subscribers: QuerySet[Subscriber]) -> int:
    _rows, by_model = subscribers.delete()
    return by_model.get(Subscriber._meta.label, 0)


class AlreadySent(Exception):
    """This digest was already sent, and is never sent twice."""


class NothingToSend(Exception):
    """The digest has no public story."""


class NoSubscribers(Exception):
    """No subscriber in the digest's language wants the topics of its stories."""


@transaction.atomic
def send_digest(digest: Digest, school: SiteSettings) -> int:
    """Mail the digest to every subscriber who wants one of its stories; return how many.

    Raises AlreadySent, NothingToSend or NoSubscribers. In the last two cases it can still be sent.
    """
    stories = readable_stories(digest)
    if not stories:
        raise NothingToSend
    mine = Digest.objects.filter(pk=digest.pk, sent_at=None)
    if not mine.update(sent_at=timezone.now()):
        raise AlreadySent
    keep_as_sent(digest, stories)
    written = 0
    with written_for(digest.language):
        for batch in selections(digest, stories, BATCH):
            DigestDelivery.objects.bulk_create(
                DigestDelivery(digest=digest, subscriber=each.subscriber) for each in batch
            )
            written += len(post_mails(mail_of(digest, each, school) for each in batch))
    if not written:
        raise NoSubscribers
    Digest.objects.filter(pk=digest.pk).update(sent_to=F("sent_to") + written)
    return written


def keep_as_sent(digest: Digest, stories: Sequence[StoryPage]) -> None:
    """Store what the mail says about each story, whatever becomes of it."""
    for story in stories:
        says = asdict(line_of(story))
        DigestStory.objects.filter(digest=digest, story=story).update(**says)


def send_test(digest: Digest, to: str, school: SiteSettings) -> None:
    """Mail the whole digest to its editor only. Its unsubscribe links belong to nobody."""
    stories = readable_stories(digest)
    if not stories:
        raise NothingToSend
    with written_for(digest.language):
        editor = Subscriber(pk=0, email=to)
        trial = digest_mail(digest, editor, [line_of(story) for story in stories], school)
    post_mails([trial])


def mail_of(digest: Digest, selection: Selection, school: SiteSettings) -> Mail:
    lines = [line_of(story) for story in selection.stories]
    return digest_mail(digest, selection.subscriber, lines, school)


def digest_mail(
    digest: Digest, subscriber: Subscriber, lines: Sequence[Line], school: SiteSettings
) -> Mail:
    """Return the mail to one subscriber, with headers for one-click unsubscribing: RFC 8058."""
    leave = link_for("newsletter_unsubscribe", subscriber.pk)
    words = {
        "digest": digest,
        "lines": lines,
        "school": school,
        "leave": leave,
        "choices": link_for("newsletter_preferences", subscriber.pk),
    }
    return Mail(
        to=subscriber.email,
        subject=digest.subject,
        text=render_to_string("home_newsletter/emails/digest.txt", words),
        html=render_to_string("home_newsletter/emails/digest.html", words),
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        priority=OutgoingMail.Priority.NEWSLETTER,
        about=subscriber if subscriber.pk else None,
    )
