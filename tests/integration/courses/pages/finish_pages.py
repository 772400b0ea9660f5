"""A program page's answer to the weekly hours a reader enters, and the setup it depends on."""

import html

from home.site.models import Closure


def read(client, page, **query) -> str:
    answer = client.get(page.url, query)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def weeks(client, page, hours: str) -> int:
    text = read(client, page, hours=hours)
    return int(text.split('data-part="weeks">')[1].split()[0])


def close(name: str, first: str, last: str, **fields: str) -> None:
    Closure.objects.create(name=name, first_day=first, last_day=last, **fields)
