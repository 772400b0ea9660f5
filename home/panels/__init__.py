from .clinic_page import CLINIC_PAGE_CONTENT, ClinicPageForm
from .dated import DatedFiguresForm
from .digest import DIGEST
from .event_pages import EVENT, EVENT_INDEX_CONTENT, EVENT_PAGE_CONTENT
from .home_page import HOME_PAGE_CONTENT
from .person_pages import PERSON_INDEX_CONTENT, PERSON_PAGE_CONTENT
from .site_settings import SITE_SETTINGS
from .standard_page import STANDARD_PAGE_CONTENT
from .story_pages import STORY_INDEX_CONTENT, STORY_PAGE_CONTENT

__all__ = [
    "CLINIC_PAGE_CONTENT",
    "DIGEST",
    "EVENT",
    "EVENT_INDEX_CONTENT",
    "EVENT_PAGE_CONTENT",
    "HOME_PAGE_CONTENT",
    "PERSON_INDEX_CONTENT",
    "PERSON_PAGE_CONTENT",
    "SITE_SETTINGS",
    "STANDARD_PAGE_CONTENT",
    "STORY_INDEX_CONTENT",
    "STORY_PAGE_CONTENT",
    "ClinicPageForm",
    "DatedFiguresForm",
]
