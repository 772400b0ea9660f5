"""A clinic's structured data, from the same values that its page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from home.clinic.fields.opening_hours import as_structured_data
from home.core.addresses import full_address
from home.core.fields.money import dollars
from home.core.fields.telephone import phone_url
from home.site.selectors.sharing import share_picture_url


def clinic_data(page: Any, request: HttpRequest, school: Any) -> dict:
    """Return a ClinicPage as schema.org's MedicalClinic, omitting what the page doesn't state."""
    phone = page.phone or school.phone
    data = {
        "@type": "MedicalClinic",  # also a LocalBusiness
        "name": page.title,
        "description": page.search_description or page.lede,
        "url": full_address(page, request),
        "image": share_picture_url(page, request),
        "telephone": phone_url(phone).removeprefix("tel:") if phone else "",
        "address": _address(page),
        "openingHoursSpecification": as_structured_data(page.week),
        "hasMap": page.map_link(school),
        "parentOrganization": {
            "@type": "CollegeOrUniversity",
            "name": school.name,
            "url": settings.SITE_URL,
        },
    }
    if page.treatments:
        data |= _offers(page)
    return {key: value for key, value in data.items() if value}


def _address(page: Any) -> dict:
    if not page.street:
        return {}
    told = {
        "@type": "PostalAddress",
        "streetAddress": page.street,
        "addressLocality": page.city,
        "addressRegion": page.region,
        "postalCode": page.postal_code,
        "addressCountry": "US",
    }
    return {key: value for key, value in told.items() if value}


def _offers(page: Any) -> dict:
    treatments = [child.value for child in page.treatments]
    prices = [each["price"] for each in treatments]
    least, most = dollars(min(prices)), dollars(max(prices))
    return {
        "priceRange": least if least == most else f"{least}–{most}",
        "currenciesAccepted": "USD",
        "hasOfferCatalog": {
            "@type": "OfferCatalog",
            "name": page.title,
            "itemListElement": [_offer(each) for each in treatments],
        },
    }


def _offer(treatment: Any) -> dict:
    service = {
        "@type": "Service",
        "name": treatment["service"],
        "description": treatment["detail"],
    }
    return {
        "@type": "Offer",
        "itemOffered": {key: value for key, value in service.items() if value},
        "price": f"{treatment['price']:.2f}",
        "priceCurrency": "USD",
    }
