# SPDX-License-Identifier: MIT
"""Front matter nodes to typed fields, with a position for each and for every mistake."""

from letterpress.diagnostics import Diagnostic
from letterpress.document import DocumentKind, Fields
from letterpress.parse.front_matter.completing import complete
from letterpress.parse.front_matter.document_reading import Decoding, Positions
from letterpress.parse.front_matter.options import FieldOptions
from letterpress.parse.front_matter.reading import FieldReading
from letterpress.yaml_reader.nodes import Mapping, Source


def decode_fields(
    mapping: Mapping | None, *, path: str, kind: DocumentKind, options: FieldOptions
) -> tuple[Fields, Positions, tuple[Diagnostic, ...]]:
    """Read a document's front matter.

    Args:
        mapping: The front matter as `read_yaml` gives it; None where it is empty.
        path: The document's, relative to the project; its name may give the date and the issue number.
        kind: Decides which fields belong.
        options: What the project's configuration says; see `field_options`.

    Returns:
        The typed fields; for each field that the writer gave, by its name in the field table, line, column and
        length of its value, even of an empty one; and everything wrong with them. Where an error is among these,
        the fields hold defaults in place of what could not be read.
    """
    source = mapping.source if mapping is not None else Source(path, "", 2)
    decoding = Decoding(FieldReading(source, options), kind)
    for key, node in mapping.entries if mapping is not None else ():
        decoding.take(key, node)
    if options.defaults:
        decoding.take_defaults(path)
    complete(decoding, path=path, kind=kind)
    return Fields(**decoding.values), decoding.positions, decoding.reading.diagnostics
