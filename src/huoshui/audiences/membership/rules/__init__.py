"""Who is in watched segments, worked out in memory for those people whom something happened to. No clock, no I/O."""
