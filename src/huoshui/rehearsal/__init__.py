"""A market with planted truths that drives the system through its public doors only."""
