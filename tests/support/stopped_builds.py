# SPDX-License-Identifier: MIT
"""Builds that stop at a chosen change to a file, each in a process of its own: killed, interrupted or refused.

A refusal lasts from that change to the end of the build, as that of a full disk does.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from tests.support.paths import TESTS

Fault = Literal["kill", "interrupt", "full disk", "read-only", "other file system"]

_BUILDS = """
import errno, json, os, signal, sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from letterpress.diagnostics import LetterpressError
from tests.reliability.test_damaged_state import run

MAKING = {"os.mkdir", "os.link"}
CHANGES = MAKING | {"os.rename", "os.remove", "os.rmdir", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR

def refusal(fault, event, paths):
    if fault == "full disk":
        return errno.ENOSPC if event in MAKING or event == "open" else None
    if fault == "read-only":
        return errno.EROFS
    crosses = event in {"os.rename", "os.link"} and os.path.dirname(paths[0]) != os.path.dirname(paths[1])
    return errno.EXDEV if crosses else None

def build(root, last, fault):
    changes = 0

    def count(event, arguments):
        nonlocal changes
        is_change = event in CHANGES or (event == "open" and arguments[2] & WRITING)
        # Files of the state are named in their open folder.
        if not is_change or (root not in str(arguments[0]) and os.path.isabs(str(arguments[0]))):
            return
        changes += 1
        if not last or changes < last:
            return
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif fault == "interrupt":
            if changes == last:
                raise KeyboardInterrupt
        elif number := refusal(fault, event, arguments):
            raise OSError(number, os.strerror(number), str(arguments[0]))

    sys.addaudithook(count)
    try:
        run(Path(root))
        outcome = "published"
    except KeyboardInterrupt:
        outcome = "interrupted"
    except LetterpressError as error:
        outcome = ",".join(sorted({each.code for each in error.diagnostics}))
    os.write(1, (json.dumps([root, changes, outcome]) + "\\n").encode())
    os._exit(0)

for root, last, fault in json.load(sys.stdin):
    child = os.fork()
    if not child:
        build(root, last, fault)
    os.waitpid(child, 0)
"""


class Stopped(NamedTuple):
    """How a build ended that was not killed."""

    changes: int
    """To files, as far as it came."""
    outcome: str
    """`published`, `interrupted`, or the codes of the error that ended it."""


def stopped_builds(*builds: tuple[Path, int, Fault]) -> dict[Path, Stopped]:
    """Build projects one after the other; say how those ended that were not killed.

    Args:
        builds: The root of a project, the number of the change before which it stops (0 for never), and by what.
    """
    given = json.dumps([(str(root), last, fault) for root, last, fault in builds])
    command = [sys.executable, "-c", _BUILDS, str(TESTS.parent)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    # A fault of ours would have left its traceback.
    assert done.stderr == "", done.stderr
    ended = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(root): Stopped(changes, outcome) for root, changes, outcome in ended}
