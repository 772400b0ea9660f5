from .careers_page import CAREERS_PAGE_PANELS
from .course_page import COURSE_INDEX_PANELS, COURSE_PAGE_PANELS
from .licensure_page import LICENSURE_PAGE_PANELS
from .modality_page import MODALITY_INDEX_PANELS, MODALITY_PAGE_PANELS
from .program_page import PROGRAM_INDEX_PANELS, PROGRAM_PAGE_TABS, ProgramPageForm

__all__ = [
    "CAREERS_PAGE_PANELS",
    "COURSE_INDEX_PANELS",
    "COURSE_PAGE_PANELS",
    "LICENSURE_PAGE_PANELS",
    "MODALITY_INDEX_PANELS",
    "MODALITY_PAGE_PANELS",
    "PROGRAM_INDEX_PANELS",
    "PROGRAM_PAGE_TABS",
    "ProgramPageForm",
]
