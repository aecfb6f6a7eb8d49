"""What is known of people by name: which traits and tags there are, and how many people have each."""
