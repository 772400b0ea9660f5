"""The community clinic's page; its prices are dated on the day they are loaded."""

import datetime

from home.clinic.models import ClinicPage
from portal.demo.composition import Composer, as_columns
from portal.demo.tree import publish_beneath

PRICES_STAND = datetime.timedelta(days=28)  # so that one figure is due for review


def load_clinic_page(composer: Composer, today: datetime.date) -> None:
    if composer.page("/clinic/") is None:
        page = ClinicPage(
            **as_columns(composer.fields("clinic")),
            prices_as_of=today,
            prices_review_by=today + PRICES_STAND,
            show_in_menus=True,
        )
        publish_beneath(composer.home, page)
