"""Where heavy work runs: threads of this process by default, a dask cluster where the settings name its scheduler."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from functools import lru_cache

from rehearse.errors import JobError


@lru_cache(maxsize=4)
def executor(scheduler_address: str = "") -> Executor:
    """Return the one executor of this process for `scheduler_address`.

    Recognition holds every core by itself, so one answer is worked on at a time in this process.

    Parameters
    ----------
    scheduler_address
        Where a `dask.distributed` scheduler listens (`tcp://host:8786`); empty to work in this process.

    Raises
    ------
    JobError
        `dask.distributed` is not installed, or no scheduler answers there.
    """
    if not scheduler_address:
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="rehearse")
    try:
        from distributed import Client
    except ImportError as exc:
        raise JobError(
            f"{scheduler_address} is a dask scheduler, and dask is not installed: pip install 'rehearse[cluster]'."
        ) from exc
    try:
        client = Client(scheduler_address, timeout="5s")
    except (OSError, ValueError) as exc:
        raise JobError(
            f"No dask scheduler answers at {scheduler_address}: {exc}. Start one with 'dask scheduler', or clear that setting."
        ) from exc
    cluster: Executor = client.get_executor()
    return cluster
