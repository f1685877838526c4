import pytest

from qa.errors import DamagedFile, EmptyText, UnsupportedFormat
from qa.model import Format
from qa.read import read, read_bytes
from tests.read_files import FIXTURES


def test_modern_questions_become_the_lines_of_the_official_pdf():
    source = read(FIXTURES / "kamervragen.xml")
    assert source.format is Format.XML
    assert source.text.split("\n\n", 1)[1] == (
        "Vraag 1\n"
        "Kent u het bruggenrapport?1 Zo ja, wat vindt u?\n"
        "\n"
        "Antwoord 1\n"
        "Ja. Het dek meet 40 m2.\n"
        "\n"
        "Vraag 2, 3\n"
        "Hoeveel bruggen zijn er?\n"
        "En sluizen?\n"
        "\n"
        "Antwoord 2, 3\n"
        "a. zeven bruggen;\n"
        "b. twee sluizen.\n"
        "Bruggen en sluizen\n"
        "Soort | Aantal\n"
        "Brug | 7\n"
        " | 9\n"
        "\n"
        "Toelichting: deze vragen volgen op eerdere vragen.\n"
        "\n"
        "1 Bruggenblad, 5 januari 2031.\n"
    )


def test_a_footnote_in_a_sentence_is_set_apart():
    source = read(FIXTURES / "kamervragen.xml")
    (note,) = source.notes
    assert (note.mark, note.text) == ("1", "Bruggenblad, 5 januari 2031.")
    assert [span.of(source.text) for span in note.spans] == [note.text]
    (mark,) = source.marks
    assert source.text[mark.start - 13 : mark.end] == "uggenrapport?1"
    assert [span.of(source.text) for span in source.furniture] == ["1"]


def test_official_properties_carry_the_names_of_document_and_no_false_date():
    assert read(FIXTURES / "kamervragen.xml").metadata == {
        "id": "ah-tk-20302031-100",
        "vergaderjaar": "2030-2031",
        "title": "de brug bij Zevenhuizen",
        "zaken": "2031Z00017",
        "asked": "2031-01-06",
        "received": "2031-02-03",
    }


def test_questions_without_nr_keep_what_they_say_and_get_no_number():
    source = read(FIXTURES / "kamervragen_zonder_nr.xml")
    assert "\nVraag 1\nHoe diep is de sluis?\n\nVraag\nHoe breed is zij?\n" in source.text
    assert source.metadata["id"] == "kv-tk-2031Z00018"


def test_a_remark_without_a_heading_is_a_notice_of_postponement():
    source = read(FIXTURES / "mededeling.xml")
    assert "\nMededeling\nDe vragen over sluizen kunnen niet" in source.text
    assert source.metadata["id"] == "ah-tk-20302031-101"


def test_the_older_generation_with_all_questions_first():
    source = read(FIXTURES / "vraagdoc.xml")
    assert source.text.split("\n\n", 1)[1] == (
        "Vraag 1\nKent u het café?1\n\n"
        "Vraag 2\nGaat u erheen?\n\n"
        "Toelichting\nDeze vragen volgen op een bezoek.\n"
        "Antwoord van minister Van der Dam.\n\n"
        "Antwoord 1\nJa.\n\n"
        "Antwoord 2\nNee, het is te ver.\n\n"
        "1 Sluisbode, 3 mei 1999.\n"
    )
    assert [note.text for note in source.notes] == ["Sluisbode, 3 mei 1999."]


def test_a_kamerstuk_is_plain_lines_with_its_number():
    source = read(FIXTURES / "kamerstuk.xml")
    assert "\n1\nWat kost een brug?\nDat hangt af van de brug.\n2\nEn een sluis?\n" in source.text
    assert source.metadata == {
        "id": "kst-99600-XII-13",
        "dossier": "99600-XII",
        "vergaderjaar": "2030-2031",
        "title": "LIJST VAN VRAGEN EN ANTWOORDEN",
    }


def test_a_stub_with_metadata_only_is_named():
    with pytest.raises(EmptyText, match="alleen metadata"):
        read(FIXTURES / "stub.xml")


def test_xml_of_another_kind_is_named():
    with pytest.raises(UnsupportedFormat, match="'rss'"):
        read_bytes(b"<?xml version='1.0'?><rss><item>nieuws</item></rss>", "nieuws.xml")


def test_a_mark_and_letters_that_were_encoded_twice_are_mended():
    text = (FIXTURES / "mededeling.xml").read_text().replace("sluizen", "coöperaties")
    twice = ("\ufeff" + text).encode().decode("latin-1").encode()
    assert "vragen over coöperaties" in read_bytes(twice, "dubbel.xml").text


def test_bytes_that_do_not_fit_the_declaration_are_read_as_windows_1252():
    text = '<?xml version="1.0" encoding="UTF-8"?><vraagdoc><al>Café – één</al></vraagdoc>'
    assert read_bytes(text.encode("cp1252"), "oud.xml").text == "Café – één\n"


@pytest.mark.parametrize(
    "entity",
    ['SYSTEM "file:///etc/hostname"', '"' + "x" * 50 + '"', 'PUBLIC "a" "http://127.0.0.1:9/"'],
)
def test_an_entity_of_its_own_is_refused(entity):
    text = f"<!DOCTYPE vraagdoc [<!ENTITY eigen {entity}>]><vraagdoc><al>&eigen;</al></vraagdoc>"
    with pytest.raises(DamagedFile, match="entiteit"):
        read_bytes(text.encode(), "entiteit.xml")


def test_entities_that_grow_without_bound_are_refused():
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    declared = f'<!DOCTYPE vraagdoc [<!ENTITY a0 "ha">{laughs}]>'
    text = f'{declared}<vraagdoc t="&a11;"><al>&a11;</al></vraagdoc>'
    with pytest.raises(DamagedFile):
        read_bytes(text.encode(), "lach.xml")


def test_truncated_xml_is_named():
    data = (FIXTURES / "kamervragen.xml").read_bytes()[:1500]
    with pytest.raises(DamagedFile, match=r"afgebroken\.xml"):
        read_bytes(data, "afgebroken.xml")
