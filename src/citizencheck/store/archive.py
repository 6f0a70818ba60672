"""A run as a WACZ file (Web Archive Collection Zipped 1.1.1): the bytes that were judged, as ReplayWeb.page opens them.

The only file that imports warcio and wacz. The store keeps bodies and not headers, so pages are WARC ``resource`` records; of a
redirect, status and target are known and no more, and a ``response`` record says just these.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

from citizencheck import __version__
from citizencheck.errors import OutputError, UsageError
from citizencheck.files import write_whole
from citizencheck.model import Outcome, RunInfo, UrlRecord
from citizencheck.store.run import RunStore

REPORT: Final = "urn:citizencheck:report.json"
TYPE: Final = re.compile(r"^[\w.+-]+/[\w.+-]+(?:; *charset=[\w.:-]+)?$", re.ASCII | re.IGNORECASE)
UNKNOWN: Final = "1970-01-01T00:00:00Z"


def write_archive(store: RunStore, output: Path, report: bytes | None = None) -> int:
    """Writes every stored body, every redirect and the report to ``output``; returns the number of WARC records.

    Raises UsageError where warcio or wacz is missing or the name does not end in .wacz, OutputError where it cannot be written.
    """
    try:
        from wacz.main import main as wacz  # noqa: PLC0415 - an extra
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415
    except ModuleNotFoundError as e:
        raise UsageError(
            f"An archive needs the package {(e.name or 'wacz').partition('.')[0]}.",
            "Install it: pip install 'citizencheck[archive]'",
        ) from e
    if output.suffix != ".wacz":
        raise UsageError(f"{output} does not end in .wacz, as such files do.", "Give -o a name such as site.wacz.")
    info = store.snapshot().info
    with tempfile.TemporaryDirectory(prefix="citizencheck-") as folder:
        warc, pages, made = Path(folder) / "site.warc.gz", Path(folder) / "pages.jsonl", Path(folder) / "site.wacz"
        with warc.open("wb") as file:
            count = _records(WARCWriter(file, gzip=True), store, info, report)
        pages.write_text("".join(_pages(store, info)), encoding="utf-8")
        said = io.StringIO()
        given = [
            "create",
            "-o",
            str(made),
            "-p",
            str(pages),
            "--url",
            info.start_url,
            "--title",
            info.target,
            "--hash-type",
            "sha256",
        ]
        with redirect_stdout(said), redirect_stderr(said):
            ended = wacz([*given, str(warc)])
        if ended != 0 or not made.is_file():
            raise OutputError(f"The archive could not be made: {said.getvalue().strip()[-300:]}")
        write_whole(output, made.read_bytes())
    return count


def _records(writer: Any, store: RunStore, info: RunInfo, report: bytes | None) -> int:
    about = {
        "software": f"citizencheck {__version__}",
        "format": "WARC File Format 1.1",
        "description": f"What citizencheck read of {info.target}. Pages are resource records: headers were not kept.",
        "robots": "obeyed, unless the report says otherwise",
    }
    writer.write_record(writer.create_warcinfo_record("site.warc.gz", about))
    count = 1
    for record in store.records():
        for made in _of(writer, store, record):
            writer.write_record(made)
            count += 1
    probe = store.search()
    for answer in probe.answers if probe else ():
        body = store.body(answer.sha256) if answer.sha256 else None
        if body is not None:
            writer.write_record(
                _resource(
                    writer,
                    answer.end or answer.url,
                    body,
                    "text/html",
                    answer.fetched,
                    f"question to the site's search: {answer.query}",
                )
            )
            count += 1
    if report is not None:
        writer.write_record(
            _resource(writer, REPORT, report, "application/json", info.finished, "the report on these pages")
        )
        count += 1
    return count


def _of(writer: Any, store: RunStore, record: UrlRecord) -> Iterator[Any]:
    """What is known of one address: its bytes, or where it led."""
    if record.outcome == Outcome.REDIRECT and record.target and record.status:
        from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - an extra

        head = StatusAndHeaders(
            f"{record.status} Redirect", [("Location", record.target), ("Content-Length", "0")], protocol="HTTP/1.1"
        )
        yield writer.create_warc_record(
            record.url,
            "response",
            payload=io.BytesIO(b""),
            http_headers=head,
            warc_headers_dict={"WARC-Date": record.fetched or UNKNOWN},
        )
        return
    body = store.body(record.sha256) if record.sha256 else None
    if body is not None:
        yield _resource(
            writer, record.url, body, record.content_type, record.fetched, f"outcome: {record.outcome} {record.reason}"
        )


def _resource(writer: Any, url: str, body: bytes, content_type: str, fetched: str, note: str) -> Any:
    kind = content_type.strip() if TYPE.match(content_type.strip()) else "text/html"
    headers = {
        "WARC-Date": fetched or UNKNOWN,
        "WARC-X-Note": re.sub(r"[^\x20-\x7e]", "?", note)[:300],
    }
    return writer.create_warc_record(
        url, "resource", payload=io.BytesIO(body), warc_content_type=kind, warc_headers_dict=headers, length=len(body)
    )


def _pages(store: RunStore, info: RunInfo) -> Iterator[str]:
    """The list of pages that a reader of the archive is shown: those that were judged, by their titles."""
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Pages"}) + "\n"
    times = {r.url: r.fetched for r in store.records()}
    for page in store.pages():
        title = page.title or (page.headings[0].text if page.headings else "") or page.url
        line = {"url": page.url, "ts": times.get(page.url) or info.finished or UNKNOWN, "title": title}
        yield json.dumps(line, ensure_ascii=True) + "\n"
