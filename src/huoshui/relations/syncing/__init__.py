"""Reading from the platform what callbacks do not say, and comparing what we keep with what it has."""
