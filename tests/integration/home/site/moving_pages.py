"""Renaming pages, and where their old addresses lead."""

from wagtail.models import Locale, Page, Site


def in_spanish(page: Page) -> Page:
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    copy = page.copy_for_translation(spanish, copy_parents=True)
    copy.save_revision().publish()
    Page.objects.filter(locale=spanish).update(live=True)
    Site.clear_site_root_paths_cache()
    return copy


def leads(client, address: str, status: int = 301) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    assert client.get(answer["Location"]).status_code == 200
    return answer["Location"]


def there_and_back(rename, page: Page, there: str) -> None:
    here = page.slug
    rename(page, there)
    rename(page, here)


def unpublish(page: Page) -> None:
    page.specific_class.objects.get(pk=page.pk).unpublish()
