"""
A process that serves is never forked.

It has the column engine in it, with threads and locks that nobody would release in the child. `subprocess` starts by
vfork. asyncio's `create_subprocess_*` does what its loop does, and the server's forks: only what runs on the worker's
loop, which is asyncio's own, may call it.
"""

from collections.abc import Iterator

from tools.house.source import Finding, House

ON_THE_WORKERS_LOOP = ("app.feeding", "events.imports.reader")
FORKS = ("os.fork", "os.forkpty", "multiprocessing.Process", "multiprocessing.Pool", "ProcessPoolExecutor")
BY_LOOP = ("create_subprocess_exec", "create_subprocess_shell", "subprocess_exec", "subprocess_shell")
BEFORE_EXEC = {"preexec_fn", "user", "group", "extra_groups"}
"""What has `subprocess` fork after all."""


def check(house: House) -> Iterator[Finding]:
    """This will find forks, processes that a loop starts, and arguments with which `subprocess` forks."""
    for module, node, name in house.calls():
        last = name.rpartition(".")[2]
        if name in FORKS or last in FORKS:
            yield module.finding(node, f"{name}() forks: start a program of its own with subprocess.Popen")
        elif last in BY_LOOP and not module.within(*ON_THE_WORKERS_LOOP):
            yield module.finding(
                node, f"{name}() forks on the server's loop: use subprocess.Popen, and wait in a thread"
            )
        elif name.startswith("subprocess.") and BEFORE_EXEC & {one.arg for one in node.keywords}:
            yield module.finding(node, f"{name}() forks with {', '.join(sorted(BEFORE_EXEC))}")
