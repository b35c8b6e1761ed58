//! The words of a web page: text without tags, scripts and styles, and what attributes say to a reader.

use std::ops::Range;

use super::taken::Taken;

/// Elements whose content no reader sees.
const HIDDEN: &[&str] = &["script", "style", "template"];
/// Elements that stand inside a line. All others begin a new one: terms do not run over them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
];
/// Attributes that readers see, or hear read out.
const SAID: &[&str] = &["alt", "title", "placeholder", "aria-label"];
/// Links that call somebody or write to them.
const CALLS: &[&str] = &["tel:", "sms:", "mailto:"];
/// What `<meta name=…>` tells to search engines and in previews.
const META: &[&str] = &[
    "description",
    "keywords",
    "og:title",
    "og:description",
    "twitter:title",
    "twitter:description",
];
/// Entities that word processors and editors write, beside the numbered ones. Any other stays as it is written.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("shy", "\u{AD}"),
    ("zwj", "\u{200D}"),
    ("zwnj", "\u{200C}"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("divide", "÷"),
    ("deg", "°"),
    ("permil", "‰"),
    ("yen", "¥"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
];

/// Takes the words out of a page. Never fails: what is no good HTML is read as browsers read it, more or less.
pub(crate) fn take(source: &str) -> Taken {
    read(source, false)
}

/// The same with the numbers and addresses that links call and write to: readers see them elsewhere, but a masked copy is to have none.
pub(crate) fn take_with_links(source: &str) -> Taken {
    read(source, true)
}

fn read(source: &str, with_links: bool) -> Taken {
    let mut page = Page {
        source,
        taken: Taken::default(),
        said: Vec::new(),
        with_links,
    };
    let mut at = 0;
    while let Some(found) = source[at..].find('<') {
        page.text(at..at + found);
        at = page.markup(at + found);
    }
    page.text(at..source.len());
    page.end_line();
    page.taken
}

struct Page<'s> {
    source: &'s str,
    taken: Taken,
    /// Values of attributes, which follow when the line ends, so as not to part its words.
    said: Vec<Range<usize>>,
    with_links: bool,
}

impl Page<'_> {
    /// Reads what a `<` begins; returns where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let end_of = |end: &str, from: usize| {
            rest[from..]
                .find(end)
                .map_or(self.source.len(), |found| at + from + found + end.len())
        };
        if rest.starts_with("<!--") {
            return end_of("-->", 4);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return end_of(">", 2);
        }
        let closing = rest.starts_with("</");
        let name_at = at + 1 + usize::from(closing);
        let name: String = self.source[name_at..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        if name.is_empty() {
            // A lone `<` is text.
            self.text(at..at + 1);
            return at + 1;
        }
        let (attributes, end) = attributes(self.source, name_at + name.len());
        let name = name.to_ascii_lowercase();
        if !INLINE.contains(&&*name) {
            self.end_line();
        }
        if closing {
            return end;
        }
        self.attributes(&name, &attributes);
        if HIDDEN.contains(&&*name) {
            let lower = self.source[end..].to_ascii_lowercase();
            return lower
                .find(&format!("</{name}"))
                .map_or(self.source.len(), |found| end + found);
        }
        end
    }

    fn attributes(&mut self, element: &str, attributes: &[(String, Range<usize>)]) {
        let value = |wanted: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.clone())
        };
        if element == "meta" {
            let name = value("name").or_else(|| value("property"));
            if name.is_some_and(|name| META.contains(&&*self.source[name].to_ascii_lowercase())) {
                self.said.extend(value("content"));
            }
        }
        self.said.extend(SAID.iter().filter_map(|name| value(name)));
        let calls = |link: &Range<usize>| {
            let link = self.source[link.clone()].trim_start().to_ascii_lowercase();
            CALLS.iter().any(|scheme| link.starts_with(scheme))
        };
        self.said.extend(value("href").filter(|link| self.with_links && calls(link)));
    }

    fn end_line(&mut self) {
        self.taken.end_line();
        for range in std::mem::take(&mut self.said) {
            if !self.source[..range.start].ends_with(['"', '\'']) {
                self.taken.bare(range.clone());
            }
            self.text(range);
            self.taken.end_line();
        }
    }

    /// Text between tags: entities are read, white space is one space.
    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.source[at..range.end];
            let plain = rest.find(|c: char| c == '&' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            if plain > 0 {
                self.taken.verbatim(self.source, at..at + plain);
                at += plain;
                continue;
            }
            let space = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            if space > 0 {
                if !self.taken.at_line_start() && !self.taken.text.ends_with(' ') {
                    self.taken.instead(" ", at..at + space);
                }
                at += space;
            } else if let Some((text, length)) = entity(rest) {
                self.taken.instead(&text, at..at + length);
                at += length;
            } else {
                self.taken.verbatim(self.source, at..at + 1);
                at += 1;
            }
        }
    }
}

/// The character that an entity stands for, and the bytes of the entity.
fn entity(text: &str) -> Option<(String, usize)> {
    let (name, _) = text.get(1..)?.split_once(';').filter(|(name, _)| name.len() <= 16)?;
    let length = name.len() + 2;
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
        return Some((char::from_u32(code.ok()?)?.to_string(), length));
    }
    let (_, text) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(((*text).to_owned(), length))
}

/// The attributes from here to the end of the tag: names in lower case, and where the values stand; and the end of the tag.
fn attributes(source: &str, mut at: usize) -> (Vec<(String, Range<usize>)>, usize) {
    let mut found = Vec::new();
    loop {
        at += source[at..].len()
            - source[at..]
                .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/')
                .len();
        let rest = &source[at..];
        if rest.is_empty() {
            return (found, source.len());
        }
        if rest.starts_with('>') {
            return (found, at + 1);
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        // A sign that can begin no name is part of one all the same, so that reading goes on.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find(is_end).map_or(rest.len(), |end| first + end);
        let name = rest[..length].to_ascii_lowercase();
        at += length;
        let behind = source[at..].trim_start();
        if let Some(value) = behind.strip_prefix('=') {
            let value = value.trim_start();
            let start = source.len() - value.len();
            let range = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = value[1..].find(quote).map_or(source.len(), |end| start + 1 + end);
                    at = (end + 1).min(source.len());
                    start + 1..end
                }
                _ => {
                    let end = value
                        .find(|c: char| c.is_ascii_whitespace() || c == '>')
                        .map_or(source.len(), |end| start + end);
                    at = end;
                    start..end
                }
            };
            found.push((name, range));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianshen::Span;

    fn text(source: &str) -> String {
        take(source).text
    }

    #[test]
    fn readers_words_only() {
        assert_eq!(text("<p>甲<b>乙</b>丙</p><p>丁</p>"), "甲乙丙\n丁\n");
        assert_eq!(
            text("甲<script>if (a < b) '</p>'</script>乙<!-- 丙 --><style>b{}</style>"),
            "甲\n乙\n"
        );
        assert_eq!(text("<p>\n  甲\n  乙\n</p>"), "甲 乙 \n");
        assert_eq!(
            text("3 < 5 &amp; 甲&#36172;&#x535A;&nbsp;&unknown; a&b"),
            "3 < 5 & 甲赌博\u{A0}&unknown; a&b\n"
        );
        assert_eq!(text("<p>甲<img src=a alt='乙' title=丙>丁</p>戊"), "甲丁\n乙\n丙\n戊\n");
        assert_eq!(
            text("<meta name=Description content=\"甲\"><meta name=viewport content=x>"),
            "甲\n"
        );
        assert_eq!(text("<p title=甲"), "甲\n");
        assert_eq!(text("<p><a href=tel:13800138000>甲</a></p>"), "甲\n");
        assert_eq!(
            take_with_links("<p><a href=TEL:13800138000>甲</a><a href=/a>乙</a></p>").text,
            "甲乙\nTEL:13800138000\n"
        );
        assert_eq!(text("<"), "<\n");
        assert_eq!(text("<a =\"\" 甲>乙"), "乙\n");
    }

    #[test]
    fn spans_lead_to_the_source() {
        let source = "<p>一<b>赌</b>&#21338;</p>";
        let taken = take(source);
        let at = taken.text.find('赌').unwrap();
        let span = taken.place(Span::new(at, at + 6));
        assert_eq!(&source[span.range()], "赌</b>&#21338;");
    }

    #[test]
    fn masked_values_stay_values() {
        let source = "<p><img alt=三天治愈 title=x><img alt='包治&#39;百病'>";
        let taken = take(source);
        let at = |word: &str| taken.text.find(word).map(|at| Span::new(at, at + word.len())).unwrap();
        let masked = [(at("治愈"), "* *".to_owned()), (at("治'百"), "治'*".to_owned())];
        assert_eq!(
            taken.mask(source, &masked),
            "<p><img alt=\"三天* *\" title=x><img alt='包治&#39;*病'>"
        );
    }

    proptest::proptest! {
        /// Whatever the page: nothing panics, and every character of the text leads to where it stands in the source.
        #[test]
        fn any_page_can_be_read(parts in proptest::collection::vec(proptest::sample::select(&[
            "<", ">", "</", "p", "b", "script", "style", "/>", "<!--", "-->", "=", "\"", "'", "&", "amp;", "#", "x", "&#21338;", " ", "\n", "赌",
            "博", "alt", "title", "<img alt=", "<p>", "</b>", "é", "👩", "<meta name=keywords content='",
        ][..]), 0..40)) {
            let source: String = parts.concat();
            let taken = take(&source);
            for (at, c) in taken.text.char_indices() {
                let span = taken.place(Span::new(at, at + c.len_utf8()));
                let there = &source[span.range()];
                assert!(there.is_empty() && c == '\n' || there.starts_with(c) || there.starts_with('&') || c == ' ', "{c} {there}");
            }
            take(&taken.mask(&source, &[(Span::new(0, taken.text.len()), "*".to_owned())]));
        }
    }
}
