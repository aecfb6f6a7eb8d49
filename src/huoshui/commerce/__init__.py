"""Orders, refunds, products, stores' sales."""
