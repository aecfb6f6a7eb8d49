"""What the rows of a person's identities come to: pure arithmetic over lines, no clock and no I/O."""
