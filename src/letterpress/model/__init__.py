# SPDX-License-Identifier: MIT
"""Documents as a site: identities, URLs, relations."""
