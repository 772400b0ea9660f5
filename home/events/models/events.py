"""Events and the people registered for them. The page about an event is only a brochure."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, PositiveIntegerField, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField
from home.core.school_time import day_of
from home.mail.models.mail import MailAbout, with_its_mail


def taken(event: str) -> Coalesce:
    """Return how many places of the event are taken, for queries in which `event` names its key."""
    registered = Registration.objects.filter(
        event=OuterRef(event), state=Registration.State.REGISTERED
    )
    people = registered.order_by().values("event").annotate(sum=Sum("people")).values("sum")
    return Coalesce(Subquery(people, output_field=PositiveIntegerField()), 0)


def is_waited_for(event: str) -> Exists:
    """Return whether anyone is on the waiting list, for queries as in `taken`."""
    waiting = Registration.objects.filter(event=OuterRef(event), state=Registration.State.WAITING)
    return Exists(waiting)


class EventQuerySet(models.QuerySet):
    def with_taken(self) -> "EventQuerySet":
        """Annotate how many places are taken, and whether anyone is waiting for one."""
        return self.annotate(taken=taken("pk"), is_waited_for=is_waited_for("pk"))


class Event(models.Model):
    """One occasion at one time. Registrations point at it, whatever its page says."""

    name = NameField(_("name"), max_length=120, help_text=_("The name in emails and calendars."))
    starts_at = models.DateTimeField(
        _("starts"),
        help_text=_("If this, the end or the place changes, we email everyone who registered."),
    )
    ends_at = models.DateTimeField(
        _("ends"), help_text=_("After this, the page moves to past events.")
    )
    venue = models.TextField(
        _("where"), max_length=300, help_text=_("The address for visitors, line by line.")
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty for no limit.")
    )
    is_called_off = models.BooleanField(
        _("canceled"),
        default=False,
        help_text=_("Everyone who registered is emailed within a minute."),
    )

    objects = EventQuerySet.as_manager()

    taken: int  # both from `with_taken`
    is_waited_for: bool

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index("starts_at", name="events_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="an_event_ends_after_it_begins",
                violation_error_message=_("It can't end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {date_format(day_of(self.starts_at))}"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It can't end before it starts.")})

    @property
    def ends_another_day(self) -> bool:
        return day_of(self.starts_at) != day_of(self.ends_at)

    def is_open(self, now: datetime) -> bool:
        """Whether people may still register."""
        return not self.is_called_off and now < self.starts_at

    @property
    def places_left(self) -> int | None:
        """Return how many places are free; None if there is no limit. Needs `with_taken`."""
        return None if self.places is None else max(self.places - self.taken, 0)


class Registration(models.Model):
    """One person's registration, perhaps with guests."""

    class State(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Canceled")

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    name = NameField(_("your name"), max_length=120)
    email = models.EmailField(_("email address"))
    people = models.PositiveSmallIntegerField(_("how many people are coming?"), default=1)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    consent = models.TextField(_("consent"), help_text=_("The exact text that was agreed to."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    registered_at = models.DateTimeField(_("registered at"))
    start_told = models.DateTimeField(
        _("time announced"),
        null=True,
        blank=True,
        help_text=_("The start time given in our last email. Empty once we've said it's canceled."),
    )
    end_told = models.DateTimeField(_("end announced"), null=True, blank=True)
    venue_told = models.TextField(_("place announced"), blank=True)
    times_told = models.PositiveSmallIntegerField(_("emails about the time"), default=0)
    told_at = models.DateTimeField(_("last email"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(state="cancelled"),
                name="one_registration_per_event_and_address",
                violation_error_message=_("This address is already registered for this event."),
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1),
                name="somebody_comes",
                violation_error_message=_("At least one person must be coming."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegistrationMail(MailAbout):
    """Links a registration to mail written about it."""

    about = models.ForeignKey(
        Registration, with_its_mail, related_name="mails", verbose_name=_("registration")
    )
