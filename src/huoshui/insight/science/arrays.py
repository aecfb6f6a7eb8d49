"""The array types that the science speaks in, and sums by group."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def sums(groups: Integers, values: Floats, size: int) -> Floats:
    """This will add up the values of each of ``size`` groups (codes from 0)."""
    return np.bincount(groups, values, minlength=size).astype(np.float64, copy=False)
