from .categories import StoryCategory
from .story_index import StoryIndexPage
from .story_pages import StoryPage, StoryTag

__all__ = [
    "StoryCategory",
    "StoryIndexPage",
    "StoryPage",
    "StoryTag",
]
