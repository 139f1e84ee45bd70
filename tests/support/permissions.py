# SPDX-License-Identifier: MIT
"""Permissions that bind everyone, also the administrator, who may otherwise read and write everything.

Only the right to pass over permissions is given up, and the user stays the same: who becomes another user may be
unable to read this repository, or Python itself, where they lie in a home that only its owner may enter.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# From <linux/capability.h>.
_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    """The lower 32 capabilities of a thread; an array of two holds all 64."""

    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def binding_permissions() -> Iterator[None]:
    """Have the permissions of files and folders bind this thread, and threads that it starts, for a while."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("here permissions cannot be made to bind the administrator")
    header, sets = _Header(_VERSION_3, 0), (_Sets * 2)()
    _call("capget", header, sets)
    before = sets[0].effective
    sets[0].effective = before & ~(1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH)
    _call("capset", header, sets)
    try:
        yield
    finally:
        sets[0].effective = before
        _call("capset", header, sets)


def _call(name: str, header: _Header, sets: ctypes.Array[_Sets]) -> None:
    """Call one of the two functions of Linux that get and set the capabilities of the calling thread.

    Raises:
        OSError: The system refuses.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(ctypes.byref(header), sets) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
