"""Serves a site over a slow line, and says what crossed it.

Throttling set in the browser does not reach a worker's requests, so the line is slow here: every answer waits for the
delay, and all bytes share one bandwidth.
"""

import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TEXT = {".html", ".js", ".css", ".json", ".svg", ".xml"}  # what hosts compress


@dataclass
class Line:
    """A line between server and browser."""

    bytes_per_second: float = float("inf")
    delay: float = 0.0
    sent: list[tuple[str, int]] = field(default_factory=list)
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, path: str, size: int) -> None:
        """Wait as long as the line needs for an answer of `size` bytes."""
        with self._lock:
            self.sent.append((path, size))
            self._free = max(self._free, time.monotonic()) + size / self.bytes_per_second
            until = self._free + self.delay
        time.sleep(max(0.0, until - time.monotonic()))

    def total(self, *parts: str) -> int:
        """Bytes sent for paths that have one of `parts` in them, headers apart."""
        return sum(size for path, size in self.sent if any(part in path for part in parts))


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, line: Line, **kwargs: object) -> None:
        self.line = line
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _TEXT:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        # Only a page that is isolated may measure its memory.
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.end_headers()
        self.line.carry(self.path, len(data))
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path, line: Line) -> Iterator[str]:
    """The address of `site` at the end of `line`."""
    handler = functools.partial(_Handler, directory=str(site), line=line)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
