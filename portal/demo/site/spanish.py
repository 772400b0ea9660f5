"""The site's main pages in Spanish, through the same translations that editors use.

The texts are in `text/es/`, one PO file per page, at the page's path. A page without one stays English. The
month of the next intake is filled in here.
"""

import datetime
import json
from collections.abc import Iterator

import polib
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    Translation,
    TranslationSource,
)

from home.core.addresses import in_readers_language
from home.stories.models import StoryCategory, StoryPage
from portal.demo.calendar import next_intake
from portal.demo.composition import TEXTS, Composer

SPANISH = "es"
CATALOGS = TEXTS / SPANISH
SHARED = {"shared"}  # catalogs that belong to no page
# Pages that link to pages translated later; processed again at the end.
LINKING = ("/", "/careers/", "/about/")


def load_spanish(composer: Composer, today: datetime.date) -> None:
    """Translate the pages that have no Spanish version yet."""
    locale, _ = Locale.objects.get_or_create(language_code=SPANISH)
    words = dict(_words(today))
    for category in StoryCategory.objects.filter(locale=Locale.get_default()):
        if not category.has_translation(locale):
            translate(category, locale, words)
    found = {path: composer.existing(path) for path in translated_paths()}
    pages = dict(sorted(found.items(), key=lambda item: (item[1].depth, item[1].path)))
    missing = [path for path, page in pages.items() if not page.has_translation(locale)]
    for path in [*missing, *(path for path in LINKING if path in missing)]:
        translation = translate(pages[path].specific, locale, words)
        _tag(translation.get_target_instance(), words)


def _tag(page: Page, words: dict[str, str]) -> None:
    if isinstance(page, StoryPage):
        page.tags.set([words.get(tag.name, tag.name) for tag in page.tags.all()])
        page.save_revision().publish()


def _lead_written_links(source: TranslationSource, locale: Locale) -> None:
    """Point the links inside texts to the Spanish addresses of this site."""
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        if isinstance(segment.data, str) and segment.data.startswith("/"):
            with override(SPANISH):
                address = in_readers_language(segment.data)
            SegmentOverride.objects.get_or_create(
                locale=locale,
                context=segment.context,
                defaults={"data_json": json.dumps(address)},
            )


def translated_paths() -> list[str]:
    """Return the paths of the pages that have a catalog."""
    found = CATALOGS.rglob("*.po")
    names = [path.relative_to(CATALOGS).with_suffix("").as_posix() for path in found]
    return ["/" if name == "home" else f"/{name}/" for name in names if name not in SHARED]


def translate(instance: Page | StoryCategory, locale: Locale, words: dict[str, str]) -> Translation:
    """Translate a page or another record with these words; missing ones stay English."""
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    catalog = polib.POFile()
    for segment in segments.exclude(context__path="slug"):
        text = segment.string.data
        if words.get(text):
            catalog.append(
                polib.POEntry(msgid=text, msgctxt=segment.context.path, msgstr=words[text])
            )
    translation.import_po(catalog)
    _lead_written_links(source, locale)
    translation.save_target(publish=True)
    return translation


def _words(today: datetime.date) -> Iterator[tuple[str, str]]:
    for path in sorted(CATALOGS.rglob("*.po")):
        for entry in polib.pofile(str(path)):
            yield entry.msgid, entry.msgstr
    intake = next_intake(today)
    with override(SPANISH):
        month = date_format(intake, "F \\d\\e Y").lower()
    yield f"Enrolling for {intake:%B %Y}", f"Inscripción para {month}"
