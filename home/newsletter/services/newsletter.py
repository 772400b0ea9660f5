"""WRITE: people ask for the newsletter, confirm, choose, leave; an editor's digest goes out once."""

from collections.abc import Sequence
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
from home.mail.services.outbox import Letter, post_mail, post_mails
from home.mail.services.refusals import revive
from home.mail.signed_links import CONFIRM_WITHIN, link_for
from home.newsletter.models import (
    Digest,
    DigestDelivery,
    DigestStory,
    Subscriber,
)
from home.newsletter.selectors.digests import (
    Edition,
    Line,
    editions,
    line_of,
    readable_stories,
)
from home.site.models import SiteSettings
from home.stories.models import StoryPage

State = Subscriber.State
ASKED_AGAIN_AFTER = timedelta(minutes=10)  # nobody's mailbox is filled by pressing a button
UNCONFIRMED_FOR = timedelta(days=30)
LEFT_KEPT = timedelta(days=round(LEFT_KEPT_MONTHS * 30.44))
BATCH = 500


@transaction.atomic
def ask_for_newsletter(*, email: str, language: str, topics, consent: str, school) -> None:
    """Write to the address and ask whether it wants this. Nothing tells what is known of it.

    Whoever gets the newsletter already is sent the link to their choices instead.
    """
    now = timezone.now()
    asked = {"language": language, "consent": consent, "asked_at": now}
    reader, is_new = Subscriber.objects.select_for_update().get_or_create(
        email=email.lower(), defaults=asked
    )
    just_asked = not is_new and reader.asked_at > now - ASKED_AGAIN_AFTER
    if just_asked and reader.state == State.ASKED:
        # Our letter is on its way already: only the answers are new.
        Subscriber.objects.filter(pk=reader.pk).update(language=language, consent=consent)
        reader.topics.set(topics)
    if just_asked and reader.state != State.LEFT:
        return
    if not is_new:
        Subscriber.objects.filter(pk=reader.pk).update(asked_at=now)
    if reader.state == State.CONFIRMED:
        write(
            reader,
            school,
            _("You get our newsletter"),
            "newsletter_known",
            "newsletter_preferences",
        )
        return
    Subscriber.objects.filter(pk=reader.pk).update(state=State.ASKED, **asked)
    reader.topics.set(topics)
    write(
        reader,
        school,
        _("Please confirm: our newsletter"),
        "newsletter_confirm",
        "newsletter_confirm",
    )


def write(reader: Subscriber, school: SiteSettings, subject: str, text: str, purpose) -> None:
    words = {"school": school, "link": link_for(purpose, reader.pk)}
    text = render_to_string(f"home_newsletter/emails/{text}.txt", words)
    works_for = CONFIRM_WITHIN if purpose == "newsletter_confirm" else None
    post_mail(
        to=reader.email,
        subject=subject,
        text=text,
        send_before=works_for and timezone.now() + timedelta(seconds=works_for),
        about=reader,
    )


@transaction.atomic
def confirm_newsletter(reader: Subscriber) -> None:
    """Begin to send. A second click changes nothing; whoever has left since must ask again.

    That our letter arrived shows that the address takes mail, whatever its server said before.
    """
    now = timezone.now()
    asked = Subscriber.objects.filter(pk=reader.pk, state=State.ASKED)
    if asked.update(state=State.CONFIRMED, confirmed_at=now, left_at=None):
        revive(reader.email)


@transaction.atomic
def choose_newsletter(reader: Subscriber, *, language: str, topics) -> bool:
    """Keep what a reader chose; return False for one who gets no letters."""
    here = Subscriber.objects.filter(pk=reader.pk, state=State.CONFIRMED)
    if not here.update(language=language):
        return False
    reader.topics.set(topics)
    return True


def leave_newsletter(reader: Subscriber) -> None:
    """Send nothing more, not even what waits in the outbox. A second click changes nothing."""
    here = Subscriber.objects.filter(pk=reader.pk).exclude(state=State.LEFT)
    here.update(state=State.LEFT, left_at=timezone.now())


def forget_unconfirmed() -> int:
    """Erase addresses that never confirmed; return how many."""
    before = timezone.now() - UNCONFIRMED_FOR
    return erase(Subscriber.objects.filter(state=State.ASKED, asked_at__lt=before))


def forget_who_left() -> int:
    """Erase addresses that left long ago; return how many."""
    before = timezone.now() - LEFT_KEPT
    return erase(Subscriber.objects.filter(state=State.LEFT, left_at__lt=before))


def erase(readers: QuerySet[Subscriber]) -> int:
    _rows, by_model = readers.delete()
    return by_model.get(Subscriber._meta.label, 0)


class AlreadySent(Exception):
    """This digest went out before: it is never sent twice."""


class NothingToSend(Exception):
    """The digest has no story that everyone may read."""


class NoReaders(Exception):
    """Nobody gets letters in the digest's language on the topics of its stories."""


@transaction.atomic
def send_digest(digest: Digest, school: SiteSettings) -> int:
    """Write the digest to every reader who wants one of its stories; return how many they are.

    Raises AlreadySent, NothingToSend and NoReaders: then it may still be sent.
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
        for batch in editions(digest, stories, BATCH):
            DigestDelivery.objects.bulk_create(
                DigestDelivery(digest=digest, subscriber=edition.reader) for edition in batch
            )
            written += len(post_mails(letter_of(digest, edition, school) for edition in batch))
    if not written:
        raise NoReaders
    Digest.objects.filter(pk=digest.pk).update(sent_to=F("sent_to") + written)
    return written


def keep_as_sent(digest: Digest, stories: Sequence[StoryPage]) -> None:
    """Keep what the letter says of each story, whatever becomes of it."""
    for story in stories:
        says = asdict(line_of(story))
        DigestStory.objects.filter(digest=digest, story=story).update(**says)


def send_test(digest: Digest, to: str, school: SiteSettings) -> None:
    """Write the whole digest to its editor alone. Its links to leave lead to nobody."""
    stories = readable_stories(digest)
    if not stories:
        raise NothingToSend
    with written_for(digest.language):
        reader = Subscriber(pk=0, email=to)
        trial = letter(digest, reader, [line_of(story) for story in stories], school)
    post_mails([trial])


def letter_of(digest: Digest, edition: Edition, school: SiteSettings) -> Letter:
    return letter(digest, edition.reader, [line_of(each) for each in edition.stories], school)


def letter(
    digest: Digest, reader: Subscriber, lines: Sequence[Line], school: SiteSettings
) -> Letter:
    """Return one reader's letter. Its headers let mail programs unsubscribe: RFC 8058."""
    leave = link_for("newsletter_unsubscribe", reader.pk)
    words = {
        "digest": digest,
        "lines": lines,
        "school": school,
        "leave": leave,
        "choices": link_for("newsletter_preferences", reader.pk),
    }
    return Letter(
        to=reader.email,
        subject=digest.subject,
        text=render_to_string("home_newsletter/emails/digest.txt", words),
        html=render_to_string("home_newsletter/emails/digest.html", words),
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        priority=OutgoingMail.Priority.NEWSLETTER,
        about=reader if reader.pk else None,
    )
