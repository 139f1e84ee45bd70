# SPDX-License-Identifier: MIT
"""Any executor of the standard library gives the same bytes, and tells of a fault in the same way."""

import errno
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.support.paths import REPOSITORY
from tests.support.press_project import add_post, start, write
from tests.support.theme_samples import job, page, post, site
from tests.test_sites import files_of

from letterpress.config import Config
from letterpress.config.table import read_config
from letterpress.diagnostics import LetterpressError
from letterpress.parse.codec import encode_options
from letterpress.parse.options import parse_options
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.stages.theme import encode_setup
from letterpress.plan.jobs import decode_jobs, encode_jobs
from letterpress.render.context import RenderSetup, template_source
from letterpress.render.renderer import renderer_for
from letterpress.workers.executors import POOL_FROM, Workers
from letterpress.workers.parse_batch import decode_files, parse_files

EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(4),
    "processes by forkserver": lambda: ProcessPoolExecutor(2, mp_context=get_context("forkserver")),
    "processes by spawn": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


def built(root: Path, *, jobs: int | None = None, executor: Executor | None = None) -> Built:
    config, _ = read_config((root / "letterpress.yaml").read_bytes(), "letterpress.yaml")
    now = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    return build(root, config, BuildOptions(now=now, jobs=jobs), executor=executor)


def project(root: Path) -> Path:
    """Enough posts for a dozen batches."""
    rng = random.Random(7)
    start(root, rng)
    for number in range(200):
        add_post(root, rng, 1000 + number)
    return root


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process makes it."""
    root = project(tmp_path_factory.mktemp("alone"))
    assert built(root, jobs=1).report.published
    return files_of(root / "site")


@pytest.mark.parametrize("kind", EXECUTORS)
def test_any_executor_gives_the_same_bytes(kind: str, tmp_path: Path, alone: dict[str, bytes]) -> None:
    root = project(tmp_path)
    with EXECUTORS[kind]() as executor:
        assert built(root, executor=executor).report.published
    assert files_of(root / "site") == alone


@pytest.mark.parametrize("kind", EXECUTORS)
def test_a_fault_in_a_template_comes_back_whole(kind: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    write(root, "themes/own/templates/post.html", "<html>\n{{ post.titel }}</html>")
    with EXECUTORS[kind]() as executor:
        report = built(root, executor=executor).report
    (diagnostic,) = report.diagnostics
    assert not report.published
    assert diagnostic == built(root, jobs=1).report.diagnostics[0]
    assert (diagnostic.code, diagnostic.span.path, diagnostic.span.line) == (
        "template-undefined",
        "themes/own/templates/post.html",
        2,
    )
    assert not (root / "site").exists()


def test_a_process_that_dies_is_told_as_such() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as executor:
        results = Workers(executor=executor).run(os._exit, [(1,)], tasks=1)
        with pytest.raises(LetterpressError) as caught:
            list(results)
    assert [each.code for each in caught.value.diagnostics] == ["worker-died"]


def test_only_one_batch_at_a_time_is_done_in_a_process() -> None:
    """Eight threads would all be in here together, but for the turns that they take."""
    inside: list[int] = []
    most: list[int] = []

    def work(number: int) -> None:
        inside.append(number)
        most.append(len(inside))
        threading.Event().wait(0.001)
        inside.remove(number)

    with ThreadPoolExecutor(8) as executor:
        list(Workers(executor=executor).run(work, [(number,) for number in range(50)], tasks=50))
    assert max(most) == 1


@pytest.mark.parametrize(("jobs", "workers"), [(3, 3), (None, 16)], ids=["as said", "unsaid"])
def test_only_a_few_batches_are_under_way(jobs: int | None, workers: int) -> None:
    taken: list[int] = []

    def batches() -> Iterator[tuple[int]]:
        for number in range(1000):
            taken.append(number)
            yield (number,)

    with ThreadPoolExecutor(3) as executor:
        results = Workers(jobs, executor).run(abs, batches(), tasks=1000)
        assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
        assert len(taken) == workers * 2 + 5
        assert list(results) == list(range(5, 1000))


def test_after_a_fault_nothing_that_waits_is_begun() -> None:
    begun: list[int] = []
    told = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise LetterpressError
        told.wait(30)

    with ThreadPoolExecutor(1) as executor:
        results = Workers(executor=executor).run(work, [(number,) for number in range(3)], tasks=3)
        with pytest.raises(LetterpressError):
            list(results)
        told.set()
    assert begun in ([0], [0, 1])


def test_an_executor_of_any_kind_will_do() -> None:
    class Here(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    assert list(Workers(executor=Here()).run(abs, [(-1,), (-2,)], tasks=2)) == [1, 2]


@pytest.mark.parametrize("has_project", [True, False])
def test_a_machine_without_the_project_renders_too_and_is_left_as_it_was(
    has_project: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "user"))
    cache = tmp_path / "project/.letterpress/cache"
    if has_project:
        cache.mkdir(parents=True)
    setup = RenderSetup(
        site=site(),
        data={},
        language="ja",
        templates={"post.html": template_source("themes/own/templates/post.html", b"{{ page.title }}")},
        folder="themes/own/templates",
        bytecode=str(cache / "templates"),
    )
    jobs = [job("post", page("post", "題", "/posts/hello/"), post=post())]
    (read,) = decode_jobs(encode_jobs(jobs))
    files = renderer_for(encode_setup(setup)).render(read)
    assert [file.data for file in files] == ["題\n".encode()]
    assert any(tmp_path.rglob("*.bin")) is has_project
    assert any(tmp_path.iterdir()) is has_project


def test_every_problem_of_workers_is_documented() -> None:
    """And nothing is documented that cannot happen."""
    repository = REPOSITORY
    source = (repository / "src/letterpress/workers/diagnostics.py").read_text("utf-8")
    guide = (repository / "docs/building-anywhere.md").read_text("utf-8")
    codes = re.findall(r'_error\(\s+"([a-z-]+)"', source)
    assert re.findall(r"^\| `([a-z-]+)` \| [12] \|", guide, re.MULTILINE) == sorted(codes)


ASKS_A_WORKER = """
from letterpress.workers.executors import POOL_FROM, Workers
question = "'letterpress.parse.documents' in __import__('sys').modules"
pool = Workers(jobs=2)
print(list(pool.run(eval, [(question,)], tasks=POOL_FROM)))
pool.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_a_forked_worker_has_what_it_needs_from_the_start() -> None:
    command = [sys.executable, "-c", ASKS_A_WORKER]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[True]\n"


def test_workers_that_wait_can_be_made_ready(tmp_path: Path) -> None:
    pool = Workers(jobs=2)
    pool.prepare(os.mkdir, str(tmp_path / "too-early"))
    assert not pool.has_pool
    list(pool.run(abs, [(-1,)], tasks=POOL_FROM))
    assert pool.has_pool
    pool.prepare(os.mkdir, str(tmp_path / "ready"))
    list(pool.run(abs, [(-1,)] * 3, tasks=POOL_FROM))
    pool.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ready"]


STARTS_EARLY = """
import sys
from pathlib import Path
from letterpress.workers.executors import POOL_FROM, preload_workers
posts = Path(sys.argv[1], "content", "posts")
for number in range(POOL_FROM - 1):
    (posts / f"{number}.md").touch()
preload_workers(Path(sys.argv[1]))
print("multiprocessing.forkserver" in sys.modules)
(posts / "one-more.md").touch()
preload_workers(Path(sys.argv[1]))
print("multiprocessing.forkserver" in sys.modules)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_what_forks_starts_early_where_there_is_much_to_do(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    command = [sys.executable, "-c", STARTS_EARLY, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\nTrue\n"


def test_a_worker_says_of_a_source_that_is_gone_why_it_cannot_be_read(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文です。\n", "utf-8")
    config = Config(title="便り", base_url="https://example.jp", language="ja", timezone="Asia/Tokyo")
    options = encode_options(parse_options(config))
    files = [("content/posts/gone.md", str(tmp_path / "gone.md")), ("content/posts/there.md", str(there))]
    gone, found = decode_files(parse_files(files, options))
    assert gone.fault == (errno.ENOENT, os.strerror(errno.ENOENT))
    assert found.seen is not None
    assert found.parsed is not None
    assert (found.seen.stat.size, found.parsed.path) == (there.stat().st_size, "content/posts/there.md")
