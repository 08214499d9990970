"""Old Word files (.doc) by way of LibreOffice, where it is installed: converted to .docx, which our reader reads.

LibreOffice needs files, threads and programs that a reading process may not have, so it runs beside the readers: for
one file at a time in a folder that is thrown away, with a profile in which macros and links are off, in a process
group with bounds of its own, and without a network where the system lets us take it away. What it writes is as
untrusted as what came in, and goes to the reading process like any other file.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from extractor.errors import LimitReached, UnreadableDocument, UnsupportedDocument
from extractor.limits import Limits

_PROGRAMS = ("soffice", "libreoffice")
_MEMORY_BYTES = 4 * 1024**3
_IN_FILTER, _OUT_FILTER = "MS Word 97", "docx:MS Word 2007 XML"
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def to_docx(data: bytes, limits: Limits, timeout_s: float) -> bytes:
    """The old Word file in ``data`` as a .docx file.

    :raises UnsupportedDocument: LibreOffice is not installed.
    :raises UnreadableDocument: LibreOffice cannot read the file.
    :raises LimitReached: it takes longer than ``timeout_s``, or becomes larger than ``limits.file_bytes``.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name)) is not None), None)
    if program is None:
        raise UnsupportedDocument(
            "This is a Word file of the old kind (.doc), which is read by way of LibreOffice; it is not installed "
            "here. Install LibreOffice so that `soffice` can be found, or save the file as .docx or PDF."
        )
    with tempfile.TemporaryDirectory(prefix="clausecheck-doc-") as folder:
        return _converted(program, data, Path(folder), limits, timeout_s)


def _converted(program: str, data: bytes, folder: Path, limits: Limits, timeout_s: float) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    (folder / "contract.doc").write_bytes(data)
    arguments = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    arguments += [f"--infilter={_IN_FILTER}", "--convert-to", _OUT_FILTER, "--outdir", str(folder / "out")]
    _run([*arguments, str(folder / "contract.doc")], folder, limits, timeout_s)
    try:
        with (folder / "out" / "contract.docx").open("rb") as file:
            converted = file.read(limits.file_bytes + 1)
    except OSError:
        raise UnreadableDocument(
            "The old Word file (.doc) is damaged or protected: LibreOffice cannot open it. "
            "Open it in Word and save it as .docx."
        ) from None
    if len(converted) > limits.file_bytes:
        raise LimitReached("The old Word file (.doc) holds more than a contract can and was not read.")
    return converted


def _run(arguments: list[str], folder: Path, limits: Limits, timeout_s: float) -> None:
    """Run the program to its end or the clock's, and end whatever it left running."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    # The launcher binds itself before it becomes LibreOffice; -P: never import from the folder one stands in.
    launcher = [sys.executable, "-P", "-m", "service.conversion_launcher", str(_MEMORY_BYTES), str(limits.file_bytes)]
    process = subprocess.Popen(
        [*launcher, str(int(timeout_s)), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=kept | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        raise LimitReached(
            f"Converting the old Word file (.doc) took longer than {timeout_s:g} s and was stopped. "
            "Open it in Word and save it as .docx."
        ) from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
