"""What happened, once each, in order: collect, validate, store."""
