# SPDX-License-Identifier: MIT
"""`python -m letterpress` is the `letterpress` command."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        # Python put the current folder first on the module path, and no module of a project may stand in for another.
        del sys.path[0]
    from letterpress.cli import enter

    enter()
