"""The W3C's schema of MusicXML 4.0, from the Python package that carries it."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from lxml import etree

IMPORTED: Final = {
    "http://www.musicxml.org/xsd/xml.xsd": """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                   targetNamespace="http://www.w3.org/XML/1998/namespace">
          <xs:attribute name="lang" type="xs:language"/>
          <xs:attribute name="space" type="xs:NCName"/>
        </xs:schema>""",
    "http://www.musicxml.org/xsd/xlink.xsd": """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                   targetNamespace="http://www.w3.org/1999/xlink">
          <xs:attribute name="href" type="xs:anyURI"/>
          <xs:attribute name="type" type="xs:string"/>
          <xs:attribute name="role" type="xs:token"/>
          <xs:attribute name="title" type="xs:token"/>
          <xs:attribute name="show" type="xs:string"/>
          <xs:attribute name="actuate" type="xs:string"/>
        </xs:schema>""",
}
"""The schemas that it imports, as far as it uses them: they stand in for the network."""


@cache
def musicxml_schema() -> etree.XMLSchema:
    package = find_spec("musicxml")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).parent / "generate_classes" / "musicxml_4_0.xsd"
    text = path.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        for number, (address, imported) in enumerate(IMPORTED.items()):
            file = Path(folder, f"{number}.xsd")
            file.write_text(imported, encoding="utf-8")
            text = text.replace(address, file.as_uri())
        return etree.XMLSchema(etree.fromstring(text.encode()))


def faults_in(document: bytes) -> str:
    """Return what the schema finds wrong with a MusicXML document: nothing, or a list."""
    schema = musicxml_schema()
    schema.validate(etree.fromstring(document, etree.XMLParser(no_network=True)))
    return str(schema.error_log)
