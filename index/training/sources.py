"""The texts that the encoder is made of: which files, under which licence, and how much of each.

A source without a stated licence is used only where the law itself allows it (official texts,
Auteurswet articles 11 and 15b; documents of the European institutions, decision 2011/833/EU).
Left out for want of a licence to defend: the election manifestos, Privacy Guides, the covid
dashboard; and STS-b and SICK, on which the encoder is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OFFICIAL: Final = "official texts (Auteurswet art. 11 and 15b)"
EU: Final = "European institutions, reuse allowed with the source (2011/833/EU)"
TWEEDE_KAMER: Final = "Tweede Kamer open data, CC0"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the training folder; `limit` is the number of lines used at most."""

    file: str
    what: str
    licence: str
    limit: int = 1_000_000


PARALLEL: Final = (
    Source("verdragen_en_nl.tsv", "treaties", OFFICIAL),
    Source("verdragen_beleid_en_nl.tsv", "treaties on policy", OFFICIAL),
    Source("opus_official_en_nl.tsv", "European Parliament and EU law", EU),
    Source("msdocs_businesscentral_ht_en_nl.tsv", "Microsoft Docs, finance", "CC-BY-4.0", 25_000),
    Source("msdocs_intune_ht_en_nl.tsv", "Microsoft Docs, devices", "CC-BY-4.0", 12_000),
    Source("tatoeba_en_nl.tsv", "Tatoeba sentences", "CC-BY-2.0-FR"),
    Source("esco_occupations_en_nl.tsv", "ESCO occupations", EU),
    Source("eu_eforms_cpv_en_nl.tsv", "eForms and CPV terms", "CC-BY-4.0", 6_000),
    Source("eu_espd_en_nl.tsv", "procurement terms", "EUPL-1.2"),
    Source("isco_groups_en_nl.tsv", "ISCO groups", EU),
    Source("europarl_titles_en_nl.tsv", "titles of the European Parliament", EU),
    Source("eusurvey_en_nl.tsv", "EUSurvey", "EUPL-1.2"),
    Source("openforms_en_nl.tsv", "Open Formulieren", "EUPL-1.2"),
    Source("coronacheck_coronamelder_en_nl.tsv", "CoronaCheck and CoronaMelder", "EUPL-1.2"),
    Source("mozilla_legal_en_nl.tsv", "Mozilla legal texts", "CC-BY-SA-3.0"),
    Source("opensourceguide_en_nl.tsv", "Open Source Guides", "CC-BY-4.0"),
    Source("libreoffice_help_en_nl.tsv", "LibreOffice help", "MPL-2.0", 3_000),
)
"""English and Dutch side by side: `en<TAB>nl`."""

PASSAGES: Final = (
    Source("tk_moties_title_body_nl.tsv", "motions: subject and text", TWEEDE_KAMER),
    Source("wetten_circulaires_heading_text_nl.tsv", "circulars: heading and section", OFFICIAL),
    Source("overheid_docs_heading_text_nl.tsv", "government documentation", "mostly EUPL-1.2"),
)
"""A Dutch title and the text under it: `query<TAB>passage`."""

DUTCH: Final = (
    Source("tk_vragen_titles_nl.txt", "titles of written questions", TWEEDE_KAMER),
    Source("tk_onderwerpen_nl.txt", "subjects of parliamentary papers", TWEEDE_KAMER),
    Source("tk_handelingen2018_nl.txt", "proceedings", OFFICIAL),
    Source("ud_dutch_nl.txt", "UD Dutch Alpino and LassySmall", "CC-BY-SA-4.0"),
)
"""Dutch lines, read for the vocabulary."""

QUESTIONS: Final = Source(
    "written_questions.tsv", "questions written for this project (split `train`)", "EUPL-1.2"
)

LASER: Final = "laser_tatoeba_test_en_nl.tsv"
STSB: Final = "stsb_nl_scored.tsv"
SICK: Final = "sick_nl_scored.tsv"
