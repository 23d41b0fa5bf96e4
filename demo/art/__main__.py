"""Draw the demo's pictures again: `python -m demo.art --only li-oranges --objects …/fluent-emoji-3d/assets`.

Covers and people need nothing but numpy and Pillow. What `requirements/art.in` lists is needed for the rest; without
the two npm folders the pictures that are made from them are left as they are.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from demo.art.covers import COVERS, save_cover
from demo.art.gifts import GIFTS, save_gift
from demo.art.loops import LOOPS, loop_seed, render_loop
from demo.art.objects import ObjectShelf
from demo.art.papers import PAPERS, save_paper
from demo.art.portraits import portrait
from demo.art.portraits.people import PEOPLE
from demo.art.produce import GOODS, save_goods
from demo.art.sprite import save_sprite
from demo.art.stills import STILLS, save_still, still_layers

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "demo" / "pictures"
SPRITE = PROJECT / "static" / "img" / "icons.svg"

Job = tuple[str, Callable[[], object]]  # the file's name without its ending, and what draws it


def main() -> None:
    options = _arguments()
    for name, draw in _jobs(options):
        if options.only in ("", name):
            draw()
            sys.stdout.write(f"{name}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.art", description="Draw the demo's pictures again.")
    parser.add_argument(
        "--only",
        default="",
        metavar="NAME",
        help="one picture, by its file's name without the ending; gifts and loops as gift-NAME, loop-NAME",
    )
    parser.add_argument("--objects", type=Path, metavar="FOLDER", help="assets of the npm package fluent-emoji-3d")
    parser.add_argument("--icons", type=Path, metavar="FOLDER", help="assets of the npm package @phosphor-icons/core")
    parser.add_argument(
        "--font", type=Path, metavar="FILE", help="a Chinese font, for the papers: NotoSerifCJK-Bold.ttc"
    )
    parser.add_argument("--into", type=Path, default=PICTURES, metavar="FOLDER", help="default: demo/pictures")
    return parser.parse_args()


def _jobs(options: argparse.Namespace) -> Iterator[Job]:
    for cover in COVERS:
        yield cover.name, partial(save_cover, cover=cover, folder=_folder(options, "covers"))
    for name in PEOPLE:
        yield name, partial(_save_portrait, name, _folder(options, "people"))
    if options.font:
        for paper in PAPERS:
            yield paper.name, partial(save_paper, paper, font=options.font, folder=_folder(options, "papers"))
    if options.icons:
        yield "icons", partial(save_sprite, icons=options.icons, destination=SPRITE)
    if options.objects:
        yield from _jobs_with_objects(options, ObjectShelf(options.objects))


def _jobs_with_objects(options: argparse.Namespace, shelf: ObjectShelf) -> Iterator[Job]:
    for name in GIFTS:
        yield f"gift-{name}", partial(save_gift, name=name, shelf=shelf, folder=_folder(options, "gifts"))
    for goods in GOODS:
        yield goods.name, partial(save_goods, goods=goods, shelf=shelf, folder=_folder(options, "goods"))
    for still in STILLS:
        yield still.name, partial(save_still, still=still, shelf=shelf, folder=_folder(options, "live"))
    for name in LOOPS:
        yield f"loop-{name}", partial(_save_loop, name, options, shelf)


def _save_portrait(name: str, folder: Path) -> None:
    (folder / f"{name}.svg").write_text(portrait(name, PEOPLE[name]))


def _save_loop(name: str, options: argparse.Namespace, shelf: ObjectShelf) -> None:
    still = next(still for still in STILLS if still.name == LOOPS[name])
    render_loop(
        still=_folder(options, "live") / f"{still.name}.webp",
        destination=_folder(options, "loops") / f"{name}.mp4",
        seed=loop_seed(name),
        layers=still_layers(still, shelf),
    )


def _folder(options: argparse.Namespace, group: str) -> Path:
    folder: Path = options.into / group
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
