# SPDX-License-Identifier: MIT
"""Which outputs a site has, and the jobs that make them: both are asked of the kinds of output."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from letterpress.digests import Digest
from letterpress.plan.inputs import InputKey
from letterpress.plan.jobs import CopyJob, DataJob, Job, RenderJob
from letterpress.plan.output import Output, Plan
from letterpress.plan.outputs import JobContext, OutputKind, PlanContext


def plan_outputs(
    context: PlanContext, kinds: Iterable[OutputKind], *, shared: Mapping[InputKey, Digest]
) -> Plan:
    """Every output of some kinds, ordered by rank, then path; collisions included, see `collisions`."""
    outputs = [output for kind in kinds for output in kind.plan(context)]
    return Plan(shared=shared, outputs=tuple(sorted(outputs, key=attrgetter("rank", "path"))))


class JobMaker:
    """Makes the jobs of one site."""

    def __init__(self, context: JobContext, kinds: Iterable[OutputKind]) -> None:
        self._context = context
        self._kinds = {kind.name: kind for kind in kinds}

    def is_rendered(self, output: Output) -> bool:
        """Whether an output's job goes to a worker."""
        return self._kinds[output.kind].is_rendered

    def render_job(self, output: Output) -> RenderJob:
        """The job of an output that a worker renders."""
        job = self._job(output)
        if isinstance(job, CopyJob | DataJob):
            raise TypeError(f"the kind {output.kind!r} is rendered, but made a {type(job).__name__}")
        return job

    def ready_job(self, output: Output) -> CopyJob | DataJob:
        """The job of an output that needs no worker."""
        job = self._job(output)
        if not isinstance(job, CopyJob | DataJob):
            raise TypeError(f"the kind {output.kind!r} is not rendered, but made a {type(job).__name__}")
        return job

    def _job(self, output: Output) -> Job:
        return self._kinds[output.kind].job(self._context, output)
