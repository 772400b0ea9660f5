from .requirement_sets import Requirement, RequirementGate, RequirementSet

__all__ = [
    "Requirement",
    "RequirementGate",
    "RequirementSet",
]
