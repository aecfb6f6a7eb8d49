"""What a monitor may ask of intake and feed."""

from prometheus_client import Counter, Gauge, Histogram

STORED = Counter("huoshui_events_stored", "Events stored, each once.")
DUPLICATES = Counter("huoshui_events_duplicates", "Repeated messages that were left out.")
REJECTED = Counter("huoshui_events_rejected", "Events that were kept aside instead of stored.", ["code"])
REFUSED = Counter(
    "huoshui_intake_refused", "Requests of which nothing was kept, because of pressure or a store that was away."
)
SECONDS = Histogram(
    "huoshui_intake_seconds", "From a request's arrival to its durable answer.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
WAITING_BYTES = Gauge("huoshui_intake_waiting_bytes", "How much waits in memory to be stored.")
LAG_BATCHES = Gauge("huoshui_feed_lag_batches", "Stored batches that the feed has not applied.")
APPLIED = Counter("huoshui_feed_happenings", "Happenings that the feed has told downstream.")
