"""Straw hats, headscarves, caps, helmets and a chef's toque."""

from demo.art.portraits.person import Person

CAP_PEAK = "M116 152q84-34 168 0q6 10-6 14q-78-24-156 0q-12-4-6-14z"
HELMET_BRIM = "M106 144h188q8 12-6 16H112q-14-4-6-16z"
SCARF_DOTS = (
    (140, 120),
    (166, 96),
    (200, 90),
    (234, 96),
    (260, 120),
    (126, 156),
    (274, 156),
    (180, 112),
    (220, 112),
    (168, 292),
    (232, 292),
)


def hat(person: Person) -> str:
    color = person.hat_color
    match person.hat:
        case "straw":
            return (
                '<ellipse cx="200" cy="134" rx="150" ry="34" fill="#b98a43"/>'
                '<ellipse cx="200" cy="128" rx="150" ry="32" fill="#e6c274"/>'
                '<path d="M124 124C124 40 276 40 276 124q-76 24-152 0z" fill="#edcf8a"/>'
                '<path d="M124 112q76 26 152 0v14q-76 26-152 0z" fill="#c9402a"/>'
                '<path d="M80 126q120 30 240 0M66 132q134 36 268 0M140 84q60 16 120 0" fill="none" '
                'stroke="#c69a4e" stroke-width="3" opacity=".7"/>'
            )
        case "scarf":
            dots = "".join(f'<circle cx="{x}" cy="{y}" r="5"/>' for x, y in SCARF_DOTS)
            return (
                '<path d="M112 204C96 90 150 66 200 66s104 24 88 138c-8-44-34-76-88-78c-54 2-80 34-88 78z" '
                f'fill="{color}"/><path d="M150 262q50 40 100 0l14 30q-64 40-128 0z" fill="{color}"/>'
                f'<path d="M188 292l-26 52 34-12 12-34zM212 292l26 52-34-12-12-34z" fill="{color}"/>'
                f'<g fill="#fff3dc" opacity=".85">{dots}</g>'
            )
        case "cap":
            return (
                f'<path d="M118 152C112 38 288 38 282 152q-82-26-164 0z" fill="{color}"/>'
                f'<path d="{CAP_PEAK}" fill="{color}"/><path d="{CAP_PEAK}" fill="#000" opacity=".22"/>'
            )
        case "helmet":
            return (
                f'<path d="M116 148C110 34 290 34 284 148z" fill="{color}"/>'
                '<path d="M186 76h28v70h-28z" fill="#fff" opacity=".35"/>'
                f'<path d="{HELMET_BRIM}" fill="{color}"/><path d="{HELMET_BRIM}" fill="#000" opacity=".15"/>'
            )
        case "chef":
            return (
                '<path d="M134 150V96C96 92 100 36 146 46C160 14 240 14 254 46C300 36 304 92 266 96v54'
                'q-66-20-132 0z" fill="#fbf9f2"/><path d="M134 128q66-20 132 0v22q-66-20-132 0z" fill="#dfe3e6"/>'
                '<path d="M170 70v44M200 62v50M230 70v44" stroke="#dfe3e6" stroke-width="4"/>'
            )
    return ""
