"""The arithmetic of audiences: reading definitions, putting segments into each other, and the evaluator in memory."""
