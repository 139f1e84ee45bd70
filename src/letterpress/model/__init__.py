# SPDX-License-Identifier: MIT
"""The site: entries made of documents, with their ids, URLs, statuses and relations."""
