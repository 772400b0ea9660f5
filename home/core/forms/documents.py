"""The library's document form."""

from wagtail.documents.forms import BaseDocumentForm

from home.core.fields.names import validate_name


class DocumentForm(BaseDocumentForm):
    def clean_title(self) -> str:
        """Return the document's name, which visitors see in its link."""
        validate_name(self.cleaned_data["title"])
        return self.cleaned_data["title"]
