# SPDX-License-Identifier: MIT
"""What can be wrong with a site as a whole: each check yields diagnostics."""
