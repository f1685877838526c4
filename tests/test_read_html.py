import pytest

from qa.errors import DamagedFile, EmptyText
from qa.model import Format
from qa.read import read, read_bytes
from tests.read_files import FIXTURES


def test_the_official_page_becomes_the_lines_of_the_official_pdf():
    source = read(FIXTURES / "aanhangsel.html")
    assert source.format is Format.HTML
    assert source.text.strip() == (
        "Vragen van het lid Duinstra over de brug.\n"
        "\n"
        "Vraag 1\n"
        "Kent u het rapport?1\n"
        "\n"
        "Antwoord 1\n"
        "Ja.\n"
        "Soort | Aantal\n"
        "Brug | 7\n"
        "\n"
        "Vraag 2\n"
        "Hoeveel sluizen?\n"
        "\n"
        "Antwoord 2\n"
        "a. twee;\n"
        "b. drie in 40 m2.\n"
        "\n"
        "Toelichting: deze vragen volgen op eerdere.\n"
        "\n"
        "1 Bruggenblad, 5 januari 2031."
    )


def test_footnotes_and_properties_of_the_official_page():
    source = read(FIXTURES / "aanhangsel.html")
    (note,) = source.notes
    assert (note.mark, note.text) == ("1", "Bruggenblad, 5 januari 2031.")
    assert [mark.of(source.text) for mark in source.marks] == ["1"]
    assert source.metadata == {
        "id": "ah-tk-20302031-100",
        "vergaderjaar": "2030-2031",
        "asked": "2031-01-06",
    }


def test_an_error_page_is_named():
    with pytest.raises(DamagedFile, match="foutmelding"):
        read(FIXTURES / "fout.html")


def test_a_document_that_mentions_not_found_is_no_error_page():
    page = "<html><body><h1>Vragen over 500 fouten</h1><p>Is het document niet gevonden?</p>"
    page += "<p>Ja, lang zoeken hielp.</p>" * 100
    assert "niet gevonden" in read_bytes(page.encode(), "vragen.html").text


def test_a_page_that_a_script_fills_is_named():
    page = "<html><body><div id='root'></div><script>laad()</script></body></html>"
    with pytest.raises(EmptyText, match="geen tekst"):
        read_bytes(page.encode(), "leeg.html")


def test_a_plain_page_in_windows_1252():
    page = (
        "<html><body><p>1<br>Kent u “café”?</p><ul><li>één</li></ul><pre>a\nb</pre></body></html>"
    )
    assert read_bytes(page.encode("cp1252"), "x.htm").text == "1\nKent u “café”?\n• één\na\nb\n"


def test_the_header_of_the_page_goes_and_that_of_the_article_stays():
    page = "<html><body><header>Menu</header><article><header>Vragen</header>tekst</article></body>"
    assert read_bytes(page.encode(), "x.html").text == "Vragen\ntekst\n"


def test_a_footnote_without_a_number_has_no_label():
    page = '<html><body><p>Vragen</p><div class="noot"><p>Bron.</p></div></body></html>'
    source = read_bytes(page.encode(), "x.html")
    assert [(note.mark, note.text) for note in source.notes] == [("", "Bron.")]
    assert (source.furniture, source.text) == ((), "Vragen\n\nBron.\n")
