"""Neck, ears, face and the lines that make it someone."""

from demo.art.portraits.person import Person

INK = "#35241d"
LINE = f'fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round"'
EYE_Y = 192
WRINKLED = ("lines", "old", "oldglasses")


def head(person: Person) -> str:
    half, shade, left, right = person.half_width, person.skin_shade, 200 - person.half_width, 200 + person.half_width
    outline = (
        f"M{left:.0f} 160C{left:.0f} 100 {right:.0f} 100 {right:.0f} 160"
        f"C{right + 3:.0f} 222 {240 + person.jaw:.0f} 272 200 274"
        f"C{160 - person.jaw:.0f} 272 {left - 3:.0f} 222 {left:.0f} 160z"
    )
    return (
        f'<path d="M164 232h72v62q-36 34-72 0z" fill="{shade}"/>'
        f'<ellipse cx="{left - 2:.0f}" cy="192" rx="15" ry="20" fill="{shade}"/>'
        f'<ellipse cx="{right + 2:.0f}" cy="192" rx="15" ry="20" fill="{shade}"/>'
        f'<path d="{outline}" fill="{person.skin}"/>'
        f'<clipPath id="{person.id}k"><path d="{outline}"/></clipPath><g clip-path="url(#{person.id}k)">'
        f'<path d="M236 90c40 40 40 150-36 190h90V90z" fill="{shade}" opacity=".38"/>'
        f'<ellipse cx="{200 - half * 0.58:.0f}" cy="220" rx="19" ry="13" fill="#e0664a" opacity=".34"/>'
        f'<ellipse cx="{200 + half * 0.58:.0f}" cy="220" rx="19" ry="13" fill="#e0664a" opacity=".34"/></g>'
    )


def features(person: Person) -> str:
    nose = f'<path d="M203 194q12 20-2 26q-6 1-9-3" {LINE} stroke-width="4.5" opacity=".75"/>'
    return _eye(person, -1) + _eye(person, 1) + nose + _mouth(person) + _marks(person)


def _eye(person: Person, side: int) -> str:
    x = 200 + side * 31
    brow_color = "#a9a49d" if person.is_old else INK
    brow_y, brow_end = (170, 0) if side < 0 else (167, 3)
    brow = (
        f'<path d="M{x - 15} {brow_y}q15-9 30 {brow_end}" fill="none" stroke="{brow_color}" '
        f'stroke-width="{5 if person.is_woman else 8}" stroke-linecap="round"/>'
    )
    if person.has_dot_eyes:
        eye = (
            f'<ellipse cx="{x}" cy="{EYE_Y}" rx="6" ry="7.5" fill="{INK}"/>'
            f'<circle cx="{x - 2}" cy="{EYE_Y - 3}" r="2" fill="#fff"/>'
        )
    else:
        eye = f'<path d="M{x - 12} {EYE_Y + 2}q12-13 24 0" {LINE} stroke-width="6"/>'
    if person.trait not in (*WRINKLED, "beard"):
        return brow + eye
    crow_feet = f"M{x + side * 20} 188l{side * 10}-5M{x + side * 20} 195l{side * 11} 2"
    return brow + eye + f'<path d="{crow_feet}" {LINE} stroke-width="2.6" opacity=".45"/>'


def _mouth(person: Person) -> str:
    if person.mouth == "talking":
        return (
            '<path d="M174 235q26 7 52 0q-4 15-26 15t-26-15z" fill="#7c2c22"/>'
            '<path d="M179 237q21 4 42 0l-2 5q-19 3-38 0z" fill="#fff8ea"/>'
        )
    if person.mouth == "laughing":
        return (
            '<path d="M172 234q28 6 56 0q-4 25-28 25t-28-25z" fill="#7c2c22"/>'
            '<path d="M177 236q23 5 46 0l-2 8q-21 4-42 0z" fill="#fff8ea"/>'
        )
    return f'<path d="M174 236q26 22 52 0" {LINE} stroke-width="5.5"/>'


def _marks(person: Person) -> str:
    """What a life has left on a face, and the glasses over it."""
    marks = ""
    if person.trait in WRINKLED:
        marks += f'<path d="M163 222q-6 10-1 20M237 222q6 10 1 20" {LINE} stroke-width="2.8" opacity=".4"/>'
    if person.trait == "stubble":
        marks += (
            f'<g clip-path="url(#{person.id}k)">'
            '<path d="M126 225q74 30 148 0v60H126z" fill="#3a2d2a" opacity=".13"/></g>'
        )
    if person.trait == "beard":
        marks += (
            '<path d="M186 262q14 8 28 0l-6 46q-8 14-16 0z" fill="#d9d4cb"/>'
            '<path d="M174 230q26-12 52 0" stroke="#d9d4cb" stroke-width="8" fill="none" stroke-linecap="round"/>'
        )
    if person.trait in ("glasses", "oldglasses"):
        lens = 'fill="#fff" fill-opacity=".16"'
        marks += (
            f'<g {LINE} stroke-width="5"><circle cx="168" cy="194" r="23" {lens}/>'
            f'<circle cx="232" cy="194" r="23" {lens}/><path d="M191 192h18"/></g>'
        )
    return marks
