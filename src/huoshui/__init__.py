"""Huoshui 活水."""

import os

# Our matrices are small: threads of the linear algebra spin longer than they work, and take the processors from the
# engines (fitting a value model took five times the processor time). Read once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
