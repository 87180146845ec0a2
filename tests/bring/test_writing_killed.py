"""A command that is killed, at whatever point of writing, leaves the old file or the new one, and never half of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rice_roadmap.bring.writing_files import PlannedFile, write_files

# Written in a process of its own, which copies itself for each step: a copy dies before its step, as if killed there.
PROGRAM = """
import os, sys
from pathlib import Path
from rice_roadmap.bring import writing_files
from rice_roadmap.bring.writing_files import PlannedFile, write_files
from rice_roadmap.text.files import Folder

root = Path(sys.argv[1])
path, old, new = root / "requests" / "a.yaml", b"title: old\\n" * 3000, b"title: new\\n" * 5000
replaces = None if sys.argv[2] == "new" else old

def die_before(step):
    left = [step]
    def trace(frame, event, _):
        if frame.f_code.co_filename != writing_files.__file__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
        return trace
    sys.settrace(trace)

step, status, seen = 0, 9, set()
while status == 9:
    step += 1
    for file in root.rglob("*"):
        if file.is_file():
            file.unlink()
    if replaces is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(replaces)
    child = os.fork()
    if child == 0:
        die_before(step)
        write_files(root, [PlannedFile(path="requests/a.yaml", content=new, replaces=replaces)], is_durable=True)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    there = path.read_bytes() if path.exists() else None
    assert there in (replaces, new), (step, there)
    # What a kill may leave beside it is hidden, and stops nobody who tries again.
    assert [entry.path for entry in Folder(root=root).entries()] == ["requests/a.yaml"] * (there is not None), step
    again = write_files(root, [PlannedFile(path="requests/a.yaml", content=new, replaces=there)])
    assert again.refusal is None, again
    assert path.read_bytes() == new
    seen.add(there)
assert seen == {replaces, new}
print(step)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot copy itself here")
@pytest.mark.parametrize("kind", ["new", "changed"])
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new(tmp_path: Path, kind: str) -> None:
    """Before the last rename everything is as it was, behind it everything is new; the next try succeeds."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, tmp_path, kind], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # Fewer steps would mean that the deaths do not happen where files are written.
    assert int(done.stdout) > 15


@pytest.mark.parametrize("failing", ["pathlib.Path.open", "os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
@pytest.mark.parametrize("replaces", [None, b"title: old\n"])
def test_a_step_that_fails_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, replaces: bytes | None
) -> None:
    """A full disk or a missing right is said, and neither a half file nor a temporary one stays."""
    path = tmp_path / "a.yaml"
    if replaces is not None:
        path.write_bytes(replaces)
    file = PlannedFile(path=path.name, content=b"title: new\n", replaces=replaces)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(failing, fail)
        # Reading goes through the same door as writing.
        broken.setattr(Path, "read_bytes", lambda _: replaces)
        written = write_files(tmp_path, [file], is_durable=True)
    if failing == "pathlib.Path.chmod" and replaces is None:
        assert written.refusal is None
        return
    assert written.refusal is not None
    assert "No space left on device" in written.refusal.message
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"] * (replaces is not None)
    assert replaces is None or path.read_bytes() == replaces
