from .run_worker import Command as RunWorker


class Command(RunWorker):
    help = "Alias for run_worker."
