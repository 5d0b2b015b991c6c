"""Record until standard input ends, or until the recording ends by itself, and report in lines of JSON.

PortAudio looks for devices once a process, and a crash has to be a real one: so each test records in a process of its own.
Usage: record_in_a_process.py '{"path": "answer.wav", "wait_for_line_after": "listing", ...}'
"""

from __future__ import annotations

import json
import select
import sys
from pathlib import Path

from rehearse.audio.microphone import Recorder, devices
from rehearse.errors import RehearseError


def report(**facts):
    print(json.dumps(facts), flush=True)


def main(path, list_first=False, wait_first=False, **options):
    if list_first:
        report(devices=[device.name for device in devices()])
    if wait_first:
        sys.stdin.readline()
    recorder = Recorder(Path(path), **options)
    levels = []
    try:
        recorder.start()
        told = False
        while recorder.active and not select.select([sys.stdin], [], [], 0.05)[0]:
            levels.append(recorder.level_dbfs)
            if recorder.elapsed_s > 0 and not told:
                told = True
                report(elapsed_s=recorder.elapsed_s)
        saved = recorder.stop()
    except RehearseError as exc:
        report(raised=type(exc).__name__, message=str(exc))
        return
    report(
        saved=str(saved),
        error=type(recorder.error).__name__ if recorder.error else None,
        message=str(recorder.error),
        elapsed_s=recorder.elapsed_s,
        loudest_dbfs=max(levels),
        quietest_dbfs=min(levels),
        overflows=recorder.overflows,
    )


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
