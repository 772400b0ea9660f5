"""The modalities: their records, their pages, and who practices them."""

import json

from courses.curriculum.models import Course, Modality
from courses.pages.models import ModalityIndexPage, ModalityPage, Practitioner
from portal.demo.composition import TEXTS, Composer, text
from portal.demo.prose import rich_text
from portal.demo.tree import publish_beneath

from .faculty import people_on_page

RICH = ("description", "feeling", "for_whom", "not_for", "evidence")
WORDS = ("title", "slug", "lede", "search_description")


def load_modalities(composer: Composer) -> None:
    """Create the index and the missing modalities; requires people and courses."""
    index = composer.page("/modalities/") or publish_beneath(
        composer.home, ModalityIndexPage(**text("modalities"), show_in_menus=True)
    )
    for path in sorted((TEXTS / "modalities").glob("*.toml")):
        if composer.page(f"/modalities/{path.stem}/") is None:
            words = text(f"modalities/{path.stem}")
            publish_beneath(index, _page(words, _record(words), composer))


def _record(words: dict) -> Modality:
    record, _ = Modality.objects.get_or_create(
        slug=words["slug"],
        defaults={
            "name": words["title"],
            "name_es": words["title_es"],
            "summary": words["lede"],
        },
    )
    record.courses.add(*Course.objects.filter(code__in=words["courses"]))
    return record


def _page(words: dict, modality: Modality, composer: Composer) -> ModalityPage:
    return ModalityPage(
        modality=modality,
        picture=composer.pictures[words["picture"]],
        practitioners=people_on_page(composer, Practitioner, words["people"]),
        sources=json.dumps([{"type": "source", "value": row} for row in words["sources"]]),
        **{name: words[name] for name in WORDS},
        **{name: rich_text(words[name]) for name in RICH},
    )
