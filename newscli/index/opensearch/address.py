"""The name of an archive that an engine holds: `opensearch://host:9200,other:9200/name`."""

from __future__ import annotations

import re
from ipaddress import ip_address

from newscli.errors import UsageError
from newscli.sources.locations import SCHEMES
from newscli.tuples import NamedTuple

PORT = 9200
HIGHEST_PORT = 65535

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
FORM = "opensearch://HOST:9200/NAME"


class Address(NamedTuple):
    """Where an archive is held."""

    is_secure: bool
    """Whether the hosts are spoken to over TLS."""
    hosts: tuple[tuple[str, int], ...]
    """Name or address, and port; any of them can be asked."""
    name: str
    """The archive's; its indices begin so."""

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return all(host == "localhost" or _is_loopback(host) for host, _ in self.hosts)

    def host(self, at: int) -> str:
        """A host as messages name it; it holds no credentials, as none can be given so."""
        name, port = self.hosts[at]
        return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _is_loopback(host: str) -> bool:
    """Whether it is such an address; `127.example` is the name of another machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def address(text: str) -> Address:
    """What such a name says.  Raises `UsageError`, which repeats nothing that may be a secret.

    >>> address("opensearchs://a:9201,b/news")
    Address(is_secure=True, hosts=(('a', 9201), ('b', 9200)), name='news')
    """
    scheme, _, rest = text.partition("://")
    listed, _, name = rest.partition("/")
    if "@" in rest:
        raise UsageError(
            "no user or password goes into an address, where other programs see it: "
            "set NEWSCLI_ENGINE_USER and NEWSCLI_ENGINE_PASSWORD"
        )
    hosts = []
    for part in listed.split(","):
        found = _HOST.fullmatch(part)
        port = int((found and found[3]) or PORT)
        if found is None or not 0 < port <= HIGHEST_PORT:
            raise UsageError(f"{text} names no host and port: write {FORM}")
        hosts.append((found[1] or found[2], port))
    name = name.removesuffix("/")
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{text} names no archive: write {FORM}, NAME of small letters, digits, - . and _"
        )
    return Address(SCHEMES[scheme.lower()], tuple(hosts), name)
