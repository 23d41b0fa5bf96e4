"""What people may write where words are asked for: it is shown as written, and nothing of it happens.

`RUN` leaves a mark on the page that it ran in.
"""

RUN = "document.documentElement.dataset.ran=1"

# Each of these runs when a page takes it for markup: the negative control opens them so.
MARKUP = [
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'<img/src="x"/onerror={RUN}>',
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<style onload={RUN}></style>",
]

# These need a place of their own: inside an attribute, a script, an address, a template or a table.
ELSEWHERE = [
    f'" onmouseover="{RUN}',
    f"' autofocus onfocus='{RUN}",
    f"` onload=`{RUN}",
    f"javascript:{RUN}",
    f"JaVaScRiPt&colon;{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<!--</script><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"${{{RUN}}}",
    f"{{{{ {RUN} }}}}",
    "{{ settings.SECRET_KEY }}",
    "{% debug %}",
    "{% load static %}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%(password)s",
    "{0.__class__}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><button>Pay",
    "<a href=//evil.example>Daji</a>",
    f"<div hx-get=/ hx-trigger=load hx-on::load={RUN}>",
    "<template><p>",
    "<plaintext>",
    "=HYPERLINK(0)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\tTAB=1",
    "'; DROP TABLE accounts_user; --",
    "1 OR 1=1",
    "../../etc/passwd",
    "$(id)",
    "\u202egpj.exe",
    "\ufeffBOM",
    "a\u0301\u0301\u0301\u0301\u0301\u0301",
    "\U0001f34a\u200d\U0001f34a",
]
STRINGS = [*MARKUP, *ELSEWHERE]
