# SPDX-License-Identifier: MIT
"""`letterpress completion`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = Path(sys.executable).parent


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_one_that_it_reads(shell: str) -> None:
    script = subprocess.run(
        [COMMANDS / "letterpress", "completion", shell], capture_output=True, text=True, check=True
    ).stdout
    assert "_LETTERPRESS_COMPLETE" in script
    if found := shutil.which(shell):
        subprocess.run([found, "-n"], input=script, text=True, check=True)


def test_commands_are_completed_without_importing_them() -> None:
    asked = {
        "COMP_WORDS": "letterpress ex",
        "COMP_CWORD": "1",
        "_LETTERPRESS_COMPLETE": "bash_complete",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run([COMMANDS / "letterpress"], env=asked, capture_output=True, text=True, check=True)
    assert done.stdout == "plain,explain\n"
