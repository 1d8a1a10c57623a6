"""A page as a browser's parser sees it: elements with attributes, and the text between them."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}
"""Elements that never hold anything."""


class Parsed(HTMLParser):
    """The elements of a page, its text, and what stands in its styles and scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.elements.append((tag, named))
        if tag == "style":
            self.styles.append("")
        if tag == "script" and named.get("type", "text/javascript") == "text/javascript":
            self.scripts.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> ends another element"

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "style":
            self.styles[-1] += data
        elif inside == "script":
            if self.elements[-1][1].get("type", "text/javascript") == "text/javascript":
                self.scripts[-1] += data
        else:
            self.text += data

    def all(self, name: str) -> list[str]:
        """Return the values of an attribute, wherever it stands."""
        return [named[name] for _, named in self.elements if name in named]
