"""Rate limits for what one visitor can do at others' expense, in one place."""

from allauth.decorators import rate_limit
from django.http import HttpRequest

# High enough for a family, or for a class behind one IP address.
FORMS = "10/m/ip,60/h/ip"


def is_within(request: HttpRequest, action: str, rates: str = FORMS) -> bool:
    """Count this request; return whether it is within the rates, such as "10/m/ip,60/h/ip".

    The IP address is the visitor's as allauth determines it, accounting for proxies.
    """
    counted = rate_limit(action=action, config={action: rates}, limit_get=True)
    return counted(let_through)(request) is None


def let_through(_request: HttpRequest) -> None:
    """A stand-in view: beyond the rate it is not called, and the response is 429."""
