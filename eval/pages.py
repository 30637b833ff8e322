"""Lines of pages with known text, for the programs that fit tables."""
import glob
import json
import os
import re
import subprocess

WORD = re.compile(r"\w+")


SHORT = 6   # words; a line of fewer stands in many a text by chance
BESIDE = 3  # words of the next line, lines to look around


def stands(words, gold, runs):
    """Do the words stand in the text: of six and more, seven tenths of the runs of four."""
    if len(words) < SHORT:
        return " " + " ".join(words) + " " in gold
    own = list(zip(words, words[1:], words[2:], words[3:]))
    return sum(x in runs for x in own) >= 0.7 * len(own)


def labels(lines, gold, runs):
    """Which of a page's lines (lists of words) are the article's; a short one must stand beside the next or the last one there too, or
    between others."""
    found = [stands(words, gold, runs) for words in lines]
    whole = [mine and len(words) >= SHORT for mine, words in zip(found, lines)]
    for i, words in enumerate(lines):
        if not found[i] or whole[i]:
            continue
        before, after = lines[i - 1][-BESIDE:] if i else [], lines[i + 1][:BESIDE] if i + 1 < len(lines) else []
        joined = any(" " + " ".join(x) + " " in gold for x in (before + words, words + after) if len(x) > len(words))
        found[i] = joined or (any(whole[max(0, i - BESIDE):i]) and any(whole[i + 1:i + 1 + BESIDE]))
    return found


def gold_of(path):
    with open(os.path.splitext(path)[0] + ".json", encoding="utf-8") as f:
        words = WORD.findall((json.load(f).get("text") or "").lower())
    return " " + " ".join(words) + " ", set(zip(words, words[1:], words[2:], words[3:]))


def lines_of(program, folder, *options):
    """The names of the properties, and for each page a list of (what the program says of a line, label, size of the line)."""
    paths = sorted(glob.glob(os.path.join(folder, "*.html")))
    said = subprocess.run([program, *options, *paths], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    rows = said.split("\n")
    pages, paths_of = [], []
    for row in rows[1:]:
        mark, _, text = row.partition("\t")
        if mark == "#":
            paths_of.append(text)
            pages.append([])
        elif WORD.search(text):
            pages[-1].append((mark, WORD.findall(text.lower())))
    for i, path in enumerate(paths_of):
        gold, runs = gold_of(path)
        mine = labels([words for _, words in pages[i]], gold, runs) if runs else []
        pages[i] = [(mark, y, min(2.0, 0.3 + len(words) / 20)) for (mark, words), y in zip(pages[i], mine)]
    return rows[0].split(" "), pages
