"""How a session's times were recorded, in few words; `get_provenance_display` says it in full."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# In one word.
PROVENANCE_WORD = {
    "typed": pgettext_lazy("times", "Typed"),
    "clocked": pgettext_lazy("times", "Clocked"),
    "attested": pgettext_lazy("times", "Attested"),
}
# In two, inside a sentence.
PROVENANCE = {
    "typed": _("times typed in"),
    "clocked": _("times clocked"),
    "attested": _("times attested"),
}
