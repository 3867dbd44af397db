"""Has LibreOffice store a workbook in another format, with a password where one is given.

    python office.py SOURCE OUT FILTER [PASSWORD]

Needs the `uno` module of LibreOffice's own Python (package python3-uno).
"""

import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "shuiheng-broken"


def value(name: str, given):
    one = PropertyValue()
    one.Name, one.Value = name, given
    return one


def desktop():
    """The running office, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            there = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def encryption(kind: str, password: str):
    """What the dialogue of LibreOffice makes of a password, by the format that is stored."""
    if kind == "calc8":
        return value("Password", password)
    if kind == "MS Excel 97":
        salt = bytes(range(16))
        start = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
        key = hashlib.md5((start + salt) * 16).digest()
        named = [("STD97EncryptionKey", uno.ByteSequence(key)), ("STD97UniqueID", uno.ByteSequence(salt))]
    else:
        named = [("CryptoType", "Standard"), ("OOXPassword", password)]
    pairs = tuple(NamedValue(name, given) for name, given in named)
    return value("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", pairs))


def main(source: str, out: str, kind: str, password: str = "") -> None:
    with tempfile.TemporaryDirectory() as profile:
        process = subprocess.Popen([
            "soffice", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp;",
            f"-env:UserInstallation={Path(profile).as_uri()}",
        ])
        office = desktop()
        wanted = [value("FilterName", kind)]
        if password:
            wanted.append(encryption(kind, password))
        document = office.loadComponentFromURL(
            Path(source).resolve().as_uri(), "_blank", 0, (value("Hidden", True),)
        )
        uno.invoke(document, "storeToURL", (Path(out).resolve().as_uri(), tuple(wanted)))
        document.close(True)
        office.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
