"""No text is slow: four times as long a text takes about four times as long, whatever it repeats.

A ratio of two measurements in one process, never a wall time: a quadratic stage would show sixteen.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factbox import Metadata, annotate, brief, document_from_text
from timing import processor_seconds

SHORT, LONG = 10_000, 40_000
# Linear is 4, quadratic 16; noise on a busy machine stays well below the bound.
BOUND = 9.0
# Below this many seconds a measurement says nothing.
FLOOR = 0.02

REPEATED = {
    "words": "the harbour wall held ",
    "capitals": "Harbour Wall ",
    "names": "Ana Ruiz met Tom Adeyemi, ",
    "speakers": "“We won,” said Ana Ruiz. ",
    "fragments": "“a” ",
    "marks opened anew": '"It is late. ',
    "who says so": "Tom Adeyemi lied, he said, ",
    "straight marks": '"',
    "single marks": "'a ’ ",
    "commas": ", ",
    "stops": ". ",
    "digits": "1 ",
    "long numbers": "1,000,000",
    "number words": "two hundred and ",
    "months": "May ",
    "weekdays": "on Monday ",
    "years": "in 2019 ",
    "brackets": "((",
    "dashes": "— ",
    "blank lines": "\n\n",
    "one capital": "A",
    "letters": "a",
    "cues": "said ",
    "judgements": "he praised the wall that ",
    "pieces of one sentence": "Ana Ruiz called it “a” and ",
    "titles": "Mr President ",
    "places": "Harrow, Tern Island, ",
    "unknowns": "it is not clear whether ",
    "dates of one sentence": "on 3 May it opened, ",
    "times of one sentence": "today at noon it opens, ",
    "spaces": " ",
    "initials": "A.",
    "open marks": 'said "',
    "nested marks": "“‘«(",
    "mixed": "“We lost 5 million,” Ana Ruiz, a pilot, told the Harbour Post on Monday 3 May; he said no. ",
}


def seconds(text: str) -> float:
    """Return the processor time of one briefing."""
    return processor_seconds(lambda: brief(annotate(document_from_text(text, metadata=Metadata(language="en")))))


def repeated(unit: str, length: int) -> str:
    """Return `unit` again and again, cut to a length."""
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("framed", ["{}", "“{}” said Ana Ruiz."], ids=["bare", "quoted"])
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_length_and_no_faster(name: str, framed: str) -> None:
    unit = REPEATED[name]
    seconds(unit)
    ratios = []
    for _ in range(3):
        short, long = (seconds(framed.format(repeated(unit, length))) for length in (SHORT, LONG))
        ratios.append(long / max(short, FLOOR))
        if ratios[-1] < BOUND:
            return
    pytest.fail(f"four times the text took {min(ratios):.1f} times as long")


# How often a sample seed is repeated; `make slow` asks for a thousand times, of all samples.
TIMES = int(os.environ.get("BRIEFING_TIMES", "16"))
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))


@pytest.mark.parametrize("joint", ["\n\n", " "], ids=["paragraphs", "one line"])
@pytest.mark.parametrize("sample", SAMPLES if TIMES > 100 else SAMPLES[::5], ids=lambda sample: sample.stem)
def test_a_sample_again_and_again_takes_so_many_times_as_long(sample: Path, joint: str) -> None:
    text = sample.read_text("utf-8")
    unit = joint.join(text.split("\n\n")) + joint
    ratios = []
    for _ in range(3):
        short, long = (seconds(unit * times) for times in (TIMES // 4, TIMES))
        ratios.append(long / max(short, FLOOR))
        if ratios[-1] < BOUND:
            return
    pytest.fail(f"four times the text took {min(ratios):.1f} times as long")
