# SPDX-License-Identifier: MIT
"""Files that letterpress writes into a project for its writers: new content, and JSON Schemas for their editors."""
