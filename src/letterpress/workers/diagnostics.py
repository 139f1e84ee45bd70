# SPDX-License-Identifier: MIT
"""The diagnostics of workers and clusters; docs/building-anywhere.md lists their codes."""

from letterpress.diagnostics import Diagnostic, Message, Severity, Span


def _error(code: str, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(""), hint=hint)


def worker_died() -> Diagnostic:
    """The diagnostic of a process of a pool that ended before its work was done."""
    return _error(
        "worker-died",
        Message(
            "並列処理のプロセスが途中で終了しました。何も公開していません",
            "a process that did part of the work ended early; nothing was published",
        ),
        Message(
            "多くはメモリー不足が原因です。`-j 1` で試してください",
            "too little memory is the usual reason: try `-j 1`",
        ),
    )


def dask_missing() -> Diagnostic:
    """The diagnostic of the optional extra that is not installed."""
    return _error(
        "dask-missing",
        Message("Dask がインストールされていません", "Dask is not installed"),
        Message(
            '`pip install "letterpress-ssg[dask]"` を実行してください',
            'run `pip install "letterpress-ssg[dask]"`',
        ),
    )


def cluster_unreachable(address: str) -> Diagnostic:
    """The diagnostic of an address at which no scheduler answers."""
    return _error(
        "cluster-unreachable",
        Message(
            f"Dask クラスター `{address}` に接続できません",
            f"the Dask cluster at `{address}` cannot be reached",
        ),
        Message(
            "スケジューラーが動いているか、アドレスが正しいか確かめてください",
            "check that its scheduler is running and that the address is right",
        ),
    )


def cluster_empty(address: str) -> Diagnostic:
    """The diagnostic of a scheduler that has no worker."""
    return _error(
        "cluster-empty",
        Message(
            f"Dask クラスター `{address}` にワーカーがいません",
            f"the Dask cluster at `{address}` has no worker",
        ),
        Message(
            f"`dask worker tcp://{address}` でワーカーを起動してください",
            f"start one with `dask worker tcp://{address}`",
        ),
    )


def cluster_differs(other: str) -> Diagnostic:
    """The diagnostic of a worker that would make other bytes than this machine.

    Args:
        other: What is different there, with versions.
    """
    return _error(
        "cluster-differs",
        Message(
            f"Dask クラスターのワーカーの環境が、このコンピューターと違います：{other}",
            f"a worker of the Dask cluster does not run what runs here: {other}",
        ),
        Message(
            "すべてのワーカーに同じバージョンをインストールしてください。違うと、同じ結果になる保証がありません",
            "install the same versions on every worker; with others the output may differ",
        ),
    )


def cluster_lost() -> Diagnostic:
    """The diagnostic of a cluster that broke down during a build."""
    return _error(
        "cluster-lost",
        Message(
            "ビルドの途中で Dask クラスターが応答しなくなりました。何も公開していません",
            "the Dask cluster broke down during the build; nothing was published",
        ),
        Message(
            "ワーカーのログを確かめてから、もう一度実行してください",
            "look at the logs of its workers, then build again",
        ),
    )
