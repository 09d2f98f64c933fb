"""The cluster that these tests share, and an archive in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

import newscli
from newscli.archive.engine import EngineArchive
from newscli.cli import main
from tests.cluster.nodes import Cluster, NotHere

WORDS = """harbour council budget minister strike ferry island bridge school hospital vote winter
storm market price wheat fishing quota treaty border railway tunnel museum orchestra
concert goalkeeper season coach penalty stadium election coalition opposition senate
mayor reservoir drought flood volcano observatory satellite launch laboratory vaccine
clinic nurse union wages pension inflation bank currency exports tariff steel factory
engine battery turbine grid power outage verdict court judge prosecutor appeal prison
police inquiry witness theatre novel prize painter gallery auction vineyard olive
harvest pasture wolves forest fire brigade rescue glacier avalanche pilot runway
airport customs smuggling parliament speaker decree archive census border garrison
admiral submarine
""".split()
NAMES = """Ardeval Brontesk Calvenor Dravik Elmarith Fensgard Galmoor Havelund Iskarra Jorvald
Kestrin Lomvik Mardessa Norrelund Ostavik Pellmoor Quessant Rivenholt Sondermark Tavrik
""".split()
OTHERS = [
    f"{start}{middle}{end}"
    for start in ("bal", "cor", "dun", "fel", "gra", "hol", "mir", "nov")
    for middle in ("a", "e", "i", "o", "u", "and", "ist")
    for end in ("ber", "dic", "gon", "lum", "nax", "pir", "sot", "tev", "vum", "zeg")
]
"""What keeps a query's matches below the pool that is ranked anew: above it, the two engines may
choose others."""
ARTICLES = 400
PER_FILE = 4


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Three nodes that have found each other."""
    if not os.environ.get("NEWSCLI_CLUSTER"):
        pytest.skip("a cluster takes a minute to start: NEWSCLI_CLUSTER=1 asks for it")
    folder = Path(tempfile.mkdtemp(prefix="newscli-cluster-"))
    folder.chmod(0o755)
    try:
        with Cluster(folder) as nodes:
            yield nodes
    except NotHere as why:
        pytest.skip(str(why))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of made-up articles."""
    folder = tmp_path_factory.mktemp("corpus") / "wire"
    random = Random(5)  # noqa: S311 - nothing secret
    for number in range(0, ARTICLES, PER_FILE):
        part = folder / f"week{number // 100}"
        part.mkdir(parents=True, exist_ok=True)
        texts = [article(random) for _ in range(PER_FILE)]
        lines = [f'{{"headline": "{h}", "body": "{b}", "date": "{d}"}}' for h, b, d in texts]
        (part / f"{number:04}.jsonl").write_text("\n".join(lines) + "\n")
    return folder


def article(random: Random) -> tuple[str, str, str]:
    """Headline, body and date of an article that means nothing."""
    topic = random.sample(WORDS, 6)
    place = random.choice(NAMES)
    headline = f"{place} {' '.join(random.sample(topic, 3))}"
    sentences = []
    for _ in range(random.randint(4, 9)):
        words = [random.choice(topic) if random.random() < 0.4 else random.choice(OTHERS)]
        words += [random.choice([*topic, *OTHERS]) for _ in range(random.randint(5, 14))]
        words.insert(random.randrange(len(words)), random.choice(NAMES))
        if random.random() < 0.05:
            words.append(random.choice(topic)[:-1])  # a slip
        sentences.append(" ".join(words).capitalize() + ".")
    day = f"2023-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return headline, " ".join(sentences), day


def addressed(cluster: Cluster, name: str) -> str:
    """The address of an archive in the cluster, by all of its nodes."""
    hosts = ",".join(f"127.0.0.1:{port}" for port in cluster.ports)
    return f"opensearch://{hosts}/{name}"


@pytest.fixture(scope="session")
def loaded(cluster: Cluster, corpus: Path) -> str:
    """The address of an archive that holds the corpus."""
    address = addressed(cluster, "wire")
    assert main(["index", "--to", address, str(corpus)]) == 0
    return address


@pytest.fixture
def remote(loaded: str) -> Iterator[EngineArchive]:
    archive = newscli.open_archive([loaded])
    assert isinstance(archive, EngineArchive)
    yield archive
    archive.close()
