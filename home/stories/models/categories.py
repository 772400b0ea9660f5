"""Story categories."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

from home.core.fields.names import NameField


@register_snippet
class StoryCategory(TranslatableMixin, models.Model):
    """The category a story is listed under; every story has exactly one."""

    name = NameField(
        _("name"), max_length=40, help_text=_("One to three words, as shown on cards.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=50,
        help_text=_("The last part of its web address, such as pain-and-relief."),
    )
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("One sentence shown above its stories."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("story category")
        verbose_name_plural = _("story categories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "locale",
                "slug",
                name="one_story_category_at_an_address",
                violation_error_message=_("Another category already uses this address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Report a taken slug at its field: the form has no language field, so it skips the constraint."""
        super().clean()
        others = type(self).objects.filter(locale=self.locale_id, slug=self.slug)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another category already uses this address.")})
