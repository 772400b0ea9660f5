"""Requests for information, and what the admissions office did about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.curriculum.models import Program
from home.core.fields.names import NameField
from home.core.school_time import day_of
from home.mail.models.mail import MailAbout, with_its_mail


class Enquiry(models.Model):
    """One request for information, kept until `erase_on` and then erased."""

    class Start(models.TextChoices):
        SOON = "soon", _("As soon as I can")
        YEAR = "year", _("Within a year")
        LATER = "later", _("Later")
        UNSURE = "unsure", _("I don't know yet")

    class ReachBy(models.TextChoices):
        EMAIL = "email", _("By email")
        CALL = "call", _("By phone")
        TEXT = "text", _("By text message")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        IN_CONTACT = "in_contact", _("In contact")
        VISITING = "visiting", _("Coming to visit")
        APPLIED = "applied", _("Applied")
        CLOSED = "closed", _("Closed")

    name = NameField(_("your name"), max_length=120)
    email = models.EmailField(_("email address"))
    phone = models.CharField(_("phone"), max_length=25, blank=True)
    program = models.ForeignKey(
        Program,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("program"),
    )
    start = models.CharField(
        _("when would you like to start?"), max_length=10, choices=Start.choices
    )
    reach_by = models.CharField(
        _("how should we contact you?"),
        max_length=10,
        choices=ReachBy.choices,
        default=ReachBy.EMAIL,
    )
    message = models.TextField(_("what would you like to know?"), max_length=3000, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    consent = models.TextField(_("consent"), help_text=_("The exact text that was agreed to."))
    received_at = models.DateTimeField(_("received at"))
    erase_on = models.DateField(_("deleted on"))
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.NEW
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    version = models.PositiveIntegerField(
        _("version"), default=1, editable=False, help_text=_("Increases with each change.")
    )

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index("status", "received_at", name="enquiries_by_status"),
            models.Index("erase_on", name="enquiries_to_erase"),
        ]

    def __str__(self) -> str:
        return self.name

    def notes_as_text(self) -> str:
        """Return all notes as text, oldest first, for a spreadsheet cell."""
        return "\n".join(f"{note.heading}: {note.text}" for note in self.notes.all())


class EnquiryMail(MailAbout):
    """Links an enquiry to mail that quotes it, whether sent to the person or to the office."""

    about = models.ForeignKey(
        Enquiry, with_its_mail, related_name="mails", verbose_name=_("inquiry")
    )


class EnquiryNote(models.Model):
    """A note someone in the office wrote about an enquiry."""

    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, related_name="notes", verbose_name=_("inquiry")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written at"))
    text = models.TextField(_("note"), max_length=3000)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def heading(self) -> str:
        return f"{day_of(self.written_at)}, {self.written_by or '–'}"
