"""A worker process: starts, opens the given addresses and prints its peak memory in KiB.

DJANGO_SETTINGS_MODULE=… python -m tests.performance.bench.processes.worker [ADDRESS …]
"""

import logging
import sys

from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import get_resolver

from .memory import peak_memory


def main(addresses: list[str]) -> None:
    get_wsgi_application()
    assert get_resolver().url_patterns  # a server reads them with its first request
    logging.disable(logging.WARNING)
    visitor = Client(SERVER_NAME="localhost")
    for address in addresses:
        answer = visitor.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    print(peak_memory())


main(sys.argv[1:])
