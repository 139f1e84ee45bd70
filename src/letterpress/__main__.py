# SPDX-License-Identifier: MIT
"""`python -m letterpress` is the `letterpress` command."""

from letterpress.cli import enter

if __name__ == "__main__":
    enter()
