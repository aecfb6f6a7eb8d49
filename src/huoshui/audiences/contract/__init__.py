"""What others may know of audiences: the segment language, what is answered, and the refusals."""
