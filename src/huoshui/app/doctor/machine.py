"""What can be checked without the platform: Python, the data directory, its permissions and keys, the port, fonts."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from huoshui.app.doctor.findings import Finding, broken, look, well
from huoshui.app.settings import Settings

PYTHON = (3, 11)
FREE_BROKEN = 1 << 30
FREE_LOOK = 5 << 30
MASTER_KEY_BYTES = 32


def examine(settings: Settings, *, served: bool) -> Iterator[Finding]:
    """This will look at this machine and the data directory; ``served`` says whether a server works on it now."""
    yield _python()
    yield _writable(settings.data_dir)
    yield _space(settings.data_dir)
    yield _closed_to_others(settings.data_dir)
    yield from _secrets(settings)
    if not served:
        yield _port(settings.host, settings.port)
    yield _fonts()


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < PYTHON:
        return broken("python", version, "install Python 3.11 or newer")
    return well("python", version)


def _writable(data_dir: Path) -> Finding:
    place = _existing(data_dir)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return broken(
            "data directory", f"{data_dir}: {error.strerror}", f"make {place} writable, or set HUOSHUI_DATA_DIR"
        )
    return well("data directory", str(data_dir) if data_dir.exists() else f"{data_dir} (made on the first start)")


def _space(data_dir: Path) -> Finding:
    free = shutil.disk_usage(_existing(data_dir)).free
    found = f"{free / (1 << 30):.1f} GiB free"
    if free < FREE_BROKEN:
        return broken("disk", found, "make room: below this, intake may have to refuse events")
    if free < FREE_LOOK:
        return look("disk", found, "make room before it becomes scarce")
    return well("disk", found)


def _closed_to_others(data_dir: Path) -> Finding:
    if not data_dir.exists():
        return well("permissions", "nothing there yet")
    open_to_all = [path for path in (data_dir, data_dir / "keys") if path.exists() and _mode(path) & stat.S_IWOTH]
    if open_to_all:
        names = ", ".join(map(str, open_to_all))
        return broken("permissions", f"anybody may write to {names}", f"chmod o-w {names}")
    if (data_dir / "keys").exists() and _mode(data_dir / "keys") & 0o077:
        return look("permissions", "others may look into keys/", f"chmod 700 {data_dir / 'keys'}")
    return well("permissions", "only the owner writes")


def _secrets(settings: Settings) -> Iterator[Finding]:
    master = settings.master_key_file or settings.data_dir / "keys" / "master.key"
    for name, path in (("master key", master), ("local token", settings.data_dir / "keys" / "local_token")):
        if path == master and not path.exists() and (settings.data_dir / "postgres").exists():
            yield broken(name, f"{path} is missing", "restore it from your backup: without it nothing sealed opens")
        elif not path.exists():
            yield well(name, "made on the first start")
        elif _mode(path) & 0o077:
            yield broken(name, f"{path} may be read by others ({_mode(path):o})", f"chmod 600 {path}")
        elif path == master and path.stat().st_size != MASTER_KEY_BYTES:
            yield broken(
                name,
                f"{path.stat().st_size} bytes",
                "restore the 32 bytes from your backup: without them nothing opens",
            )
        else:
            yield well(name, "there, and the owner's alone")


def _port(host: str, port: int) -> Finding:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return look(
                "port", f"{host}:{port}: {error.strerror}", "huoshui serve --port with another one, or set HUOSHUI_PORT"
            )
    return well("port", f"{host}:{port} is free")


def _fonts() -> Finding:
    tool = shutil.which("fc-list")
    if tool is None:
        return look(
            "fonts", "no fontconfig", "only posters and screenshots need it: apt-get install fontconfig fonts-noto-cjk"
        )
    chinese = subprocess.run([tool, ":lang=zh", "family"], capture_output=True, text=True, check=False)  # noqa: S603 ours
    families = sorted(set(chinese.stdout.split("\n")) - {""})
    if not families:
        return look(
            "fonts", "none that writes Chinese", "only posters and screenshots need it: apt-get install fonts-noto-cjk"
        )
    return well("fonts", f"{len(families)} that write Chinese")


def _existing(path: Path) -> Path:
    path = path.absolute()
    while not path.exists():
        path = path.parent
    return path


def _mode(path: Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116 follows links like every reader does
