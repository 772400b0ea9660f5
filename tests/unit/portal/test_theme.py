"""The theme: light and dark define the same roles, and all text is readable."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from portal.static_storage import ENTRIES, inline

STATIC = Path(settings.BASE_DIR) / "portal" / "static"
CSS = STATIC / "css"
ASSETS = re.compile(r"""\{% static ["']((?:css|js)/[\w-]+\.(?:css|js))["'] %\}""")
PARTS = re.compile(r"""\{% (?:extends|include) ["']([^"']+)["']""")
ADMIN = ["js/autosave-guard.js"]  # named by a hook
DECLARATION = re.compile(r"^\s*(--[\w-]+):\s*(.+);$", re.MULTILINE)


def declared(name: str) -> dict[str, str]:
    return dict(DECLARATION.findall((CSS / name).read_text()))


def themes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the light and the dark value of every role."""
    light, dark = {}, {}
    for role, value in declared("theme.css").items():
        both = re.fullmatch(r"light-dark\((.+?), ((?:[^()]|\([^()]*\))+)\)", value)
        light[role], dark[role] = both.groups() if both else (value, value)
    return light, dark


def luminance(color: str) -> float:
    """Return the relative luminance as defined in WCAG 2.2."""
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: dict[str, str], one: str, other: str) -> float:
    scale = declared("tokens.css")

    def value(role: str) -> str:
        return re.sub(r"var\((--[\w-]+)\)", lambda m: scale[m[1]], theme[f"--color-{role}"])

    high, low = sorted((luminance(value(one)), luminance(value(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ["page", "surface", "surface-raised", "surface-sand", "surface-selected"]
READ = [
    *((text, ground) for ground in GROUNDS for text in ["text", "text-lede", "text-muted", "link"]),
    *(
        (text, ground)
        for ground in ["page", "surface"]
        for text in ["text-accent", "text-brand", "text-clay", "text-danger", "text-success"]
    ),
    ("text-success", "surface-success"),
    ("text-warning", "surface-warning"),
    ("text-danger", "surface-danger"),
    ("text-info", "surface-info"),
    ("text", "surface-accent"),
    ("text", "surface-neutral"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-pine", "pine"),
    ("on-pine", "pine-hover"),
    ("on-danger", "danger"),
    ("on-danger", "danger-hover"),
    ("on-nav", "nav"),
    ("on-nav-strong", "nav-active"),
    ("on-count", "count"),
    ("text-clay", "surface-sand"),
]
SEEN = [
    ("line-field", "surface"),
    ("line-field", "page"),
    ("focus", "page"),
    ("focus", "surface"),
    ("focus-nav", "nav"),
    ("earned", "track"),
    ("earned", "surface"),
]


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_has_enough_contrast(theme, text, ground):
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
@pytest.mark.parametrize(("drawing", "ground"), SEEN)
def test_controls_and_drawings_have_enough_contrast(theme, drawing, ground):
    assert contrast(theme, drawing, ground) >= 3


def test_browsers_without_light_dark_get_the_same_light_theme():
    light, _ = themes()
    plain = declared("theme-light.css")
    assert plain == {role: light[role] for role in plain}
    assert {role for role in light if not role.startswith("--shadow")} == set(plain)


def test_components_use_roles_rather_than_colors():
    scale = [name for name in declared("tokens.css") if re.search(r"-\d+$", name)]
    colors = [name for name in scale if not re.match(r"--(space|text)", name)]
    said = {
        f"{path.name}: {word}"
        for path in [*(CSS / "components").glob("*.css"), CSS / "base.css", CSS / "layout.css"]
        for word in re.findall(r"#[0-9a-f]{3,8}\b|var\((--[\w-]+)\)", path.read_text())
        if not word or word in colors
    }
    assert not said


def test_every_component_is_registered_in_one_of_the_entries():
    entries = "".join((STATIC / entry).read_text() for entry in ENTRIES)
    for path in [*CSS.glob("components/*.css"), *CSS.glob("pages/*.css")]:
        line = f'@import url("{path.parent.name}/{path.name}") layer({path.parent.name});'
        assert entries.count(line) == 1


def compressed(texts: Iterable[str]) -> int:
    return sum(len(gzip.compress(text.encode())) for text in texts)


def scripts(pattern: str) -> set[Path]:
    return {*(STATIC / "js").glob(pattern)}


def weight_of(assets: Iterable[str]) -> int:
    def read(name: str) -> str:
        return (STATIC / name).read_text()

    return compressed(inline(name, read) if name in ENTRIES else read(name) for name in assets)


def named_by(template: str) -> set[str]:
    """Return the style sheets and scripts that a template names, or what it extends or includes."""
    try:
        source = get_template(template).template.source
    except TemplateDoesNotExist:  # a library's, included only if it is there
        return set()
    parts = PARTS.findall(source)
    assets = {*ASSETS.findall(source)}
    assets |= {name for asset in assets if asset.startswith("js/") for name in imported_by(asset)}
    return assets.union(*(named_by(part) for part in parts if part != template))


def imported_by(script: str) -> set[str]:
    """Return the scripts that a script imports itself."""
    source = (STATIC / script).read_text()
    return {f"js/{name}" for name in re.findall(r'from "\./([\w-]+\.js)"', source)}


def pages() -> list[set[str]]:
    """Return what each page of the site loads, without the scripts of the transcript check."""
    rooms = [
        Path(settings.BASE_DIR) / room for room in ("portal", "home", "courses", "clinic_hours")
    ]
    paths = [path for room in rooms for path in room.glob("**/templates/**/*.html")]
    found = [named_by(str(path).rpartition("/templates/")[2]) for path in paths]
    return [
        {name for name in assets if not name.startswith("js/transcript-")}
        for assets in found
        if "css/site.css" in assets
    ]


def test_a_page_loads_at_most_25_kilobytes_of_styles_and_scripts():
    found = pages()
    public = [weight_of(assets) for assets in found if "css/desk.css" not in assets]
    desk = [weight_of(assets) for assets in found if "css/desk.css" in assets]
    assert 10_000 < max(public) <= 25_000
    assert 10_000 < max(desk) <= 25_000


def test_every_script_is_loaded_by_a_page():
    shared = scripts("*.js") - scripts("transcript-*.js")
    loaded = {*ADMIN}.union(*pages())
    assert {f"js/{path.name}" for path in shared} == loaded - {*ENTRIES}


def test_the_transcript_check_weighs_at_most_20_kilobytes():
    """A whole verifier, which only a transcript's own page loads."""
    assert compressed(path.read_text() for path in scripts("transcript-*.js")) <= 20_000
