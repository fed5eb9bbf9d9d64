"""What axe (vendor/axe.min.js) finds on a page against WCAG 2.1 A and AA, less what is allowed here with its reason."""

from functools import cache
from pathlib import Path
from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
GRAVE = {"moderate", "serious", "critical"}
ALLOWED: dict[str, str] = {}
"""Rule of axe -> why it does not hold here. Nothing is allowed so far."""

RUN = """async (rules) => {
  const answer = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
  return answer.violations.map(v => ({
    id: v.id, impact: v.impact, help: v.help,
    nodes: v.nodes.map(n => n.html.slice(0, 240) + "  " + (n.any.concat(n.all, n.none)[0] || {message: ""}).message),
  }));
}"""


@cache
def source() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """One line for each rule broken on the page as it stands; empty when none is."""
    if not page.evaluate("() => 'axe' in window"):
        # Through the debugger: the page's own policy, which refuses such scripts, stays as it is.
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": source()})
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: " + " | ".join(each["nodes"][:3])
        for each in page.evaluate(RUN, RULES)
        if each["impact"] in GRAVE and each["id"] not in ALLOWED
    ]
