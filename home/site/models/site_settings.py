"""What every page shows of the school: its name, location and contact details."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from home.core.blocks.links import LinksBlock
from home.core.fields.names import NameField
from home.core.fields.telephone import PHONE, phone_url
from home.core.fields.translated import InReadersLanguage, LanguageOf
from home.site.panels.site_settings import SITE_SETTINGS


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """The school's name and contact details for its site."""

    name = NameField(
        _("school's name"), max_length=80, help_text=_("As shown in the header of every page.")
    )
    legal_name = NameField(
        _("legal name"),
        max_length=120,
        blank=True,
        help_text=_("As registered. Shown in the footer. Leave empty to use the school's name."),
    )
    tagline = models.CharField(
        _("tagline"), max_length=160, blank=True, help_text=_("One sentence for the footer.")
    )
    tagline_es = models.CharField(
        _("tagline in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("The same for Spanish pages. Leave empty to show the English one."),
    )
    address = models.TextField(
        _("mailing address"),
        max_length=300,
        blank=True,
        help_text=_("Enter each line of the address on its own line."),
    )
    campus = models.TextField(
        _("campus address"),
        max_length=300,
        blank=True,
        help_text=_(
            "Where students learn, for transcripts. Leave empty if it is the mailing address."
        ),
    )
    phone = models.CharField(
        _("phone"),
        max_length=25,
        blank=True,
        validators=[PHONE],
        help_text=_("Shown in the footer, in emails and on pages that don't give another number."),
    )
    email = models.EmailField(
        _("email address"),
        blank=True,
        help_text=_("Shown in the footer. Requests for information are also sent here."),
    )
    approval = models.TextField(
        _("license and approval"),
        max_length=600,
        blank=True,
        help_text=_("Who licenses and approves the school, in the exact words they require."),
    )
    approval_es = models.TextField(
        _("license and approval in Spanish"),
        max_length=600,
        blank=True,
        help_text=_("The same for Spanish pages. Leave empty to show the English one."),
    )
    footer_links = StreamField(
        LinksBlock(max_num=8),
        blank=True,
        verbose_name=_("footer links"),
        help_text=_("For example: the catalog, the privacy notice and licensure by state."),
    )

    shown_tagline = InReadersLanguage("tagline")
    shown_approval = InReadersLanguage("approval")
    approval_language = LanguageOf("approval")
    panels = SITE_SETTINGS

    class Meta:
        verbose_name = _("school and footer")
        verbose_name_plural = _("school and footer")

    def __str__(self) -> str:
        return self.name

    @property
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.address.splitlines() if line.strip()]

    @property
    def phone_url(self) -> str:
        return phone_url(self.phone) if self.phone else ""
