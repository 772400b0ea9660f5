"""A contract type that import-linter lacks: packages that need only the standard library."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module


class StandardLibraryOnly(Contract):
    """Every package with this name imports only itself, others with this name, and the standard library."""

    name_of_package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        inside = {
            module for module in graph.modules if self.name_of_package in module.split(".")[1:]
        }
        strangers = sorted(
            (module, imported)
            for module in inside
            for imported in graph.find_modules_directly_imported_by(module)
            if imported not in inside and Module(imported).root_package_name not in STANDARD
        )
        return ContractCheck(kept=bool(inside) and not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module, imported in check.metadata["strangers"]:
            output.print_error(f"{module} imports {imported}", bold=False)


STANDARD = sys.stdlib_module_names
