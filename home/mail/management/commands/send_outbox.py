from .run_worker import Command as RunWorker


class Command(RunWorker):
    help = "Another name of run_worker."
