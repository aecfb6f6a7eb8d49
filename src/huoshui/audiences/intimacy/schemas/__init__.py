"""HTTP shapes of intimacy: of one person, and of everybody."""
