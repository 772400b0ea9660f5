"""READ: published pages that exist only in the school's first language."""

from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page, PageQuerySet


def untranslated(pages: PageQuerySet) -> PageQuerySet:
    first = Locale.get_default()
    translations = Page.objects.filter(translation_key=OuterRef("translation_key"))
    return pages.filter(live=True, locale=first, depth__gt=1).exclude(
        Exists(translations.exclude(locale=first))
    )
