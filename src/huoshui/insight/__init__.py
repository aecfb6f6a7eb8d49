"""What it all did: the first true answer, people per public channel."""
