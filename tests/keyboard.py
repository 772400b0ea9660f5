"""Keyboard use: where the focus is, whether it is visible, and how to move it."""

# More tab stops than any of our pages has, so that a missing control fails instead of hanging.
STOPS = 120
FOCUSED = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const label = here.labels?.[0] && getComputedStyle(here.labels[0]);
    const card = getComputedStyle(here, "::after");  // a card's link is as large as its card
    const shown = each => each && (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0
        || each.boxShadow !== "none");
    return {
        name: here.name || "", value: here.value || "",
        words: here.matches("a, button, summary") ? here.innerText : "",
        seen: here === document.body || Boolean(shown(style) || shown(label) || shown(card)),
    };
}"""


def go_to(page, name: str = "", words: str = "", value: str = "") -> None:
    """Press Tab until the control with this name, value or words has the focus."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert here["seen"], f"nobody can see that the focus is on {here}"
        is_it = name in here["name"] and words in here["words"]
        if is_it and here["value"].startswith(value):
            return
    raise AssertionError(f"the keyboard does not reach {name or words}")


def fill_in(page, name: str, keys: str) -> None:
    """Type into a field. In a date or time, keys fill its parts in turn; in a select, they find an option."""
    go_to(page, name=name)
    page.keyboard.type(keys)


CONTROLS = """() => {
    const controls = document.querySelectorAll("a[href], button, input, select, textarea, summary");
    const groups = new Set();
    return [...controls].filter(each => {
        if (each.disabled) return false;
        const again = each.type === "radio" && groups.has(each.name);
        if (each.type === "radio") groups.add(each.name);
        return each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0 && !again;
    }).map((each, number) => {
        each.dataset.stop = number;
        return each.innerText || each.name;
    });
}"""
STOP = """() => {
    const here = document.activeElement, frame = here.getBoundingClientRect();
    const inside = frame.bottom > 0 && frame.top < innerHeight && frame.right > 0 && frame.left < innerWidth;
    const radio = here.type === "radio" && document.querySelector(`[data-stop][name="${here.name}"]`);
    return { number: (radio || here).dataset.stop, inside, ...FOCUSED() };
}""".replace("FOCUSED", f"({FOCUSED})")


def go_round(page) -> list[str]:
    """Press Tab through the whole page, and return the problems with any control on the way."""
    controls = page.evaluate(CONTROLS)
    reached, wrong = set(), []
    for _stop in range(len(controls) + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(STOP)
        if here["number"] is None or int(here["number"]) in reached:
            continue  # the browser's toolbar, or a field with several parts
        reached.add(int(here["number"]))
        if not here["seen"] or not here["inside"]:
            wrong.append(f"nobody sees the focus on {here['words'] or here['name']}")
    missed = [words for number, words in enumerate(controls) if number not in reached]
    return wrong + [f"the keyboard does not reach {words}" for words in missed]
