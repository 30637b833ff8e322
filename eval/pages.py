"""Lines of pages with known text, for the programs that fit tables."""
import glob
import json
import os
import re
import subprocess

WORD = re.compile(r"\w+")


def label(words, gold, runs):
    """Is the line of these words the article's: of six words and more, seven tenths of its runs of four words stand there."""
    if len(words) < 6:
        return " " + " ".join(words) + " " in gold
    own = list(zip(words, words[1:], words[2:], words[3:]))
    return sum(x in runs for x in own) >= 0.7 * len(own)


def gold_of(path):
    with open(os.path.splitext(path)[0] + ".json", encoding="utf-8") as f:
        words = WORD.findall((json.load(f).get("text") or "").lower())
    return " " + " ".join(words) + " ", set(zip(words, words[1:], words[2:], words[3:]))


def lines_of(program, folder, *options):
    """The names of the properties, and for each page a list of (what the program says of a line, label, size of the line)."""
    paths = sorted(glob.glob(os.path.join(folder, "*.html")))
    said = subprocess.run([program, *options, *paths], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    rows = said.split("\n")
    pages, gold, runs = [], "", set()
    for row in rows[1:]:
        mark, _, text = row.partition("\t")
        if mark == "#":
            gold, runs = gold_of(text)
            pages.append([])
            continue
        words = WORD.findall(text.lower())
        if words and runs:
            pages[-1].append((mark, label(words, gold, runs), min(2.0, 0.3 + len(words) / 20)))
    return rows[0].split(" "), pages
