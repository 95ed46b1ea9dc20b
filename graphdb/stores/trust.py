"""Why an encrypted connection could not be made: the driver says only that there is none."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

__all__ = ["not_trusted"]

#: Bolt's own port, and how many seconds to wait.
_PORT, _WAIT = 7687, 5.0


def not_trusted(address: str) -> str:
    """Return what is wrong with a server's certificate, in words; empty where that is not it.

    Parameters
    ----------
    address : str
        As ``neo4j+s://HOST:7687``; only where it ends in ``+s`` is a certificate looked at.

    Examples
    --------
    >>> not_trusted("neo4j://localhost:7687")
    ''
    """
    parts = urlsplit(address)
    if not parts.scheme.endswith("+s") or parts.hostname is None:
        return ""
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or _PORT), _WAIT) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname),
        ):
            return ""
    except ssl.SSLCertVerificationError as error:
        return (
            f"{address} shows a certificate that this machine does not trust: "
            f"{error.verify_message}. Ask its administrator for the certificate of the authority "
            "that signed it and name the file in SSL_CERT_FILE. The address with +ssc in place of "
            "+s takes any certificate: nobody can read along, but anybody could be answering."
        )
    except (OSError, ValueError):  # nothing there, or no TLS
        return ""
