"""How the style sheet's parts are joined."""

from portal.static_storage import inline

SHEETS = {
    "css/site.css": (
        "/* The order. */\n@layer base, components;\n"
        '@import url("fonts.css");\n@import url("components/card.css") layer(components);\n'
    ),
    "css/fonts.css": '@font-face {\n  src: url("../fonts/inter.woff2");\n}\n',
    "css/components/card.css": (
        '@import url("../parts/line.css");\n.card {\n  mask: url("../../img/mark.svg");\n}\n'
    ),
    "css/parts/line.css": '.line {\n  mask: url("line.svg");\n  fill: url("#stripes");\n}\n',
}


def test_imports_are_inlined_in_their_layer():
    sheet = inline("css/site.css", SHEETS.__getitem__)
    assert "@import" not in sheet
    assert sheet.index("@layer base, components;") < sheet.index("@font-face")
    assert "@layer components {\n.line" in sheet


def test_urls_stay_correct_after_inlining():
    sheet = inline("css/site.css", SHEETS.__getitem__)
    assert 'url("../fonts/inter.woff2")' in sheet
    assert 'url("../img/mark.svg")' in sheet
    assert 'url("../css/parts/line.svg")' in sheet
    assert 'url("#stripes")' in sheet


def test_comments_are_removed():
    assert "/*" not in inline("css/site.css", SHEETS.__getitem__)
