"""scipy's minimizers, imported when one is first asked for: it takes long, and few processes fit anything."""

from collections.abc import Callable
from typing import Any


def minimize(cost: Callable[[Any], Any], start: Any, **how: Any) -> Any:  # noqa: ANN401 scipy's own words
    """This will minimize a function of several variables (`scipy.optimize.minimize`)."""
    from scipy import optimize  # noqa: PLC0415 see above

    return optimize.minimize(cost, start, **how)


def minimize_scalar(cost: Callable[..., float], **how: Any) -> Any:  # noqa: ANN401 scipy's own words
    """This will minimize a function of one variable (`scipy.optimize.minimize_scalar`)."""
    from scipy import optimize  # noqa: PLC0415 see above

    return optimize.minimize_scalar(cost, **how)


def root(of: Callable[[float], float], low: float, high: float) -> float:
    """This will find where a function that changes its sign in between is 0 (`scipy.optimize.brentq`)."""
    from scipy import optimize  # noqa: PLC0415 see above

    return float(optimize.brentq(of, low, high))
