"""Which language a question is asked in.

langdetect is seeded, so that the same question always gives the same language, and asked only
for the languages that we serve. A short or odd text is taken as Dutch: it never blocks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

LANGUAGES: Final = ("nl", "en", "de", "fr")
DUTCH: Final = "nl"
_SAMPLE: Final = 2_000
"""Characters that are looked at: more say nothing new about the language."""
_SURE: Final = 0.8
"""Below this probability a text counts as Dutch."""
_FEWEST_WORDS: Final = 3
"""A shorter text counts as Dutch: names and keywords look like any language."""


@cache
def _factory() -> DetectorFactory:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_json_profile(
        [Path(PROFILES_DIRECTORY, code).read_text(encoding="utf-8") for code in LANGUAGES]
    )
    return factory


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, one of `LANGUAGES`."""
    from langdetect.lang_detect_exception import LangDetectException

    if sum(any(map(str.isalpha, word)) for word in text.split()) < _FEWEST_WORDS:
        return DUTCH
    detector = _factory().create()
    detector.seed = 0
    detector.append(text[:_SAMPLE])
    try:
        guesses = detector.get_probabilities()
    except LangDetectException:
        return DUTCH
    best = guesses[0] if guesses else None
    return best.lang if best is not None and best.prob >= _SURE else DUTCH
