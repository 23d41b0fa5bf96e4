"""What a page is asked in the browser: axe, width, size of targets, complaints."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from tests.fixtures.browsers import DESKTOP, PHONE

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALSO = ["page-has-heading-one", "landmark-one-main", "empty-heading", "aria-dialog-name"]
TARGET_PX = 44
CONTRAST = ["color-contrast"]

RUN_AXE = """async ([tags, rules, only]) => {
  const options = only
    ? { runOnly: { type: "rule", values: only } }
    : { runOnly: { type: "tag", values: tags }, rules: Object.fromEntries(rules.map((id) => [id, { enabled: true }])) };
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"], preload: false });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}"""

# As wide as the window, or the document scrolls sideways; then the elements that stick out are named.
TOO_WIDE = """(width) => {
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1);
  const names = out.slice(0, 3).map((e) => e.cloneNode(false).outerHTML.slice(0, 120));
  return [`${document.documentElement.scrollWidth} px wide: ${names.join(" ")}`];
}"""

# A thumb that misses the middle by 22 px still hits: the element itself, its label, or what it stretches over its card.
# Links inside a sentence are as high as its lines (WCAG 2.5.8, "inline").
TOO_SMALL = """(least) => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0'][role]";
  const inSentence = (e) =>
    getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim().length > e.textContent.trim().length;
  const hidden = (e) => {
    const box = e.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || !e.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  };
  const found = [];
  for (const e of document.querySelectorAll(wanted)) {
    const whole = e.matches("input") ? (e.labels && e.labels[0] && e.closest("label")) || e : e;
    if (e.closest(".skip, [inert]") || hidden(whole) || whole.matches(":disabled") || inSentence(whole)) continue;
    let box = whole.getBoundingClientRect();
    if (box.width >= least - 0.5 && box.height >= least - 0.5) continue;
    whole.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    box = whole.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hits = (px, py) => {
      const hit = document.elementFromPoint(px, py);
      return hit && (whole.contains(hit) || hit.closest("label")?.control === e);
    };
    const reach = (dx, dy) => {
      let steps = 0;
      while (steps < least && hits(x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
      return steps;
    };
    if (reach(1, 0) + reach(-1, 0) >= least - 1 && reach(0, 1) + reach(0, -1) >= least - 1) continue;
    found.push(`${Math.round(box.width)}x${Math.round(box.height)}: ${e.outerHTML.slice(0, 140)}`);
  }
  scrollTo(0, 0);
  return found;
}"""


def axe(page: Any, *, only: list[str] | None = None) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)  # through the debugger's door, which the page's content security policy does not watch
    return page.evaluate(RUN_AXE, [WCAG_22_AA, ALSO, only])


def too_wide(page: Any, width: int) -> list[str]:
    return page.evaluate(TOO_WIDE, width)


def too_small(page: Any) -> list[str]:
    return page.evaluate(TOO_SMALL, TARGET_PX)


DRAW_ALL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


def audit(page: Any, *, whole: str = "phone") -> list[str]:
    """Everything wrong with the open page, which lies on a phone in daylight before and after.

    Width and targets are asked on the phone and at the desk, colours in both themes. All of axe is asked once, on the
    phone by day or at the desk by night: the themes differ in colours alone, and each language has one of the two.
    """
    page.evaluate(DRAW_ALL)  # cards far from the window are not drawn, and what is not drawn nobody can look at
    found = [f"phone, light: {text}" for text in axe(page, only=None if whole == "phone" else CONTRAST)]
    found += [f"phone: {text}" for text in too_wide(page, PHONE["width"])]
    found += [f"phone, target {text}" for text in too_small(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESKTOP)
    found += [f"desk, dark: {text}" for text in axe(page, only=None if whole == "desk" else CONTRAST)]
    found += [f"desk: {text}" for text in too_wide(page, DESKTOP["width"])]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    return found


def audit_admin(page: Any, *, whole: str) -> list[str]:
    """Axe alone, at a desk: that is where the people behind the fair sit, and the frame is unfold's."""
    page.set_viewport_size(DESKTOP)
    theme = "light" if whole == "phone" else "dark"
    page.emulate_media(color_scheme=theme)
    return [f"desk, {theme}: {text}" for text in axe(page)]
