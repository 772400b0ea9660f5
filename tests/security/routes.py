"""Every URL pattern of the site, as the resolver writes it."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

CONVERTERS = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield each route of the resolver as in `ResolverMatch.route`."""
    for entry in (resolver or get_resolver()).url_patterns:
        language = isinstance(entry.pattern, LocalePrefixPattern)
        part = "" if language else str(entry.pattern)
        route = prefix + (part.removeprefix("^") if prefix else part)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        else:
            yield route


def example(route: str) -> str:
    """Return an address for the route, with valid values for its parameters."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: CONVERTERS.get(match[1], "x"), route)
    path = re.sub(r"\((?:\?P<\w+>)?[^()]*\)", "1", path.replace("(?:[a-z]{2}/)?", ""))
    return "/" + path.removeprefix("^").removesuffix("$").replace(".*", "x").replace("\\", "")
