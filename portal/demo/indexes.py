"""The search and reference indexes, written once when all pages exist.

Wagtail writes both on each save, and a page that is created, published and translated is saved five times.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    with disable_reference_index_auto_update(), _search_left_alone():
        yield
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)


@contextmanager
def _search_left_alone() -> Iterator[None]:
    models = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
