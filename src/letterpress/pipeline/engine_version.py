# SPDX-License-Identifier: MIT
"""What makes everything anew after an upgrade."""

import os
from functools import lru_cache
from pathlib import Path

import letterpress
from letterpress import __version__
from letterpress.digests import digest


@lru_cache(maxsize=1)
def product_version() -> str:
    """The version of letterpress; in a source checkout, where code changes without it, with a digest of the code."""
    package = Path(letterpress.__file__).parent
    if not (package.parent.parent / "pyproject.toml").is_file():
        return __version__
    return f"{__version__}+{_digest_of_code(package)}"


def _digest_of_code(package: Path) -> str:
    code = []
    for folder, names, files in os.walk(package):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(files):
            path = f"{folder}{os.sep}{name}"
            with open(path, "rb") as file:  # noqa: PTH123 - three hundred times at every start
                code.append(path[len(str(package)) :].encode() + b"\0" + file.read())
    return digest(b"\0".join(code)).hex()
