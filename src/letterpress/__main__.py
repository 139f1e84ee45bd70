# SPDX-License-Identifier: MIT
"""`python -m letterpress` is the `letterpress` command."""

from letterpress.cli import main

if __name__ == "__main__":
    main()
