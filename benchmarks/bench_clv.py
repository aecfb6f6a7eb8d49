"""
Customer lifetime value on simulated customers: our fits against those of the `lifetimes` package.

Customers are simulated from each model's own assumptions, times rounded to days, parameters near those of CDNOW. Both
sides get the same three numbers per customer, already in memory, and are measured in processor time. The package is not
one of ours: it is run by uv in an environment of its own, and its Pareto/NBD on a smaller size, because a
million takes it minutes; so does ours, on that size and then on all.
"""

import argparse
import sys
import time
from pathlib import Path

import harness
import numpy as np

from huoshui.insight.science.value import purchasing
from huoshui.insight.science.value.summaries import Summaries

BG_GOAL, PARETO_GOAL = 5, 15
SAME = 1e-4
PACKAGE = "lifetimes==0.11.3"
PEER = """
import json, sys, time, warnings
import numpy as np
warnings.filterwarnings("ignore")
from lifetimes import BetaGeoFitter, ParetoNBDFitter
x, recency, age = np.load(sys.argv[2])
fitter = {"bg_nbd": BetaGeoFitter, "pareto_nbd": ParetoNBDFitter}[sys.argv[1]]()
began = time.process_time()
fitter.fit(x, recency, age)
taken = time.process_time() - began
parameters = [float(value) for value in fitter.params_.values]
print(json.dumps({"seconds": taken, "parameters": parameters}))
"""


def simulated(model: str, customers: int, seed: int = 7) -> Summaries:
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.25 if model == "bg_nbd" else 0.55, 1 / (4.4 if model == "bg_nbd" else 10.6), customers)
    age = rng.integers(27 * 7, 39 * 7 + 1, customers) / 7
    if model == "bg_nbd":
        drop = rng.beta(0.8, 2.4, customers)
        lives, ends = rng.geometric(np.maximum(drop, 1e-12)), age
    else:
        lives, ends = (
            np.full(customers, np.iinfo(np.int64).max),
            rng.exponential(1 / rng.gamma(0.6, 1 / 11.7, customers)),
        )
    bought, last, now = np.zeros(customers), np.zeros(customers), np.zeros(customers)
    going = np.arange(customers)
    while len(going):
        now[going] += rng.exponential(1 / np.maximum(rate[going], 1e-300))
        going = going[now[going] <= np.minimum(age, ends)[going]]
        bought[going] += 1
        last[going] = now[going]
        going = going[bought[going] < lives[going]]
    return Summaries(bought, np.minimum(np.ceil(last * 7) / 7, age), age)


def ours(model: str, customers: Summaries) -> tuple[float, purchasing.Purchasing]:
    began = time.process_time()
    fitted = purchasing.fit(customers, model=model)
    return time.process_time() - began, fitted


def theirs(model: str, customers: Summaries, place: Path) -> tuple[float, np.ndarray]:
    file = place / f"{model}.npy"
    np.save(file, np.stack([customers.frequency, customers.recency, customers.age]))
    said = harness.peer(PEER, model, str(file), packages=[PACKAGE])
    return said["seconds"], np.array(said["parameters"])


def compare(model: str, size: int, place: Path, goal: int) -> None:
    customers = simulated(model, size)
    seconds, fitted = ours(model, customers)
    peer_seconds, peer = theirs(model, customers, place)
    likelihood = purchasing.MODELS[model].likelihood(purchasing.cells(customers))(peer)[0]
    mine = fitted.asked_fit.log_likelihood
    print(f"{model}, {size:,} customers in {fitted.cells:,} cells: ours {seconds:.2f} s {fitted.asked_fit.parameters}, "
          f"lifetimes {peer_seconds:.1f} s {peer}; log-likelihood {mine:.2f} and {likelihood:.2f}")  # fmt: skip
    if mine < likelihood - SAME * abs(likelihood):
        sys.exit("our maximum is below theirs")
    ratio = peer_seconds / seconds
    harness.figure(f"clv_{model}_times_faster", ratio, "x", f">={goal}", met=ratio >= goal)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--customers", type=int, default=1_000_000)
    options.add_argument("--pareto", type=int, default=100_000, help="customers for the package's Pareto/NBD")
    chosen = options.parse_args()
    with harness.folder() as place:
        compare("bg_nbd", chosen.customers, place, BG_GOAL)
        compare("pareto_nbd", chosen.pareto, place, PARETO_GOAL)
    seconds, fitted = ours("pareto_nbd", simulated("pareto_nbd", chosen.customers))
    print(f"pareto_nbd alone, {chosen.customers:,} customers in {fitted.cells:,} cells: {seconds:.2f} s")


if __name__ == "__main__":
    main()
