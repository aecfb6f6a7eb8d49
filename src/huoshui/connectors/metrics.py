"""What a monitor may ask of connectors."""

from prometheus_client import Counter, Histogram

KEPT = Counter("huoshui_callbacks_kept", "Callbacks that were kept, each once.", ["channel"])
REPEATED = Counter("huoshui_callbacks_repeated", "Callbacks that had been kept before.", ["channel"])
REFUSED = Counter("huoshui_callbacks_refused", "Callbacks of which nothing was kept, by why.", ["channel", "why"])
SECONDS = Histogram(
    "huoshui_callback_seconds", "From a callback's arrival to its acknowledgement.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)  # fmt: skip
READ = Counter("huoshui_letters_read", "Letters that every reader had.", ["channel"])
FAILED = Counter("huoshui_letters_failed", "Times that a reader failed at a letter.", ["reader"])
FORWARDED = Counter("huoshui_callbacks_forwarded", "Callbacks that another system took.")
NOT_FORWARDED = Counter("huoshui_callbacks_not_forwarded", "Times that another system did not take a callback.")
