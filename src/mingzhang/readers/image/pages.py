"""Many pictured pages at once: on all processors, each page's picture made only when its turn comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from mingzhang.readers.heartbeat import reached
from mingzhang.readers.image.engine import Engine, Picture, engine
from mingzhang.readers.image.page import PictureRead, read_picture
from mingzhang.readers.processors import processors

_THINNEST = 8
"""Pixels: a picture that is lower or narrower holds no type, and the models no place for it."""
Draw = Callable[[], tuple[Picture, float]]
"""Gives a page's grey picture and the size of its pixels in points; called by one thread only."""


def read_pictures(pages: Sequence[tuple[int, Draw]]) -> Iterator[tuple[int, PictureRead]]:
    """(number, what stands on it) of each page, in their order.

    With one page all processors work on it; with several each works on a page of its own.
    """
    workers = min(processors(), len(pages))
    if not workers:
        return
    models = engine(processors() if workers == 1 else 1)
    waiting: deque[tuple[int, Future[PictureRead]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for number, draw in pages:
            picture, points = draw()
            reached(number)
            alive = _alive(number)
            waiting.append((number, pool.submit(_read, picture, points, models, alive)))
            if len(waiting) > workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for number, future in waiting:
            yield number, future.result()


def _read(picture: Picture, points: float, models: Engine, alive: Callable[[], None]) -> PictureRead:
    if min(picture.shape[:2]) < _THINNEST:
        return PictureRead()
    return read_picture(picture, points, models, alive)


def _alive(number: int) -> Callable[[], None]:
    return lambda: reached(number)
