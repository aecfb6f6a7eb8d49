"""JSON files as people save them: UTF-8 with a byte order mark or without, UTF-16, or GB18030 of older editors."""

import json
from pathlib import Path
from typing import Any


def read_json(file: Path) -> Any:  # noqa: ANN401 any JSON: the server says what is wrong with it
    """
    This will read a file's JSON.

    :raises ValueError: if it holds none, saying where it goes wrong
    :raises RecursionError: if it is nested too deep
    """
    given = file.read_bytes()
    if not given.strip():
        msg = "it is empty"
        raise ValueError(msg)
    try:
        return json.loads(given)
    except UnicodeDecodeError:
        return json.loads(given.decode("gb18030"))
