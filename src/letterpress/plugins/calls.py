# SPDX-License-Identifier: MIT
"""Call what plugins bring, so that whatever goes wrong there is told as theirs, with its line."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError, Span
from letterpress.plugins.diagnostics import failed, wrong_item
from letterpress.plugins.discovery import Plugin
from letterpress.plugins.loading import PluginError, place_of_error, place_of_function, reason_of
from letterpress.serialization import plain, restored

_encode = msgspec.msgpack.Encoder(enc_hook=plain).encode
_decode = msgspec.msgpack.decode

Result = TypeVar("Result")
Item = TypeVar("Item")


def attempt(
    plugins: tuple[Plugin, ...],
    seam: str,
    function: Callable[[], Result],
    *,
    at: object = None,
    related: tuple[Span, ...] = (),
    passes: tuple[type[Exception], ...] = (),
) -> Result | Diagnostic:
    """What a function returns, or the diagnostic of the exception that it raised.

    Args:
        plugins: Those that may be at fault; it is the one whose lines the exception passed, else the first.
        seam: What is asked of them.
        function: May run their code.
        at: The plugin's function that is called; it is the place where the exception passed no line of a plugin.
        related: Places that the exception has to do with.
        passes: Exceptions that are raised again, because they are not the plugins' fault.

    Raises:
        LetterpressError: The function raised it, for a reason that has nothing to do with plugins.
    """
    try:
        return function()
    except PluginError as error:
        return error.diagnostic
    except LetterpressError:
        raise
    except (Exception, SystemExit) as error:
        if isinstance(error, passes):
            raise
        places = [(plugin, *place_of_error(plugin, error)) for plugin in plugins]
        plugin, span, excerpt = next((each for each in places if each[1].line), places[0])
        if not span.line:
            span, excerpt = place_of_function(plugin, at)
        return failed(plugin.name, seam, span, excerpt, reason_of(error), related)


def results(
    plugin: Plugin,
    seam: str,
    kind: type[Item] | tuple[type[Item], ...],
    function: Callable[..., Iterable[Item]],
    *arguments: Any,
) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
    """What a function of a plugin gives, as far as it got; and what went wrong with it, if anything did.

    Args:
        plugin: Whose function it is.
        seam: What is asked of it.
        kind: What each result has to be, or several of which it has to be one.
        function: Returns or yields the results.
        arguments: What it is called with.
    """
    found: list[Item] = []
    wanted = (kind if isinstance(kind, type) else kind[0]).__name__

    def collect() -> None:
        given = function(*arguments)
        for item in given if isinstance(given, Iterable) else (given,):
            if not isinstance(item, kind):
                span, excerpt = place_of_function(plugin, function)
                raise PluginError(wrong_item(plugin.name, seam, span, excerpt, wanted, item))
            # What is written as its type declares it can be read as that; a struct does not look when it is made.
            _decode(_encode(item), type=type(item), dec_hook=restored)
            found.append(item)

    fault = attempt((plugin,), seam, collect, at=function)
    return tuple(found), () if fault is None else (fault,)
