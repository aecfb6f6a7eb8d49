"""What a happening says of an order (`reading`), and what all that was said adds up to (`folding`)."""
