"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import functools
import re
from collections import Counter

from factbox.lexicons import lexicon
from factbox.tokens import unmarked

# Enough of a text to know its language by, in characters.
_SAMPLE = 4000
# Fewer words than this tell little.
_SHORT = 40
# The fewest function words, and the least share of them, in running text of a language that is not English.
_LEAST, _LEAST_SHARE = 3, 0.08
# The least share to name it by: a language that is not among ours has some of a relative's.
_NAMED_SHARE = 0.2
# How many times as many function words as English ones make another language plain.
_PLAIN = 1.3
# The least share of English ones in an English text; tables of results and lists of names lie below running text.
_ENGLISH_SHARE = 0.02
# The fewest function words in the English sentence above such a table.
_HEADING = 2
# A word of letters: "the", "l", "été".
_WORD = re.compile(r"[^\W\d_]+")
# The same in ASCII, where it is found in half the time.
_ASCII_WORD = re.compile(r"[a-z]+")
# A character that no text in Latin letters has often; one in so many is hardly any.
_FOREIGN, _HARDLY = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u20ff]"), 20
# Scripts by their letters, in the order they are asked: Kana before Han, which Japanese writes too.
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("hangul", re.compile("[\uac00-\ud7af]")),
    ("han", re.compile("[\u4e00-\u9fff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
    ("hebrew", re.compile("[\u0590-\u05ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
# Letters that only one language of a script has, in the order they are asked.
_LETTERS = {
    "cyrillic": (("uk", "іїєґ"), ("ru", "ыэё")),
    "arabic": (("ur", "ٹڈڑے"), ("fa", "پچژگ")),
}
_CODES = {"kana": "ja", "hangul": "ko", "han": "zh", "greek": "el", "hebrew": "he", "arabic": "ar"}


def recognise_language(text: str) -> str:
    """Return the BCP 47 tag of a text's language, `und` where it is none of those that are known.

    >>> recognise_language("The council said that it would not close the bridge.")
    'en'
    """
    sample = text[:_SAMPLE]
    lowered = unmarked(sample.lower())
    words = (_ASCII_WORD if lowered.isascii() else _WORD).findall(lowered)
    # The usual case: hardly a letter that is not Latin.
    if words and (lowered.isascii() or len(_FOREIGN.findall(sample)) * _HARDLY < len(sample)):
        return _by_words(words)
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return "und"
    if counts["latin"] * 2 >= letters:
        return _by_words(words)
    # Japanese is a third Kana or more; the letters that are no script of ours make the others fall short.
    script = next((name for name, _ in _SCRIPTS if counts[name] * (8 if name == "kana" else 2) >= letters), None)
    if script is None:
        return "und"
    by_letter = next((code for code, marks in _LETTERS.get(script, ()) if any(m in sample for m in marks)), None)
    return by_letter or _CODES.get(script, "und")


def is_english(language: str) -> bool:
    """Return whether a BCP 47 tag is one of English: `en`, `en-GB`."""
    return language.lower().split("-")[0] == "en"


def _by_words(words: list[str]) -> str:
    """Return the language whose function words are the largest share of `words`, in lower case.

    English is what a text is taken for unless another language is plain: tables and lists of names hold few function
    words, and each of those is a word of several languages.
    """
    table = _languages()
    # A letter alone is as often an initial or a list's letter as a word.
    scores: Counter[str] = Counter()
    for word, times in Counter(filter(table.__contains__, words)).items():
        for language in table[word] if len(word) > 1 else ():
            scores[language] += times
    english = scores.pop("en", 0)
    best = max(scores, key=lambda language: (scores[language], language), default="en")
    if scores[best] >= max(_LEAST, _LEAST_SHARE * len(words)) and scores[best] > _PLAIN * english:
        return best if scores[best] >= _NAMED_SHARE * len(words) else "und"
    enough = len(words) < _SHORT or english >= _ENGLISH_SHARE * len(words)
    return "en" if enough or _opens_in_english(words[:_SHORT], table) else "und"


def _opens_in_english(words: list[str], table: dict[str, tuple[str, ...]]) -> bool:
    """Return whether a table of results or a list of names is headed by an English sentence."""
    scores = Counter(language for word in set(words) if len(word) > 1 for language in table.get(word, ()))
    english = scores.pop("en", 0)
    return english >= _HEADING and english > max(scores.values(), default=0)


@functools.cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return the languages of each function word."""
    out: dict[str, tuple[str, ...]] = {}
    for language, words in sorted(lexicon("languages").lists.items()):
        for word in words:
            out[word] = (*out.get(word, ()), language)
    return out
