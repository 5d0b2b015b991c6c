"""Where heavy work runs."""

import socket

import pytest

from rehearse.errors import JobError
from rehearse.jobs import executor


def test_work_runs_in_this_process_by_default() -> None:
    assert executor().submit(sum, [1, 2]).result(timeout=5) == 3
    assert executor() is executor()


@pytest.mark.slow
def test_work_runs_on_a_cluster_where_one_is_named() -> None:
    from distributed import LocalCluster

    loopback = {"host": "127.0.0.1", "protocol": "tcp://", "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **loopback) as cluster:
        assert executor(cluster.scheduler_address).submit(sum, [1, 2]).result(timeout=20) == 3


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(JobError, match=address):
            executor(address)
