"""Journeys as arrays: which channels, in which order, how many of them converted and for how much."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huoshui.insight.science.arrays import Flags, Floats, Integers, sums


@dataclass(frozen=True, slots=True)
class Paths:
    """
    Distinct journeys. The touches of journey ``i`` are ``channels[codes[starts[i]:starts[i + 1]]]``, oldest first.

    ``conversions``, ``value`` and ``nulls`` count its conversions, their money, and the same journeys that did not
    convert. No journey is empty.
    """

    channels: tuple[str, ...]
    codes: Integers
    starts: Integers
    conversions: Floats
    value: Floats
    nulls: Floats

    def __len__(self) -> int:
        """The number of distinct journeys."""
        return len(self.conversions)

    @property
    def lengths(self) -> Integers:
        """The number of touches of each journey."""
        return np.diff(self.starts)

    @property
    def ends(self) -> Integers:
        """Where each journey's last touch stands in ``codes``."""
        return self.starts[1:] - 1

    def owners(self) -> Integers:
        """This will give, for every touch, the journey that it belongs to."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def is_first(self) -> Flags:
        """This will mark the touches with which a journey begins."""
        first = np.zeros(len(self.codes), dtype=bool)
        first[self.starts[:-1]] = True
        return first

    def credited(self, weights: Floats) -> tuple[Floats, Floats]:
        """
        This will sum up, per channel, conversions and value of journeys by the share that each touch gets of them.

        ``weights`` has a place per touch and adds up to 1 in each journey.
        """
        owners, size = self.owners(), len(self.channels)
        conversions, value = weights * self.conversions[owners], weights * self.value[owners]
        return sums(self.codes, conversions, size), sums(self.codes, value, size)


def of_texts(
    texts: Sequence[str] | pa.Array,
    conversions: Floats,
    value: Floats | None = None,
    nulls: Floats | None = None,
    *,
    separator: str = ">",
) -> Paths:
    """
    This will read journeys written as ``search > email > search``; equal ones are joined, empty touches left out.

    Rows without any touch are left out. Where nothing is said of ``value`` or ``nulls`` they are 0.
    """
    encoded = pa.array(texts, pa.string()).dictionary_encode()
    rows = encoded.indices.to_numpy(zero_copy_only=False)
    distinct = len(encoded.dictionary)
    figures = [np.zeros(distinct) if one is None else sums(rows, one, distinct) for one in (conversions, value, nulls)]
    split = pc.split_pattern(encoded.dictionary, separator)
    starts = split.offsets.to_numpy().astype(np.int64)
    words = split.flatten().dictionary_encode()
    codes = words.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return _cleaned([str(word) for word in words.dictionary.to_pylist()], codes, starts, figures)


def _cleaned(words: list[str], codes: Integers, starts: Integers, figures: list[Floats]) -> Paths:
    """Spaces around names do not matter, and what is only spaces is no touch."""
    stripped = [word.strip() for word in words]
    channels = sorted(set(stripped) - {""})
    places = {channel: place for place, channel in enumerate(channels)}
    codes = np.array([places.get(word, -1) for word in stripped], dtype=np.int64)[codes]
    if len(codes) and codes.min() < 0:
        before = np.concatenate([[0], np.cumsum(codes >= 0)])
        starts, codes = before[starts], codes[codes >= 0]
    filled = np.diff(starts) > 0
    if not filled.all():
        starts = np.concatenate([starts[:-1][filled], starts[-1:]])
        figures = [one[filled] for one in figures]
    return Paths(tuple(channels), codes, starts, *figures)
