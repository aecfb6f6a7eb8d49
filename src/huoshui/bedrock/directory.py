"""The data directory: where an embedded system keeps everything, for one process at a time."""

import fcntl
import os
from pathlib import Path
from typing import IO

from huoshui.bedrock.errors import Conflict


class DirectoryInUse(Conflict):
    """{folder} is in use by process {pid}. Stop it, or set HUOSHUI_DATA_DIR to another folder."""


class DirectoryLock:
    """Holds a data directory until the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """
        This will take the directory.

        :raises DirectoryInUse: if another process holds it
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            pid = file.read().strip() or "?"
            file.close()
            raise DirectoryInUse(folder=self._path.parent, pid=pid) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        """This will let the directory go."""
        if self._file:
            self._file.close()
            self._file = None
