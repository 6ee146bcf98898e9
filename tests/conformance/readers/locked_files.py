"""Office files under a password, made by LibreOffice itself through a macro: no filter option takes one."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS: Mapping[str, tuple[str, str]] = {
    "x.xls": ("a.csv", "MS Excel 97"),
    "x.ods": ("a.csv", "calc8"),
    "x.doc": ("a.txt", "MS Word 97"),
    "x.odt": ("a.txt", "writer8"),
}
"""File → what it is made of, LibreOffice's name of the format."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SAVE = """Sub Save(source, target, kind)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden" : load(0).Value = True
  opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, load())
  Dim store(1) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = kind
  store(1).Name = "Password" : store(1).Value = "once"
  opened.storeToURL(ConvertToURL(target), store())
  opened.close(True)
End Sub
"""


def locked_files(office: str, folder: Path) -> Path:
    """The folder with the files of FILTERS, each with the password `once`."""
    (folder / "a.csv").write_text("收入决算表\n合计,1.00\n", encoding="utf-8")
    (folder / "a.txt").write_text("收入决算表\n", encoding="utf-8")
    calls = [
        f'  Save("{folder / source}", "{folder / name}", "{kind}")'
        for name, (source, kind) in FILTERS.items()
    ]
    code = "\n".join([_SAVE, "Sub Main", *calls, "  StarDesktop.terminate()", "End Sub"])
    profile = folder / "profile"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # A first start sets the profile up, and would write over a macro that lay there before.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=300)
    basic = profile / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic.parent / "script.xlc").write_text(
        f'{_XML}<library:libraries {_NAMES}><library:library library:name="Standard" xlink:type="simple" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" library:link="false"/></library:libraries>'
    )
    (basic / "script.xlb").write_text(
        f'{_XML}<library:library {_NAMES} library:name="Standard" library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Module1"/></library:library>'
    )
    (basic / "Module1.xba").write_text(
        f'{_XML}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        f'script:language="StarBasic">{escape(code)}</script:module>'
    )
    subprocess.run([*command, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=300)
    return folder
