"""A story's dates. Readers never see a future one."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from home.core.models.bases import AbstractPart
from home.core.school_time import day_of, today


class CarriesItsDays(AbstractPart):
    """The publication date is the day a story went live, or an earlier one entered by its editor."""

    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_(
            "Leave this empty to use the date the story goes live. Enter a date only if the story "
            "is older than its page. Lists are sorted by this date."
        ),
    )
    updated_on = models.DateField(
        _("updated on"),
        null=True,
        blank=True,
        help_text=_("Only if the content has changed. Fixing a comma doesn't count."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        began = min(self.published_on, self.day) if self.published_on else None
        if began and self.updated_on and self.updated_on < began:
            raise ValidationError({"updated_on": _("It can't be before the story was published.")})
        if self.live and not self.waits:
            self.take_days()

    @property
    def waits(self) -> bool:
        """Whether this version is scheduled to go live later."""
        return bool(self.go_live_at and self.go_live_at > timezone.now())

    @property
    def day(self) -> date:
        """Return the date that readers see, or would see if a draft went live when it is due, else today."""
        latest = day_of(self.go_live_at) if self.waits else today()
        went_live = self.first_published_at and day_of(self.first_published_at)
        is_first_time_by_clock = self.go_live_at and not went_live
        if is_first_time_by_clock or self.published_on is None or self.published_on > latest:
            return went_live or latest
        return self.published_on

    def take_days(self) -> None:
        """Replace the entered dates with the ones that readers see."""
        self.published_on = self.day
        if self.updated_on:
            updated_on = min(self.updated_on, today())
            self.updated_on = updated_on if updated_on >= self.published_on else None

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish with dates computed now, since the editor could not know when it would go live."""
        story = revision.as_object()
        if story.waits:
            super().publish(revision, *args, **kwargs)
            return
        if original := story.live_original():
            story.published_on = original.published_on
        story.take_days()
        with transaction.atomic():
            story.keep_days_in(revision)
            super().publish(revision, *args, **kwargs)
            story.hand_day_to_translations()

    def keep_days_in(self, revision: Revision) -> None:
        """Store the dates that readers see, so that the form shows them."""
        revision.content |= {
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "updated_on": self.updated_on.isoformat() if self.updated_on else None,
        }
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)

    def live_original(self) -> Self | None:
        """Return the live original in the site's first language, if this is a translation."""
        versions = type(self).objects.filter(translation_key=self.translation_key).live()
        originals = versions.filter(locale__language_code=settings.LANGUAGE_CODE)
        return originals.exclude(pk=self.pk).first()

    def hand_day_to_translations(self) -> None:
        if self.locale.language_code == settings.LANGUAGE_CODE:
            versions = type(self).objects.filter(translation_key=self.translation_key)
            translations = versions.live().exclude(pk=self.pk)
            translations.update(published_on=self.published_on)
            translations.filter(updated_on__lt=self.published_on).update(updated_on=None)
