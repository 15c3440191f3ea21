"""Whatever befalls a build, killed, without room, beside another: a whole site stands, and the next build works."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pelican_briefing.locking import locked
from plugin_site import make_site, written

# How often a build is killed; `make kill` does it fifty times.
KILLS = int(os.environ.get("BRIEFING_KILLS", "3"))
COMMAND = [sys.executable, "-m", "pelican_briefing", "build", "-q", "--no-index", "-s", "siteconf.py"]
# Enough for a pool of processes.
MANY = 44


def seeds(word: str, number: int = MANY) -> dict[str, str | bytes]:
    """Return seeds that a word tells from others."""
    text = "The wall is {} long.\n\n“It will stay {},” said Ana Ruiz, the harbour master, on Monday {}.\n"
    return {f"s{n}.txt": f"{word} {n}\n\n{text.format(word, word, n)}" for n in range(number)}


def run(site: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own and return what came of it."""
    return subprocess.run(COMMAND, cwd=site, check=False, capture_output=True, text=True, **more)  # type: ignore[call-overload,no-any-return]


def built(site: Path) -> dict[str, bytes]:
    """Build, which must go well, and return the site."""
    done = run(site)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in site.iterdir() if path.name.startswith((".output", "output"))) == ["output"]
    return written(site / "output")


def children(process: int) -> set[int]:
    """Return the processes that one has started."""
    return {int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def test_a_build_that_is_killed_leaves_a_whole_site(tmp_path: Path) -> None:
    make_site(tmp_path, seeds("old"), BRIEFING_JOBS=2)
    began = time.perf_counter()
    old = built(tmp_path)
    took = time.perf_counter() - began
    make_site(tmp_path, seeds("new"), BRIEFING_JOBS=2)
    chance = random.Random(KILLS)  # noqa: S311 - nothing is kept secret by it
    for _ in range(KILLS):
        process = subprocess.Popen(COMMAND, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with process:
            time.sleep(chance.uniform(0, took))
            process.kill()
        last = written(tmp_path / "output")
        assert last["index.html"] == old["index.html"] or b"new" in last["index.html"]
        assert last == old or last == built(tmp_path)
    new = built(tmp_path)
    assert new != old
    # As if nothing had been killed.
    clean = tmp_path / "clean"
    make_site(clean, seeds("new"), BRIEFING_JOBS=2)
    assert built(clean) == new


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked for in Linux's /proc")
def test_the_processes_of_a_killed_build_end_with_it(tmp_path: Path) -> None:
    make_site(tmp_path, seeds("old", 400), BRIEFING_JOBS=2)
    with subprocess.Popen(COMMAND, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        workers: set[int] = set()
        while process.poll() is None and len(workers) < 2:
            workers = children(process.pid)
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert len(workers) == 2
    for _ in range(1000):
        left = [worker for worker in workers if _runs(worker)]
        if not left:
            break
        time.sleep(0.02)
    assert not left


def _runs(process: int) -> bool:
    """Return whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("room", [3_000, 60_000])
def test_a_full_disk_leaves_the_last_site(tmp_path: Path, room: int) -> None:
    make_site(tmp_path, seeds("old", 2))
    old = built(tmp_path)
    make_site(tmp_path, seeds("new", 2))
    # So large that it is the only file which cannot be written: Pelican would go on without it.
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "large.bin").write_bytes(b"x" * 300_000)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    done = run(tmp_path, preexec_fn=limit)
    assert done.returncode == 1
    assert "the last site stays in place" in done.stderr.splitlines()[-1] or "the last one stays" in done.stderr
    assert "Traceback" not in done.stderr
    assert written(tmp_path / "output") == old
    new = built(tmp_path)
    assert len(new["images/large.bin"]) == 300_000


# In a disk of its own: builds; again without room, and where nothing may be written; and once more as usual.
DISK = """set -e
disk=$1; kept=$2; shift 2
site() { (cd "$disk" && find output -type f | sort | xargs sha256sum); }
build() { (cd "$disk" && "$@") 2>&1; }
mount -t tmpfs -o size=8m none "$disk"
cp -R "$kept/." "$disk"
build "$@"
site >"$kept/first"
sed -i s/old/new/ "$disk"/seeds/*.txt
dd if=/dev/zero of="$disk/filler" bs=1k count=100000 2>/dev/null || true
truncate -s -24k "$disk/filler"
build "$@" >"$kept/full" && exit 3
site >"$kept/second"
rm "$disk/filler"
mount -o remount,ro "$disk"
build "$@" >"$kept/closed" && exit 4
mount -o remount,rw "$disk"
site >"$kept/third"
build "$@"
site >"$kept/last"
ls -A "$disk" >"$kept/left"
"""


def test_a_disk_without_room_or_leave_to_write_keeps_its_site(tmp_path: Path) -> None:
    apart = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        pytest.skip("a disk of its own needs user namespaces, as Linux has where it is let")
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    make_site(kept, seeds("old", 8))
    done = subprocess.run([*apart, "sh", "-c", DISK, "sh", disk, kept, *COMMAND], check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    told = {file.name: file.read_text() for file in kept.iterdir() if file.is_file()}
    assert told["first"] == told["second"] == told["third"] != told["last"]
    for name in ("full", "closed"):
        assert "the last site stays in place" in told[name] or "cannot be written" in told[name]
        assert "Traceback" not in told[name]
    left = [name for name in told["left"].split() if name != "__pycache__"]
    assert left == [".cache", "content", "output", "seeds", "siteconf.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_keeps_its_site(tmp_path: Path) -> None:
    make_site(tmp_path, seeds("old", 2))
    old = built(tmp_path)
    make_site(tmp_path, seeds("new", 2))
    tmp_path.chmod(0o500)
    done = run(tmp_path)
    tmp_path.chmod(0o700)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert written(tmp_path / "output") == old
    assert built(tmp_path) != old


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    make_site(tmp_path, seeds("old", 2))
    with locked(tmp_path / "output", lambda: None):
        process = subprocess.Popen(COMMAND, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        assert process.stderr
        assert process.stderr.readline() == f"waiting: another build writes {tmp_path / 'output'}\n"
        assert process.poll() is None
        assert not (tmp_path / "output").exists()
    with process:
        assert process.stderr.read() == ""
    assert process.returncode == 0
    assert not (tmp_path / ".output.lock").exists()


def test_builds_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    make_site(tmp_path, seeds("old", 2))
    both = [subprocess.Popen(COMMAND, cwd=tmp_path, stderr=subprocess.DEVNULL) for _ in range(2)]
    for process in both:
        with process:
            assert process.wait() == 0
    assert built(tmp_path)
