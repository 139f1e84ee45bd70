# SPDX-License-Identifier: MIT
"""The state of a project between builds, in `.letterpress/`: ledger, document cache, file stats, the last build."""
