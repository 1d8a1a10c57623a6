"""Mutations that know nothing, or little, of what a file says: of its bytes, tokens and cells."""

import re
from random import Random
from typing import Final

from fuzz import odd

_TOKEN: Final = re.compile(rb"[A-Za-z_]+|\d+|\s+|.", re.DOTALL)


def of_bytes(data: bytes, chance: Random) -> bytes:
    """Return a file with some bytes changed, cut out, doubled or put in."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 0, 1, 1, 2, 8, 60)))
        middle = chance.choice(
            (
                b"",
                chance.choice(odd.BYTES),
                bytes([chance.randrange(256)]),
                data[start:end] * 2,
                chance.choice(odd.SCALARS).encode(),
            )
        )
        data = data[:start] + middle + data[end:]
    return data[: chance.randint(0, len(data))] if chance.random() < 0.05 else data


def of_tokens(data: bytes, chance: Random) -> bytes:
    """Return a file with words, numbers or signs deleted, doubled, exchanged or replaced."""
    tokens = _TOKEN.findall(data)
    if not tokens:
        return data
    for _ in range(chance.randint(1, 3)):
        place, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0:
                tokens[place] = b""
            case 1:
                tokens[place] += tokens[place]
            case 2:
                tokens[place], tokens[other] = tokens[other], tokens[place]
            case 3:
                tokens[place] = tokens[other]
            case _:
                tokens[place] = chance.choice(odd.ALL).encode("utf-8", "replace")
    return b"".join(tokens)


def of_lines(data: bytes, chance: Random) -> bytes:
    """Return a file with lines deleted, doubled, exchanged, moved in or out."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 2)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines[place] = b""
            case 1:
                lines.insert(place, lines[other])
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = b"  " + lines[place]
            case _:
                lines[place] = lines[place].removeprefix(b"  ")
    return b"\n".join(lines)


def of_cells(data: bytes, chance: Random) -> bytes:
    """Return a table with cells, rows or columns changed."""
    rows = [line.split(",") for line in data.decode("utf-8", "replace").split("\n")]
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows)
        place = chance.randrange(len(row))
        match chance.randrange(9):
            case 0:
                row[place] = ""
            case 1:
                other = chance.choice(rows)
                row[place] = other[place % len(other)]
            case 2:
                row.insert(place, chance.choice(odd.SCALARS))
            case 3:
                del row[place]
                if not row:
                    row.append("")
            case 4:
                rows.insert(0 if chance.random() < 0.3 else len(rows), list(row))
            case 5:
                row[place] = f'"{row[place]}' + chance.choice(('"', "", '""', '"x', "\n"))
            case 6:
                row[place] += chance.choice((" ", "%", " days", ".0", "x", ";", "\t", "\r"))
            case _:
                row[place] = chance.choice(odd.SCALARS)
    sign = chance.choice((",",) * 9 + (";", "\t", "|"))
    end = chance.choice(("\n",) * 9 + ("\r\n", "\r", "\n\n"))
    head = chance.choice(("",) * 14 + ("sep=,\n", "\ufeff"))
    return (head + end.join(sign.join(row) for row in rows)).encode("utf-8", "replace")


def of_text(text: str, chance: Random) -> str:
    """Return a word of a command line with a piece of it changed."""
    pieces = re.split(r"([.=:,>/ ])", text)
    place = chance.randrange(len(pieces))
    if chance.random() < 0.2:
        return chance.choice(odd.SCALARS)
    pieces[place] = chance.choice(("", pieces[place] * 2, chance.choice(odd.SCALARS), pieces[0]))
    return "".join(pieces)
