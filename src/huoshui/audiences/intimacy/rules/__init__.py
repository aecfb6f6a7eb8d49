"""The arithmetic of intimacy: scores and parts, trust with hysteresis, fits and their reports, what would help."""
