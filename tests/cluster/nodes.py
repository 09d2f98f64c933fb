"""A real cluster of OpenSearch on this machine: fetched, started, waited for, stopped.

    python -m tests.cluster.nodes FOLDER       until Ctrl-C or SIGTERM; nodes keep to FOLDER

The server comes from Maven Central into a folder that is kept (`NEWSCLI_CLUSTER_CACHE`, else
the folder for temporary files).  Three nodes listen on loopback alone, with small heaps, as a
user of their own where this one is root: the server refuses to run as that.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

VERSION = "3.6.0"  # needs Java 21
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
OLDEST_JAVA = 21
NODES = 3
READY = 300  # seconds until they have found each other: 40 where nothing else runs, 150 at worst
USER = "newscli-cluster"

# A node lives for minutes: what its code gains by being optimised is less than that costs.
JVM = """
-Xms{heap}
-Xmx{heap}
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-XX:-UsePerfData
-Djava.io.tmpdir=${{OPENSEARCH_TMPDIR}}
-javaagent:agent/opensearch-agent.jar
--add-modules=jdk.incubator.vector
"""

SETTINGS = """
cluster.name: newscli-tests
node.name: n{number}
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
discovery.seed_hosts: [{seeds}]
cluster.initial_cluster_manager_nodes: [n1, n2, n3]
cluster.info.update.interval: 10s
cluster.routing.allocation.disk.watermark.low: 1gb
cluster.routing.allocation.disk.watermark.high: 800mb
cluster.routing.allocation.disk.watermark.flood_stage: 500mb
"""


class NotHere(Exception):
    """Why there can be no cluster on this machine."""


def java() -> Path:
    """The home of a Java that is new enough; raises `NotHere`."""
    named = os.environ.get("JAVA_HOME")
    known = sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in [*([Path(named)] if named else []), *known]:
        with suppress(OSError, ValueError, IndexError):
            told = subprocess.run(
                [home / "bin" / "java", "-version"], capture_output=True, text=True, check=True
            ).stderr
            if int(told.split('"')[1].split(".")[0]) >= OLDEST_JAVA:
                return home
    raise NotHere(f"no Java {OLDEST_JAVA} or newer in JAVA_HOME or /usr/lib/jvm")


def cache() -> Path:
    """Where what was fetched is kept."""
    return Path(
        os.environ.get("NEWSCLI_CLUSTER_CACHE") or Path(tempfile.gettempdir()) / "newscli-cluster"
    )


def server() -> Path:
    """The unpacked server, fetched when it is not there; raises `NotHere`."""
    folder = cache() / f"opensearch-{VERSION}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise NotHere("no Maven (mvn) to fetch the server with")
    cache().mkdir(parents=True, exist_ok=True)
    fetched = subprocess.run(
        [
            maven,
            "-q",
            "-B",
            "dependency:copy",
            f"-Dartifact={ARTIFACT}",
            f"-DoutputDirectory={cache()}",
        ],
        capture_output=True,
        text=True,
        timeout=300,
    )
    archive = cache() / f"opensearch-{VERSION}.zip"
    if fetched.returncode or not archive.is_file():
        raise NotHere(f"Maven did not bring {ARTIFACT}: {fetched.stdout.strip()[:200]}")
    unpacking = cache() / f"unpacking-{os.getpid()}"
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(unpacking)
    for program in (unpacking / f"opensearch-{VERSION}" / "bin").iterdir():
        program.chmod(0o755)
    with suppress(OSError):  # another run may have been first
        (unpacking / f"opensearch-{VERSION}").rename(folder)
    shutil.rmtree(unpacking, ignore_errors=True)
    archive.unlink(missing_ok=True)
    return folder


class Cluster:
    """Three nodes and where they listen."""

    def __init__(self, folder: Path, heap: str = "512m") -> None:
        """Nothing is started yet; raises `NotHere` where nothing can be."""
        self._java = java()
        self._server = server()
        self._folder = folder
        self._owner = _owner()
        self._heap = heap
        ports = _free_ports(2 * NODES)
        self.ports = ports[:NODES]
        self._transports = ports[NODES:]
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Cluster:
        try:
            for number in range(NODES):
                self.start(number)
            self.wait(nodes=NODES)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, number: int) -> None:
        """Start a node, 0 to 2."""
        folder = self._folder / f"n{number + 1}"
        for part in ("config", "tmp", "data", "logs"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        settings = SETTINGS.format(
            number=number + 1,
            folder=folder,
            http=self.ports[number],
            transport=self._transports[number],
            seeds=", ".join(f'"127.0.0.1:{port}"' for port in self._transports),
        )
        (folder / "config" / "opensearch.yml").write_text(settings)
        (folder / "config" / "jvm.options").write_text(JVM.format(heap=self._heap))
        shutil.copy(self._server / "config" / "log4j2.properties", folder / "config")
        if self._owner:
            for path in (self._folder, folder, *folder.rglob("*")):
                os.chown(path, self._owner, -1)
        environ = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_JAVA_HOME": str(self._java),
            "JAVA_HOME": str(self._java),
            "OPENSEARCH_PATH_CONF": str(folder / "config"),
            "OPENSEARCH_TMPDIR": str(folder / "tmp"),
        }
        with (folder / "out").open("wb") as out:
            self._running[number] = subprocess.Popen(
                [self._server / "bin" / "opensearch"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environ,
                user=self._owner,
                start_new_session=True,  # so that all of its processes can be ended by group
                cwd=folder,
            )

    def kill(self, number: int) -> None:
        """End a node at once, as a power cut would."""
        process = self._running.pop(number)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End all nodes."""
        for number in [*self._running]:
            self.kill(number)

    def ask(self, path: str, body: object = None, method: str | None = None) -> dict[str, object]:
        """What any node that runs answers."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[min(self._running)]}{path}",
            data,
            {"Content-Type": "application/json"},
            method=method or ("POST" if data else "GET"),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of loopback
            told = json.loads(answer.read() or b"{}")
        assert isinstance(told, dict)
        return told

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to come true."""
        end = time.monotonic() + READY
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(1)

    def wait(self, nodes: int, status: str = "green") -> None:
        """Wait until so many nodes have found each other and all shards are where they belong."""
        end = time.monotonic() + READY
        while time.monotonic() < end:
            with suppress(OSError, ValueError, urllib.error.URLError):
                told = self.ask(
                    f"/_cluster/health?wait_for_nodes={nodes}&wait_for_status={status}&timeout=5s"
                )
                if told["number_of_nodes"] == nodes and not told["timed_out"]:
                    return
            for number, process in self._running.items():
                if process.poll() is not None:
                    out = (self._folder / f"n{number + 1}" / "out").read_text(errors="replace")
                    raise RuntimeError(f"node {number + 1} has ended:\n{out[-2000:]}")
            time.sleep(0.5)
        raise TimeoutError(f"{nodes} nodes are not {status} after {READY} s")


def _owner() -> int | None:
    """The user that nodes run as where this process is root's."""
    if os.getuid():
        return None
    with suppress(KeyError):
        return pwd.getpwnam(USER).pw_uid
    subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    return pwd.getpwnam(USER).pw_uid


def _free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: no node is left running
    with Cluster(Path(sys.argv[1]).absolute()) as cluster:
        print(*(f"http://127.0.0.1:{port}" for port in cluster.ports), flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
