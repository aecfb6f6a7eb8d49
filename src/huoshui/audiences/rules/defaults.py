"""The layerings as they ship: data beside the code, read once."""

import tomllib
from collections.abc import Mapping
from importlib import resources

from huoshui.audiences.contract.layerings import Layering, LayeringName


def _read(name: LayeringName) -> Layering:
    file = resources.files("huoshui.audiences").joinpath("defaults", f"{name.value}.toml")
    return Layering.model_validate(tomllib.loads(file.read_text("utf-8")))


LAYERINGS: Mapping[LayeringName, Layering] = {name: _read(name) for name in LayeringName}
"""What counts where the brand has no rules of its own."""
