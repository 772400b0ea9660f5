from .person_pages import PersonIndexPage, PersonPage

__all__ = [
    "PersonIndexPage",
    "PersonPage",
]
