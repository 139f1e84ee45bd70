# SPDX-License-Identifier: MIT
"""The languages that content is written in: their tags, directions, dates and words.

The language of messages is another matter: it is Japanese or English, see `letterpress.diagnostics.Language`.
"""
