"""Makes the editor's buttons wait while a draft is being autosaved."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def autosave_guard() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/autosave-guard.js"))
