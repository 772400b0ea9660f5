"""How a session's times were recorded, in a word or two. `get_provenance_display` gives the full text."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# One word.
PROVENANCE_WORD = {
    "typed": pgettext_lazy("times", "Typed"),
    "clocked": pgettext_lazy("times", "Clocked"),
    "attested": pgettext_lazy("times", "Attested"),
}
# Two words, for use inside a sentence.
PROVENANCE = {
    "typed": _("times typed in"),
    "clocked": _("times clocked"),
    "attested": _("times attested"),
}
