"""A kind of contract that import-linter lacks: a package that needs nothing but Python itself."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module


class StandardLibraryOnly(Contract):
    """The package imports itself and the standard library, nothing else, not even of this project."""

    package = fields.ModuleField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        inside = {self.package.name, *graph.find_descendants(self.package.name)}
        strangers = sorted(
            (module, imported)
            for module in inside
            for imported in graph.find_modules_directly_imported_by(module)
            if imported not in inside and Module(imported).root_package_name not in STANDARD
        )
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module, imported in check.metadata["strangers"]:
            output.print_error(f"{module} imports {imported}", bold=False)


STANDARD = sys.stdlib_module_names
