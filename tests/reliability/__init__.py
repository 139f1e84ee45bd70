# SPDX-License-Identifier: MIT
"""Nothing half-made is ever published, and nothing that is not ours is ever touched."""
