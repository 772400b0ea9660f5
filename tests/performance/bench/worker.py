"""One worker process: it starts, opens the addresses it is given, and prints its peak memory.

    DJANGO_SETTINGS_MODULE=… python -m tests.performance.bench.worker [ADDRESS …]

The unit is the system's, and the same for every process of a machine.
"""

import logging
import resource
import sys

from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import get_resolver


def main(addresses: list[str]) -> None:
    get_wsgi_application()
    assert get_resolver().url_patterns  # a server reads them with its first request
    logging.disable(logging.WARNING)
    visitor = Client(SERVER_NAME="localhost")
    for address in addresses:
        answer = visitor.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


main(sys.argv[1:])
