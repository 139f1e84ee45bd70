# SPDX-License-Identifier: MIT
"""Files that letterpress writes for its writers: a new project, new content, and JSON Schemas for their editors."""
