"""People on the site: teachers, graduates and authors."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page, PageQuerySet

from home.core.addresses import address_above, full_address
from home.core.blocks.prose import SECTIONS
from home.core.fields.names import validate_name
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import (
    KnowsWhetherRestricted,
    VisitManager,
    for_this_reader,
    open_to_all,
)
from home.people.panels.person_pages import PERSON_INDEX_CONTENT, PERSON_PAGE_CONTENT

from .sections import sections_of

PLURALS = {"faculty": _("Faculty"), "graduate": _("Graduates"), "author": _("Authors")}


class PersonIndexPage(HasOwnAddress, Page):
    """Everyone who has a page."""

    lede = page_fields.lede()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["home_people.PersonPage"]
    max_count_per_parent = 1
    template = "home_people/person_index_page.html"
    content_panels = [*Page.content_panels, *PERSON_INDEX_CONTENT]

    class Meta:
        verbose_name = _("people index")
        verbose_name_plural = _("people indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        pages = open_to_all(PersonPage.objects.child_of(self)).order_by("path")
        people = list(PersonPage.ready_for_cards(pages))
        groups = [
            (kind, [each.card(request) for each in people if each.kind == kind])
            for kind in PersonPage.Kind
        ]
        return super().get_context(request, *args, **kwargs) | {
            "groups": [(kind, cards) for kind, cards in groups if cards]
        }


class PersonPage(HasOwnAddress, KnowsWhetherRestricted, ShownAsCard, Page):
    """One person. The page's title is their name."""

    class Kind(models.TextChoices):
        FACULTY = "faculty", _("Faculty")
        GRADUATE = "graduate", _("Graduate")
        AUTHOR = "author", _("Author")

        @property
        def plural(self) -> str:
            return str(PLURALS[self.value])

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.FACULTY,
        help_text=_("The heading this person appears under in the people index."),
    )
    credential = models.CharField(
        _("credential"),
        max_length=120,
        blank=True,
        help_text=_("For example: LMT, licensed massage therapist. Shown next to the name."),
    )
    photo = page_fields.picture(
        "beside text",
        "card",
        "byline",
        verbose_name=_("photo"),
        help_text=_("Shown next to the name and on cards, with the person's consent."),
    )
    lede = page_fields.lede(
        help_text=_("One or two sentences about this person, shown below the name and on cards.")
    )
    biography = RichTextField(
        _("biography"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("A few paragraphs about where they trained, what they do and why they teach."),
    )
    graduated_in = models.PositiveSmallIntegerField(
        _("graduation year"),
        null=True,
        blank=True,
        help_text=_("For graduates: the four-digit year. Recent graduates are shown first."),
    )

    title_is_a_name = True
    share_kind = "profile"  # from https://ogp.me/#types

    objects = VisitManager("photo")

    search_fields = searched("lede", "credential", "biography")
    parent_page_types = ["home_people.PersonIndexPage"]
    subpage_types: list[str] = []
    template = "home_people/person_page.html"
    content_panels = [*Page.content_panels, *PERSON_PAGE_CONTENT]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def clean(self) -> None:
        super().clean()
        try:
            validate_name(self.title)
        except ValidationError as error:
            raise ValidationError({"title": error}) from error

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        return pages.select_related("photo").prefetch_related("photo__renditions")

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede,
            note=self.credential,
            picture=self.photo,
        )

    @classmethod
    def graduates(cls) -> PageQuerySet:
        """Return the graduates whose pages are in the reader's language, newest first, ready for cards."""
        people = for_this_reader(cls.objects.filter(kind=cls.Kind.GRADUATE))
        newest_first = F("graduated_in").desc(nulls_last=True)  # PostgreSQL puts nulls first
        return cls.ready_for_cards(people).order_by(newest_first, "path")

    def index_url(self, request: HttpRequest | None) -> str:
        """Return the URL of the list above."""
        return address_above(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        sections = sections_of(self, request)
        for section in sections:
            context |= section.context
        return context | {
            "beside": [section.template for section in sections if section.is_beside],
            "beneath": [section.template for section in sections if not section.is_beside],
        }

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's Person."""
        person = {
            "@type": "Person",
            "name": self.title,
            "description": self.search_description or self.lede,
            "url": full_address(self, request),
        }
        if self.credential:
            credential = {"@type": "EducationalOccupationalCredential", "name": self.credential}
            person["hasCredential"] = credential
        return [person]
