"""Hair in two parts: what hangs behind the head, and what falls over the forehead."""

from demo.art.portraits.person import Person

PERM_CURLS = ((112, 150), (104, 190), (112, 228), (288, 150), (296, 190), (288, 228))


def behind(person: Person) -> str:
    color = person.hair_color
    match person.hair:
        case "bob":
            return f'<path d="M108 190C100 90 150 70 200 70s100 20 92 120L292 262H108z" fill="{color}"/>'
        case "long":
            return f'<path d="M108 190C100 90 150 70 200 70s100 20 92 120L300 330H100z" fill="{color}"/>'
        case "perm":
            curls = "".join(f'<circle cx="{x}" cy="{y}" r="26" fill="{color}"/>' for x, y in PERM_CURLS)
            return f'<path d="M108 190C100 90 150 70 200 70s100 20 92 120L300 240H100z" fill="{color}"/>{curls}'
        case "braid":
            return (
                f'<path d="M262 210c40 20 44 70 30 130" stroke="{color}" stroke-width="30" fill="none" '
                'stroke-linecap="round"/>'
                '<path d="M281 250l22 8M289 282l22 2M290 314l22-2" stroke="#5a4a42" stroke-width="4"/>'
                '<circle cx="291" cy="345" r="11" fill="#c9301f"/>'
            )
        case "bun" | "greybun":
            return f'<circle cx="200" cy="78" r="34" fill="{color}"/>'
    return ""


def in_front(person: Person) -> str:
    half = person.half_width
    match person.hair:
        case "short":
            start = f"{196 - half:.0f} 172"
            path = (
                f"M{start}C116 90 160 74 204 74s88 20 {204 + half - 200:.0f} 98"
                f"C262 140 250 126 232 122C200 132 160 130 142 126C134 140 132 156 {start}z"
            )
        case "fringe":
            start = f"{194 - half:.0f} 186"
            path = (
                f"M{start}C108 96 150 68 204 68s98 30 {206 + half - 200:.0f} 118"
                f"C268 150 262 146 250 132C238 156 180 168 150 144C140 156 134 168 {start}z"
            )
        case "thin":
            return (
                '<path d="M128 178c-8-40 2-58 14-66c-4 24-2 46-4 66zM272 178c8-40-2-58-14-66c4 24 2 46 4 66z" '
                f'fill="{person.hair_color}"/>'
                f'<path d="M150 112q50-22 100 0" stroke="{person.hair_color}" stroke-width="5" fill="none"/>'
            )
        case _:
            start = f"{195 - half:.0f} 190"
            path = f"M{start}C112 108 150 80 200 80s88 28 75 110C266 150 248 128 216 114C190 140 152 150 {start}z"
    return f'<path d="{path}" fill="{person.hair_color}"/>'
