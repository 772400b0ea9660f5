"""The newsletter: its subscribers, and what was sent to whom."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.mail.models.mail import MailAbout, with_its_mail


class Subscriber(models.Model):
    """An address that asked for the newsletter. Only confirmed addresses get it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Signed up, not confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        LEFT = "left", _("Unsubscribed")

    email = models.EmailField(
        _("email address"),
        unique=True,
        help_text=_("In lowercase, so that two spellings count as one."),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    topics = models.ManyToManyField(
        "home_stories.StoryCategory",
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("Leave empty to receive every topic."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    consent = models.TextField(_("consent"), help_text=_("The exact text that was agreed to."))
    asked_at = models.DateTimeField(_("signed up at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    left_at = models.DateTimeField(_("unsubscribed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["email"]
        indexes = [models.Index("state", "language", name="subscribers_by_language")]

    def __str__(self) -> str:
        return self.email


class SubscriberMail(MailAbout):
    """Links a subscriber to mail written to them."""

    about = models.ForeignKey(
        Subscriber, with_its_mail, related_name="mails", verbose_name=_("subscriber")
    )


class Digest(ClusterableModel):
    """An issue of the newsletter: selected stories in one language. Once sent, it never changes."""

    subject = models.CharField(
        _("subject"),
        max_length=120,
        help_text=_("What subscribers see in their inbox. Six to nine words work best."),
    )
    greeting = models.TextField(
        _("greeting"),
        max_length=1000,
        blank=True,
        help_text=_("A few sentences shown above the stories."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Goes to subscribers who chose this language."),
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    sent_to = models.PositiveIntegerField(_("subscribers"), default=0, editable=False)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def clean(self) -> None:
        super().clean()
        if len(self.subject.splitlines()) > 1:
            raise ValidationError({"subject": _("Enter this on one line.")})


def only_what_was_not_sent(
    collector: Collector, field: models.ForeignKey, lines: models.QuerySet, using: str
) -> None:
    """Remove a deleted story from unsent digests; a sent digest keeps its line."""
    models.CASCADE(collector, field, lines.filter(digest__sent_at=None), using)
    models.SET_NULL(collector, field, lines.exclude(digest__sent_at=None), using)


class DigestStory(models.Model):
    """A story's place in a digest, with the text that was sent, once it was."""

    digest = ParentalKey(Digest, on_delete=models.CASCADE, related_name="stories")
    story = models.ForeignKey(
        "home_stories.StoryPage",
        only_what_was_not_sent,
        null=True,
        related_name="+",
        verbose_name=_("story"),
    )
    title = models.CharField(max_length=255, blank=True, editable=False)
    lede = models.TextField(blank=True, editable=False)
    address = models.TextField(blank=True, editable=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    sort_order_field = "sort_order"  # lets the admin's form drag the rows

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "story"], name="a_story_stands_once_in_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.story)


class DigestDelivery(models.Model):
    """Records that a digest was written to a subscriber, so that it never is twice."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "subscriber"], name="one_delivery_per_digest_and_subscriber"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest}: {self.subscriber}"
