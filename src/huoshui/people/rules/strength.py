"""Which kinds of identifier prove who somebody is."""

from huoshui.channels import namespaces
from huoshui.channels.contract import Strength

STRONG = sorted(name for name, namespace in namespaces.REGISTRY.items() if namespace.strength is Strength.STRONG)
"""The names of the strong namespaces, without scopes."""


def is_strong(namespace: str) -> bool:
    """This will tell whether an identifier of that (scoped or plain) namespace proves a person."""
    return namespace.partition(":")[0] in STRONG
