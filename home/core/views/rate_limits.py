"""How often one visitor may do something that costs others: one place that asks."""

from allauth.decorators import rate_limit
from django.http import HttpRequest

# A family at one table, or a class at one address, stays below.
FORMS = "10/m/ip,60/h/ip"


def is_within(request: HttpRequest, action: str, rates: str = FORMS) -> bool:
    """Count this request; return whether it is within the rates, such as "10/m/ip,60/h/ip".

    The address is the visitor's as allauth sees it, proxies counted.
    """
    counted = rate_limit(action=action, config={action: rates}, limit_get=True)
    return counted(let_through)(request) is None


def let_through(_request: HttpRequest) -> None:
    """Stand where a view would: beyond the rates it is not asked, and 429 is the answer."""
