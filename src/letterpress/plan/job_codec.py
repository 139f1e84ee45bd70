# SPDX-License-Identifier: MIT
"""Jobs as they travel to whoever renders them.

As JSON, which is many times cheaper to move between processes than objects and, unlike MessagePack, remembers the UTC
offset of a date.
"""

from typing import TypeVar, cast

import msgspec

from letterpress.plan.jobs import RenderJob
from letterpress.plan.views import CardView, LinkView
from letterpress.serialization import plain

View = TypeVar("View", CardView, LinkView)

_encoder = msgspec.json.Encoder(enc_hook=plain)

encode_jobs = _encoder.encode
decode_jobs = msgspec.json.Decoder(tuple[RenderJob, ...]).decode


def packed(view: View) -> View:
    """A view that many jobs hold, in the form that it travels in; in such jobs it stands for the view itself.

    It is encoded here, once, which took a third of the time of making all jobs. Its fields cannot be read any more
    until the job has arrived.
    """
    return cast(View, msgspec.Raw(_encoder.encode(view)))
