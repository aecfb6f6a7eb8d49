"""What relations and memberships are, told from their histories alone."""
