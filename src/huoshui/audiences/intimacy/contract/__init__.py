"""What others may know of intimacy: its signals and parts, models, explained scores, trust stages, and the refusals."""
