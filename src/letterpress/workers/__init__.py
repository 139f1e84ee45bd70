# SPDX-License-Identifier: MIT
"""Work on many cores or machines: batches of sources and outputs for any executor."""
