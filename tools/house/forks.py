"""
A process that serves is never forked.

It has the column engine in it, with threads and locks that nobody would release in the child. `subprocess` starts by
vfork; asyncio's `create_subprocess_*` does what its loop does, and ours, uvloop, forks. `bedrock.programs` has pipes.
"""

from collections.abc import Iterator

from tools.house.source import Finding, House

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
        elif last in BY_LOOP:
            yield module.finding(node, f"{name}() forks on our loop: use bedrock.programs, or subprocess.Popen")
        elif name.startswith("subprocess.") and BEFORE_EXEC & {one.arg for one in node.keywords}:
            yield module.finding(node, f"{name}() forks with {', '.join(sorted(BEFORE_EXEC))}")
