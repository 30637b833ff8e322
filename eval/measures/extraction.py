"""Pages: body, title, authors, day. body_f1 is that of the Article Extraction Benchmark: four words in a row, precision and recall as
means over pages. Headlines and captions are no part of the body in these sets."""
import collections
import datetime
import glob
import html.parser
import json
import os
import re

from measures.shared import harmonic, rate


class Words(html.parser.HTMLParser):
    """The text of marked-up gold."""

    def __init__(self, markup):
        super().__init__()
        self.parts = []
        self.feed(markup)
        self.close()

    def handle_data(self, data):
        self.parts.append(data)


def first(gold, *names):
    return next((gold[n] for n in names if gold.get(n)), None)


def rows_of_four(text):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)


def folded(text):
    return " ".join((text or "").lower().split())


def names(value):
    if isinstance(value, str):
        value = re.split(r"[;,]| and ", value)
    return {" ".join(re.findall(r"\w+", n.lower())) for n in value or [] if isinstance(n, str)} - {""}


def moment(text):
    try:
        return datetime.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None


def same_day(gold, own):
    a, b = moment(gold), moment(own)
    if a and b and a.tzinfo and b.tzinfo:
        return b.astimezone(a.tzinfo).date() == a.date()
    return gold.strip()[:10] == own.strip()[:10]


def body(page):
    raw, parts, at = (page.get("text") or "").encode(), [], 0
    for b, e in sorted(b["span"] for b in page.get("blocks") or [] if b["kind"] in ("headline", "caption")):
        parts.append(raw[at:b])
        at = max(at, e)
    return b"\n".join(parts + [raw[at:]]).decode("utf-8", "replace")


def count(n, gold, page):
    text = gold.get("text")
    if text is None and gold.get("expected_html"):
        text = " ".join(Words(gold["expected_html"]).parts)
    if isinstance(text, str):
        a, b = rows_of_four(text), rows_of_four(body(page))
        both = (a & b).total()
        n.update({"own": bool(b), "gold": bool(a), "p": both / b.total() if b else 0, "r": both / a.total() if a else 0})
    if first(gold, "title"):
        n.update({"titles": 1, "title": folded(page.get("title")) == folded(gold["title"])})
    people = names(first(gold, "authors", "author", "byline"))
    if people:
        n.update({"signed": 1, "authors": names(page.get("authors")) == people})
    date = first(gold, "date", "publishedTime")
    if isinstance(date, str):
        n.update({"dated": 1, "day": same_day(date, page.get("published") or "")})


def measure(program, data):
    for folder in sorted(glob.glob(os.path.join(data, "extraction", "*", ""))):
        pages = sorted(os.path.basename(p) for p in glob.glob(folder + "*.html") if os.path.exists(p[:-5] + ".json"))
        found = {os.path.basename(a["input"]): a for a in map(json.loads, program.run("extract", *["./" + p for p in pages],
                                                                                      cwd=folder).splitlines())}
        n = collections.Counter()
        for page in pages:
            with open(folder + page[:-5] + ".json", encoding="utf-8") as f:
                count(n, json.load(f), found.get(page, {}))
        yield os.path.basename(folder[:-1]), {
            "pages": len(pages), "body_f1": harmonic(rate(n["p"], n["own"]), rate(n["r"], n["gold"])),
            "title_exact": rate(n["title"], n["titles"]), "author_set": rate(n["authors"], n["signed"]),
            "date_day": rate(n["day"], n["dated"])}
