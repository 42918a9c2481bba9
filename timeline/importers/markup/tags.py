"""The elements of HTML, by what becomes of them."""

# Elements that only change the looks of their text, or say something of it that our Markdown has no sign for.
BARE = {
    *("span", "font", "u", "ins", "small", "big", "mark", "abbr", "acronym", "time", "bdi", "bdo", "data", "wbr"),
    *("ruby", "rb", "rtc", "rt", "nobr", "basefont", "label", "slot", "map", "picture", "html", "body", "tbody"),
    *("thead", "tfoot", "colgroup", "col", "optgroup", "output", "area", "param", "track", "blink"),
}
STRONG = {"strong", "b"}
EM = {"em", "i", "cite", "dfn", "var"}
CODE = {"code", "kbd", "samp", "tt"}
# Their title says what they stand for.
ABBREVIATIONS = {"abbr", "acronym"}
STRUCK = {"s", "strike", "del"}
RAISED = {
    "sup": str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
PARAGRAPHS = {
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "figure"),
    *("figcaption", "details", "summary", "fieldset", "legend", "hgroup", "search", "dl", "dd", "caption", "marquee"),
    *("noframes", "dialog", "listing", "xmp", "plaintext"),
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = {"ul", "ol", "menu", "dir"}
BLOCKS = {*PARAGRAPHS, *HEADINGS, *LISTS, "li", "blockquote", "pre", "dt", "table"}
# What is shown from elsewhere, and the attribute that says from where; what stands within is shown if that fails.
SHOWN = {
    "img": "an image",
    "image": "an image",
    "iframe": "an iframe",
    "frame": "a frame",
    "embed": "an embed",
    "video": "a video",
    "audio": "a sound",
    "object": "an object",
    "applet": "an applet",
}
# Elements that are left out with all that is in them, and what they are called; nameless ones never say anything.
LEFT_OUT = {
    "script": "a script",
    "style": "a style sheet",
    "template": "a template",
    "noscript": "a text for pages without scripts",
    "svg": "a drawing",
    "canvas": "a drawing",
    "math": "a formula",
    "form": "a form",
    "button": "a button",
    "select": "a choice",
    "datalist": "a choice",
    "textarea": "an input",
    "input": "an input",
    "meter": "a meter",
    "progress": "a progress bar",
    "head": "a head",
    "title": "a page's title",
    "frameset": "a set of frames",
    "rp": "",
    "meta": "",
    "link": "",
    "base": "",
}
# Attributes that say something of elements that are not kept; an address counts for more than words.
SAYING = ("src", "data", "href", "value", "placeholder", "alt", "title", "label")
VOID = {"br", "hr", "img", "embed", "input", "meta", "link", "base", "source", "track", "wbr", "area", "col", "param"}
KNOWN = {
    *BARE, *STRONG, *EM, *CODE, *STRUCK, *RAISED, *BLOCKS, *SHOWN, *LEFT_OUT, *VOID, *("a", "q", "tr", "td", "th"),
}  # fmt: skip
