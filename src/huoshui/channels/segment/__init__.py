"""The Segment-compatible door's language: what existing SDKs post, turned into arrivals."""
