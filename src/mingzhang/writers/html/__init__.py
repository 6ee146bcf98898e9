"""Web page: one static folder without outside requests, readable without a script."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication


class HtmlWriter:
    """Writes `web/index.html`, its style, its script and its charts."""

    name = "html"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """The files written, the page first."""
        from mingzhang.writers.html.page import page

        here = Path(__file__).parent
        files = {
            "index.html": page(publication).encode("utf-8"),
            "style.css": (here / "style.css").read_bytes(),
            "tables.js": (here / "tables.js").read_bytes(),
        }
        for chart in publication.charts.all:
            files[f"charts/{chart.id}.svg"] = publication.charts.svg(chart).encode("utf-8")
        written = []
        for name, data in files.items():
            path = folder / "web" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.append(path)
        return written


WRITER = HtmlWriter()
