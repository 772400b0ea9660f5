"""What pace adds to notices: who is behind, once a week."""

from clinic_hours.notices.domain.news import add_kind
from clinic_hours.notices.services.digests import add_daily_news

from .forms.pace_news import PACE_NEWS
from .services.pace_news import news_of_pace

for kind in PACE_NEWS:
    add_kind(kind)
add_daily_news(news_of_pace)
