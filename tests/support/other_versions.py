# SPDX-License-Identifier: MIT
"""A plugin of pytest, for `-p`: every library says that it is of a version which nothing is known of.

So all that is shorter for known versions goes its plain way. It has to be loaded before letterpress is.
"""

import jinja2
import markdown_it
import mdit_py_plugins
import watchdog.version

UNKNOWN = "0.0.0"

jinja2.__version__ = markdown_it.__version__ = mdit_py_plugins.__version__ = UNKNOWN
watchdog.version.VERSION_STRING = UNKNOWN
