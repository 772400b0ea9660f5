"""By what name this request's reader sees students."""

from django.http import HttpRequest

from clinic_hours.people.selectors.names import Names, names_for


def names(request: HttpRequest) -> Names:
    """Return the names as this reader sees them, queried once per request."""
    kept = vars(request)
    if "practicum_names" not in kept:
        kept["practicum_names"] = names_for(request.user)
    return kept["practicum_names"]
