"""Licences that nobody ever issued, as people photograph them: on a table, a little askew, one in the dark."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

PAGE = (1180, 860)
TABLE = (1400, 1050)
PAPER, INK, SEAL, EDGE, WOOD = (251, 247, 235), (42, 40, 52), (190, 48, 38), (169, 134, 74), (121, 88, 60)


@dataclass(frozen=True, kw_only=True)
class Paper:
    name: str
    title: str
    lines: tuple[str, ...]
    issuer: str
    angle: float
    in_the_dark: bool = False


PAPERS = (
    Paper(
        name="licence-li-dashan",
        title="家庭农场登记证",
        lines=("编号　91500236MA5U7K2L3X", "名称　李大山脐橙家庭农场", "经营者　李大山", "住所　重庆市奉节县永乐镇"),
        issuer="奉节县农业农村委员会",
        angle=-2.5,
    ),
    Paper(
        name="licence-xiaoman",
        title="营业执照",
        lines=("编号　91330782MA2E8Q4T61", "名称　义乌小满食堂", "经营者　郭小满", "住所　浙江省义乌市福田市场"),
        issuer="义乌市市场监督管理局",
        angle=1.8,
    ),
    Paper(
        name="licence-luo",
        title="营业执照",
        lines=("编号　91520303MA6H3R9C25", "名称　罗姐辣椒坊", "经营者　罗秀英", "住所　贵州省遵义市虾子镇"),
        issuer="遵义市市场监督管理局",
        angle=-7,
        in_the_dark=True,
    ),
)


def save_paper(paper: Paper, *, font: Path, folder: Path) -> None:
    table = Image.new("RGB", TABLE, WOOD)
    sheet = _sheet(paper, font).rotate(paper.angle, expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(sheet, ((TABLE[0] - sheet.width) // 2, (TABLE[1] - sheet.height) // 2), sheet)
    if paper.in_the_dark:
        table = ImageEnhance.Brightness(table.filter(ImageFilter.GaussianBlur(5))).enhance(0.28)
    folder.mkdir(parents=True, exist_ok=True)
    table.save(folder / f"{paper.name}.webp", quality=80, method=6)


def _sheet(paper: Paper, font: Path) -> Image.Image:
    sheet = Image.new("RGBA", PAGE, PAPER)
    draw = ImageDraw.Draw(sheet)
    width, height = PAGE
    for inset, thickness in ((22, 6), (38, 2)):
        draw.rectangle((inset, inset, width - inset, height - inset), outline=EDGE, width=thickness)
    draw.text((width / 2, 130), paper.title, font=ImageFont.truetype(font, 84), fill=SEAL, anchor="mm")
    for number, line in enumerate(paper.lines):
        draw.text((140, 250 + number * 84), line, font=ImageFont.truetype(font, 42), fill=INK)
    draw.text((width - 110, height - 150), paper.issuer, font=ImageFont.truetype(font, 34), fill=INK, anchor="rm")
    draw.ellipse((width - 330, height - 260, width - 150, height - 80), outline=SEAL, width=8)
    draw.text((width - 240, height - 170), "样本", font=ImageFont.truetype(font, 52), fill=SEAL, anchor="mm")
    draw.text(
        (110, height - 90), "样本，无效　SPECIMEN, NOT VALID", font=ImageFont.truetype(font, 26), fill=EDGE, anchor="lm"
    )
    return sheet
