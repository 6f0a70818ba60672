"""Content codings undone with a running cap, so that a few kilobytes never become gigabytes."""

from __future__ import annotations

import sys
import zlib
from typing import Final, Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED: Final = "gzip, deflate, br, zstd"
MAX_MEMBERS: Final = 64
WINDOW_LOG: Final = 23
"""zstd's window: 8 MB, the most that RFC 9659 lets a web server ask of its reader."""
STEP: Final = 65_536


class TooMuchError(Exception):
    """The decoded body passes its cap."""


class UnreadableError(Exception):
    """The body is not what its Content-Encoding says."""


class Decoder(Protocol):
    def feed(self, data: bytes) -> bytes: ...

    @property
    def whole(self) -> bool:
        """Whether what was fed is a whole body; one that ends too early was cut on its way."""
        ...


class Plain:
    """No coding at all."""

    whole = True

    def __init__(self, cap: int) -> None:
        self._left = cap

    def feed(self, data: bytes) -> bytes:
        """The bytes themselves. Raises TooMuchError past the cap."""
        self._left -= len(data)
        if self._left < 0:
            raise TooMuchError
        return data


class Inflate:
    """gzip or deflate; several gzip members one after the other, as the format allows."""

    def __init__(self, cap: int, *, gzip: bool) -> None:
        self._left = cap
        self._gzip = gzip
        self._members = 0
        self._started = False
        self._inflater = zlib.decompressobj(47 if gzip else 15)

    def feed(self, data: bytes) -> bytes:
        """Decoded bytes. Raises TooMuchError past the cap, UnreadableError for what is not gzip or deflate."""
        out = []
        while data:
            try:
                piece = self._inflater.decompress(data, self._left + 1)
            except zlib.error as e:
                if not self._gzip and not self._started:
                    self._inflater, self._started = (
                        zlib.decompressobj(-15),
                        True,
                    )  # raw deflate, as some servers send it
                    continue
                raise UnreadableError(str(e)) from e
            self._started = True
            self._left -= len(piece)
            if self._left < 0 or self._inflater.unconsumed_tail:
                raise TooMuchError
            out.append(piece)
            data = b""
            if self._inflater.eof and self._gzip:
                data = self._next_member(self._inflater.unused_data)
        return b"".join(out)

    @property
    def whole(self) -> bool:
        """Whether the stream has come to its own end, or nothing came at all."""
        return self._inflater.eof or not self._started

    def _next_member(self, rest: bytes) -> bytes:
        self._members += 1
        if not rest.startswith(b"\x1f\x8b"):
            return b""
        if self._members > MAX_MEMBERS:
            raise TooMuchError
        self._inflater = zlib.decompressobj(47)
        return rest


class Brotli:
    """Brotli, never more than a step at a time."""

    def __init__(self, cap: int) -> None:
        self._left = cap
        self._started = False
        self._decompressor = brotli.Decompressor()

    def feed(self, data: bytes) -> bytes:
        """Decoded bytes. Raises TooMuchError past the cap, UnreadableError for what is not brotli."""
        out = []
        self._started = self._started or bool(data)
        try:
            piece = self._decompressor.process(data, output_buffer_limit=STEP)
            while piece:
                out.append(piece)
                self._left -= len(piece)
                if self._left < 0:
                    raise TooMuchError
                piece = (
                    b""
                    if self._decompressor.can_accept_more_data()
                    else self._decompressor.process(b"", output_buffer_limit=STEP)
                )
        except brotli.error as e:
            raise UnreadableError(str(e)) from e
        return b"".join(out)

    @property
    def whole(self) -> bool:
        """Whether the stream has come to its own end, or nothing came at all."""
        return self._decompressor.is_finished() or not self._started


class Zstd:
    """Zstandard, never more than a step at a time; several frames one after the other, as the format allows."""

    def __init__(self, cap: int) -> None:
        self._left = cap
        self._frames = 0
        self._started = False
        self._decompressor = _zstd()

    def feed(self, data: bytes) -> bytes:
        """Decoded bytes. Raises TooMuchError past the cap or a window too large, UnreadableError for what is not zstd."""
        out = []
        self._started = self._started or bool(data)
        while data or not self._decompressor.needs_input:
            if self._decompressor.eof:
                data = self._decompressor.unused_data + data
                if not data:
                    break
                self._frames += 1
                if self._frames > MAX_MEMBERS:
                    raise TooMuchError
                self._decompressor = _zstd()
            try:
                piece, data = self._decompressor.decompress(data, STEP), b""
            except zstd.ZstdError as e:
                if "too much memory" in str(e):
                    raise TooMuchError from e
                raise UnreadableError(str(e)) from e
            self._left -= len(piece)
            if self._left < 0:
                raise TooMuchError
            out.append(piece)
        return b"".join(out)

    @property
    def whole(self) -> bool:
        """Whether the stream has come to its own end, or nothing came at all."""
        return self._decompressor.eof or not self._started


def _zstd() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW_LOG})


def decoder(encoding: str, cap: int) -> Decoder:
    """A decoder for a Content-Encoding header. Raises UnreadableError for a coding that was not offered, or for several."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain(cap)
        case "gzip" | "x-gzip":
            return Inflate(cap, gzip=True)
        case "deflate":
            return Inflate(cap, gzip=False)
        case "br":
            return Brotli(cap)
        case "zstd":
            return Zstd(cap)
        case other:
            raise UnreadableError(f"Content-Encoding {other[:60]!r} was not asked for")
