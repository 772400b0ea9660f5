"""How often one visitor may do something that costs others: one place that asks."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A family at one table, or a class at one address, stays below.
FORMS = "10/m/ip,60/h/ip"


def is_within(request: HttpRequest, action: str, rates: str = FORMS) -> bool:
    """Count this request; return whether it is within the rates, such as "10/m/ip,60/h/ip".

    The address is the visitor's as allauth sees it, proxies counted.
    """
    return bool(
        ratelimit.consume(
            request, app="practicum", action=action, config={action: rates}, limit_get=True
        )
    )
