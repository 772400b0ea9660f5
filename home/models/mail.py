"""Mail that waits to be sent, and addresses that take none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def erased_with(model: str, name) -> models.ForeignKey:
    return models.ForeignKey(
        model, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=name
    )


class OutgoingMail(models.Model):
    """One mail to one address, written in the transaction that is its reason.

    It is sent at least once: a worker that dies between sending and saying so leaves it to the next.
    `message_id` stays the same, so that mail programs show the second one as the first.

    A mail that holds what a person sent us names their row, whoever it is written to, and is erased
    with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        TOO_LATE = "too_late", _("Too late, not sent")

    class Priority(models.IntegerChoices):
        """Which mail is sent first: people wait for a link to sign in, not for a newsletter."""

        ACCOUNT = 1, _("Account")
        NOTICE = 2, _("Notice")
        NEWSLETTER = 3, _("Newsletter")

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    attachments = models.JSONField(
        _("attachments"),
        default=list,
        blank=True,
        help_text=_("Each with its name, its media type and its text."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NOTICE
    )
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    written_at = models.DateTimeField(_("written at"))
    due_at = models.DateTimeField(_("due at"))
    send_before = models.DateTimeField(
        _("send before"),
        null=True,
        blank=True,
        help_text=_("After this it would tell nothing new."),
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    problem = models.TextField(_("problem"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    enquiry = erased_with("home.Enquiry", _("enquiry"))
    registration = erased_with("home.Registration", _("registration"))
    subscriber = erased_with("home.Subscriber", _("subscriber"))

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [
            models.Index(
                "priority", "due_at", "id", condition=Q(state="waiting"), name="mail_by_priority"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def is_bulk(self) -> bool:
        """Whether it goes to many people at once."""
        return self.priority == self.Priority.NEWSLETTER


class DeadAddress(models.Model):
    """An address to which mail to many is not sent any more."""

    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("Its server refused it")
        COMPLAINED = "complained", _("Its owner complained")

    address = models.EmailField(
        _("address"), unique=True, help_text=_("In small letters: two spellings are one address.")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    since = models.DateTimeField(_("since"))
    details = models.TextField(_("details"), blank=True)

    class Meta:
        verbose_name = _("dead address")
        verbose_name_plural = _("dead addresses")

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        super().clean()
        self.address = self.address.lower()
