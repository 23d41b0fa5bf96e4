"""What people wear, from calico jackets to high-visibility vests."""

from demo.art.portraits.person import Person

BODY = "M28 410C34 338 84 312 150 292q50 26 100 0c66 20 116 46 122 118z"
COLLAR = "M150 290l50 38-26 26-40-54zM250 290l-50 38 26 26 40-54z"
INDIGO = "#274b8a"


def patterns(person: Person) -> str:
    """Blue calico with white dots (蓝印花布) and big-flowered cotton (东北花布)."""
    calico_dots = (
        '<circle cx="9" cy="9" r="3.4"/><circle cx="9" cy="2" r="2"/><circle cx="16" cy="9" r="2"/>'
        '<circle cx="9" cy="16" r="2"/><circle cx="2" cy="9" r="2"/><circle cx="26" cy="26" r="2.4"/>'
    )
    flowers = (
        '<circle cx="18" cy="20" r="12" fill="#f3a6a0"/><circle cx="18" cy="20" r="6" fill="#fbe3cf"/>'
        '<circle cx="50" cy="50" r="12" fill="#f6c55a"/><circle cx="50" cy="50" r="5" fill="#b8302a"/>'
        '<path d="M34 14q12-8 16 4q-10 6-16-4M4 46q10-8 14 4q-10 6-14-4" fill="#6fa36a"/>'
    )
    return (
        f'<pattern id="{person.id}c" width="34" height="34" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(20)"><rect width="34" height="34" fill="{INDIGO}"/>'
        f'<g fill="#f2efe4">{calico_dots}</g></pattern>'
        f'<pattern id="{person.id}f" width="64" height="64" patternUnits="userSpaceOnUse">'
        f'<rect width="64" height="64" fill="{person.cloth_color}"/><g>{flowers}</g></pattern>'
    )


def body(person: Person) -> str:
    fill = person.cloth_color
    if person.clothes in ("calico", "apron"):
        fill = f"url(#{person.id}c)"
    elif person.clothes == "floral":
        fill = f"url(#{person.id}f)"
    shape = f'<path d="{BODY}" fill="{fill}"/>'
    shadow = '<path d="M250 292c66 20 116 46 122 118h-70c0-50-10-86-52-118z" fill="#1b1a2b" opacity=".16"/>'
    return shape + shadow + _details(person)


def _details(person: Person) -> str:
    color = person.cloth_color
    match person.clothes:
        case "apron":
            return (
                f'<path d="M136 410l10-92q54 22 108 0l10 92z" fill="{color}"/>'
                f'<path d="M150 320L160 288M250 320l-10-32" stroke="{color}" stroke-width="14"/>'
            )
        case "hivis":
            return (
                '<path d="M108 304l22 106h34L140 296zM292 304l-22 106h-34l24-114z" fill="#f6ef7a"/>'
                '<path d="M40 372q160 30 320 0v24q-160 30-320 0z" fill="#e9eef0"/>'
            )
        case "overall":
            return (
                '<path d="M132 410V330h136v80z" fill="#24487f"/>'
                '<path d="M138 334L118 300M262 334l20-34" stroke="#24487f" stroke-width="22"/>'
                '<circle cx="142" cy="338" r="7" fill="#e3b23c"/><circle cx="258" cy="338" r="7" fill="#e3b23c"/>'
            )
        case "jacket" | "denim":
            buttons = "".join(f'<circle cx="210" cy="{y}" r="4.5" fill="#f1e3c0"/>' for y in (352, 382))
            return (
                '<path d="M200 318v92" stroke="#141826" stroke-width="4" opacity=".5"/>'
                f'<path d="{COLLAR}" fill="{color}"/><path d="{COLLAR}" fill="#fff" opacity=".14"/>{buttons}'
            )
        case "shirt":
            return '<path d="M150 290l50 40-20 22-42-50zM250 290l-50 40 20 22 42-50z" fill="#fff" opacity=".5"/>'
        case "chefcoat":
            return (
                '<path d="M150 290l60 60-12 60M250 290l-40 46" fill="none" stroke="#c9ccd2" stroke-width="4"/>'
                '<path d="M140 286q60 40 120 0l-10 34q-50 24-100 0z" fill="#c9301f"/>'
            )
    return ""


def raised_arm(person: Person) -> str:
    """An arm that holds something up to the camera; the thing itself is laid over it later."""
    sleeve = INDIGO if person.clothes in ("calico", "floral", "apron") else person.cloth_color
    return (
        f'<path d="M330 410C352 360 356 330 344 292" stroke="{sleeve}" stroke-width="62" fill="none" '
        f'stroke-linecap="round"/><ellipse cx="340" cy="262" rx="27" ry="30" fill="{person.skin}"/>'
        f'<path d="M318 252q22-16 44 0" stroke="{person.skin_shade}" stroke-width="5" fill="none" '
        'stroke-linecap="round"/>'
    )
