"""
Attribution of simulated journeys: our exact removal effects against those of the `ChannelAttribution` package.

Both sides start from the same texts (``a > b > c``) with their counts in memory, one row per journey, and are measured
in processor time, with the package's own settings (its effects then carry the noise of its simulation) and with a long
simulation, against which ours must be the same to a thousandth. The package is GPL and not one of ours: it is run by
uv in an environment of its own.
"""

import argparse
import json
import time
from pathlib import Path

import harness
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huoshui.insight.science.attribution import all_models, markov
from huoshui.insight.science.attribution.paths import of_texts

GOAL = 3
SAME = 1e-3
CHANNELS = [
    "douyin", "xiaohongshu", "weibo", "bilibili", "kuaishou", "wechat_ads", "wechat_channels", "stores", "wecom",
    "miniprogram", "wechat_mp", "website",
]  # fmt: skip
PACKAGES = ["ChannelAttribution==2.2.5", "matplotlib", "pandas", "setuptools"]
PEER = """
import contextlib, io, json, sys, time
with contextlib.redirect_stdout(io.StringIO()):
    import pandas as pd
    from ChannelAttribution import markov_model
    data = pd.read_csv(sys.argv[1])
    settings = json.loads(sys.argv[2])
    began = time.process_time()
    found = markov_model(data, "path", "conversions", var_value="value", var_null="nulls", out_more=True,
                         verbose=False, **settings)
    taken = time.process_time() - began
effects = found["removal_effects"]
print(json.dumps({"seconds": taken, "channels": list(effects.iloc[:, 0]), "effects": list(effects.iloc[:, 1])}))
"""


def simulated(paths: int, seed: int = 7) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    lengths = np.minimum(rng.geometric(0.3, paths), 20)
    weights = rng.dirichlet(np.full(len(CHANNELS), 2.0))
    touches = rng.choice(len(CHANNELS), lengths.sum(), p=weights)
    ends = np.cumsum(lengths)
    chance = 0.35 * rng.uniform(0.2, 1.8, len(CHANNELS))[touches[ends - 1]]
    starts = pa.array(np.concatenate([[0], ends]), pa.int32())
    texts = pc.binary_join(pa.ListArray.from_arrays(starts, pa.array(CHANNELS).take(pa.array(touches))), " > ")
    converted = rng.random(paths) < chance
    return texts, converted.astype(float), np.where(converted, np.round(rng.gamma(2.0, 100.0, paths)), 0.0)


def theirs(file: Path, **settings: object) -> tuple[float, dict[str, float]]:
    said = harness.peer(PEER, str(file), json.dumps(settings), packages=PACKAGES)
    return said["seconds"], dict(zip(said["channels"], said["effects"], strict=True))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--paths", type=int, default=1_000_000)
    options.add_argument("--simulations", type=int, default=20_000_000, help="walks of the package's long simulation")
    chosen = options.parse_args()
    texts, conversions, value = simulated(chosen.paths)
    nulls = 1 - conversions
    began = time.process_time()
    paths = of_texts(texts, conversions, value, nulls)
    ours = markov.attribute(paths)
    seconds = time.process_time() - began
    began = time.process_time()
    models = all_models.credit(paths)
    print(f"{chosen.paths:,} journeys, {len(paths):,} distinct, {len(paths.codes):,} touches in these: removal effects "
          f"{seconds:.2f} s; then all {len(models)} models {time.process_time() - began:.2f} s")  # fmt: skip
    with harness.folder() as place:
        file = place / "paths.csv"
        rows = zip(texts.to_pylist(), conversions, value, nulls, strict=True)
        file.write_text("path,conversions,value,nulls\n" + "".join(f"{a},{b:.0f},{c},{d:.0f}\n" for a, b, c, d in rows))
        usual_seconds, usual = theirs(file)
        long_seconds, long = theirs(file, nsim_start=chosen.simulations)
    for name, told in (("usual", usual), ("long", long)):
        apart = max(abs(told[channel] - ours.removal[place]) for place, channel in enumerate(paths.channels))
        print(f"ChannelAttribution, {name}: {usual_seconds if name == 'usual' else long_seconds:.2f} s, "
              f"removal effects at most {apart:.2g} from ours")  # fmt: skip
    harness.figure("attribution_removal_apart", apart, "share", f"<={SAME:g}", met=apart <= SAME)
    ratio = usual_seconds / seconds
    harness.figure("attribution_times_faster", ratio, "x", f">={GOAL}", met=ratio >= GOAL)


if __name__ == "__main__":
    main()
