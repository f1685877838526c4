"""The words by which questions and answers of the Dutch parliament open.

Each list is compiled to one pattern, matched at a sentence's start and at word boundaries. To
teach the parser another opening, add it to its list.
"""

from __future__ import annotations

import re

_ASKING = """
Zo ja; Zo nee; Zo neen; Zo niet; Indien ja; Indien nee; Indien niet; Als ja; Als nee; Als niet;
Kunt; Kan; Kunnen; Bent; Deelt; Wilt; Heeft; Hebben; Hebt; Is; Zijn; Was; Waren; Wordt; Worden;
Werd; Gaat; Gaan; Klopt; Komt; Hoe; Hoeveel; Hoelang; Welk; Welke; Wat; Waar; Waaraan; Waarbij;
Waardoor; Waarin; Waarmee; Waarom; Waarop; Waarover; Waaruit; Waartoe; Waarvan; Waarvoor; Wanneer;
Wie; Wiens; Op welk; Op welke; Op basis van welke; Op grond van welke; Op wat; In welk; In welke;
In hoeverre; In wat; Aan welk; Aan welke; Aan wie; Voor welk; Voor welke; Voor wie; Door welke;
Door wie; Met welk; Met welke; Bij welk; Bij welke; Uit welk; Uit welke; Tot welk; Tot welke;
Over welk; Over welke; Vanaf welk; Vanaf wanneer; Per wanneer; Sinds wanneer; Erkent; Herkent;
Acht; Ziet; Zien; Vindt; Vinden; Moet; Moeten; Mag; Mogen; Zou; Zouden; Zal; Zullen; Betekent;
Beschikt; Bestaat; Bestaan; Geldt; Gelden; Heerst; Onderschrijft; Verwacht; Weet; Hanteert;
Zorgt; Zet; Doet; Denkt; Blijft; Kent; Herinnert; Realiseert; Begrijpt; Klopte; Had; Hadden
"""
_REQUESTING = """
Graag; Gaarne; S.v.p.; Svp; Kunt u; Kan dit; Kan hierbij; Verzoek; Licht toe; Lichten toe;
Wilt u; Kan de Algemene Rekenkamer; Toelichten; Dit ook in; Dit mede in; Dit in samenhang
"""
_SURELY_ANSWERING = """
Ja; Nee; Neen; Jazeker; Zeker; Klopt; Dat klopt; Dit klopt; Inderdaad; Idem;
Zie het antwoord; Zie antwoord; Zie ons antwoord; Zie mijn antwoord; Zie de; Zie vraag; Zie onder;
Zie hiervoor; Voor het antwoord op; Voor een antwoord op; Voor de beantwoording;
Graag verwijzen; Graag verwijs; Gaarne verwijzen; Gaarne verwijs
"""
_ANSWERING = """
Zie; Zoals; Wij; We; Ik; Mij; Onze; Ons; Het kabinet; De regering; Volgens; Op dit moment;
Op basis van; Uit; Voor zover; Vooralsnog; Hiervoor; Deze; Dit; Dat; Daar; Hierbij; Hierover;
Momenteel; Nederland; Mede; Gelet op; In ons; In onze; In het; In de; Er; Sinds;
Naar aanleiding; Over; Tijdens; Conform; De minister; Bij; Na; Om; Door; Met; Middels; Antwoord;
Geen; Niet; Zowel; Ook; Tot; Binnen; Vanuit; Vanwege; Wel; Het is; Het gaat; Het betreft;
Het antwoord; Voor het antwoord; Voor een antwoord; Voor de antwoorden; Deels; Verwezen; U vraagt
"""


def _openings(listed: str) -> re.Pattern[str]:
    words = sorted((word.strip() for word in listed.split(";")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


ASKING = _openings(_ASKING)
REQUESTING = _openings(_REQUESTING)
SURELY_ANSWERING = _openings(_SURELY_ANSWERING)
ANSWERING = _openings(_ANSWERING)
ADDRESSING = re.compile(r"\b[Uu]w?\b(?! [Kk]amer\b)")
"""The person asked is spoken to."""
ANSWERER = re.compile(r"\b(?:[Ww]ij|[Ww]e|[Oo]ns|[Oo]nze|ik|mijn|het kabinet)\b")
"""The person who answers speaks."""
RESUMING = re.compile(
    r"(?<=[^\W\d_]{2})(?:\n(?=(?:Ja|Nee|Neen)[,.] )"
    r"| (?=(?:De vraag die u|U vraagt|Uw vraag|Zie (?:het|ons) antwoord|Ons antwoord"
    r"|Het antwoord op|Wij (?:hebben|kunnen|zijn|verwijzen|gaan|merken))\b))"
)
"""Where an answer begins in a line or on the next, behind a question that lost its mark."""
POINTER = re.compile(
    r"\(?[Zz]ie (?:ook )?(?:vra(?:ag|gen)|pagina|bladzijde|p\.|blz\.) [^.?!]{1,40}"
)
"""Behind a question on its line, it belongs to the question: the answer follows below."""
ASIDE = re.compile(r"\([^()]{1,60}\)\.?")
"""Brackets behind a question ("(pagina 4)") belong to it."""
