"""Mail waiting to be sent, and addresses that accept none."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200


class OutgoingMail(models.Model):
    """One mail to one address, written in the same transaction as the change that causes it.

    It is sent at least once: if a worker dies between sending it and recording that, the next one sends it
    again. `message_id` stays the same, so that mail programs show both as one.

    A mail that contains a person's data is erased with their row: see `MailAbout`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        TOO_LATE = "too_late", _("Too late, not sent")

    class Priority(models.IntegerChoices):
        """Which mail goes first: someone is waiting for a sign-in link, but not for a newsletter."""

        ACCOUNT = 1, _("Account")
        NOTICE = 2, _("Notice")
        NEWSLETTER = 3, _("Newsletter")

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    attachments = models.JSONField(
        _("attachments"),
        default=list,
        blank=True,
        help_text=_("Each with its name, media type and text."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NOTICE
    )
    message_id = models.CharField(_("message ID"), max_length=120, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    written_at = models.DateTimeField(_("written at"))
    due_at = models.DateTimeField(_("scheduled for"))
    send_before = models.DateTimeField(
        _("send before"),
        null=True,
        blank=True,
        help_text=_("After this, it would no longer be useful."),
    )
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.TextField(_("problem"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing email")
        verbose_name_plural = _("outgoing emails")
        indexes = [
            models.Index(
                "priority", "due_at", "id", condition=Q(state="waiting"), name="mail_by_priority"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def is_bulk(self) -> bool:
        """Whether it is mail to many people."""
        return self.priority == self.Priority.NEWSLETTER


def with_its_mail(
    collector: Collector, field: models.ForeignKey, links: models.QuerySet, using: str
) -> None:
    """Delete the mail about a row together with the row, sent or not; for `on_delete`."""
    models.CASCADE(collector, field, links, using)
    collector.collect(OutgoingMail.objects.using(using).filter(pk__in=[link.pk for link in links]))


class MailAbout(models.Model):
    """Links a mail to the row it is about, so that both are erased together.

    Each kind of row that mail can be about has such a table, whose `about` points at it:

        about = models.ForeignKey(Registration, with_its_mail, related_name="mails")
    """

    about: Any
    mail = models.OneToOneField(
        OutgoingMail, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("mail")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.about}: {self.mail}"


class DeadAddress(models.Model):
    """An address that no longer receives bulk mail."""

    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("Rejected by its server")
        COMPLAINED = "complained", _("Marked as spam by its owner")

    address = models.EmailField(
        _("address"),
        unique=True,
        help_text=_("In lowercase, so that two spellings count as one address."),
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    since = models.DateTimeField(_("since"))
    details = models.TextField(_("details"), blank=True)

    class Meta:
        verbose_name = _("undeliverable address")
        verbose_name_plural = _("undeliverable addresses")

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        super().clean()
        self.address = self.address.lower()
