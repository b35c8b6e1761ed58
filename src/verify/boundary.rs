//! Whether a hit keeps to word edges: 大麻 is no word of 大麻烦, nor `sm` of `small`.

use super::window::Window;
use crate::{
    finding::Reason,
    span::Span,
    text::{FoldedRange, View, Words, is_han, is_word_char, knows},
};

/// Chinese terms of so many characters are unmistakable: that the same four stand side by side by chance does not happen.
const UNMISTAKABLE: usize = 4;

/// The word that the hit cuts, if any. `spaced` is the folded term, with its own spaces; `variant` says that it is another spelling of a
/// term, which is never taken for unmistakable.
pub(super) fn cut(window: &Window<'_>, hit: Span, spaced: &str, skipped: bool, variant: bool) -> Option<Reason> {
    let view = window.plain();
    let range = view.folded_range(hit);
    latin_cut(view, range, variant)
        .or_else(|| skipped.then(|| joined(view, range, spaced)).flatten())
        .or_else(|| {
            if skipped {
                let view = window.stripped();
                chinese_cut(view, view.folded_range(hit), variant, || window.stripped_words())
            } else {
                chinese_cut(view, range, variant, || window.words())
            }
        })
        .map(Reason::CutsWord)
}

/// Whether a word of a shape or class keeps to word edges.
pub(super) fn is_whole(window: &Window<'_>, range: FoldedRange) -> bool {
    let view = window.plain();
    latin_cut(view, range, false).is_none() && chinese_cut(view, range, false, || window.words()).is_none()
}

/// Whether a cue is parted between two words: 下不 is no 不 of its own, but 行政拘留 holds 拘留. A cue of one character must be a word.
pub(super) fn is_parted(window: &Window<'_>, range: FoldedRange) -> bool {
    let hit = window.plain().slice(range);
    if hit.chars().count() < 2 {
        return !is_whole(window, range);
    }
    if latin_cut(window.plain(), range, false).is_some() {
        return true;
    }
    let words = window.words();
    let crosses = |at: usize| {
        let (start, end) = words.around(at);
        let inside_one_word = start <= range.start && range.end <= end;
        !words.is_edge(at) && !inside_one_word
    };
    crosses(range.start) || crosses(range.end)
}

/// Letters and digits: a word runs on as long as they do. Behind a digit of a Chinese term a letter begins a word (词1 in 词1b), and
/// a sign that stands for a letter (@$$) runs on like one.
fn latin_cut(view: &View, range: FoldedRange, variant: bool) -> Option<String> {
    let hit = view.slice(range);
    let chinese = hit.contains(is_han);
    let runs_on = |inner: Option<char>, outer: Option<char>| {
        let (Some(inner), Some(outer)) = (inner, outer) else {
            return false;
        };
        let parted = chinese && inner.is_ascii_digit() && !outer.is_ascii_digit();
        is_word_char(outer) && (is_word_char(inner) && !parted || variant && !chinese)
    };
    let left = runs_on(hit.chars().next(), view.before(range.start));
    let right = runs_on(hit.chars().next_back(), view.after(range.end));
    (left || right).then(|| {
        let folded = view.folded();
        let outside = |c: char| !is_word_char(c);
        let from = if left {
            folded[..range.start]
                .rfind(outside)
                .map_or(0, |at| at + folded[at..].chars().next().map_or(0, char::len_utf8))
        } else {
            range.start
        };
        let to = if right {
            folded[range.end..].find(outside).map_or(folded.len(), |at| range.end + at)
        } else {
            range.end
        };
        folded[from..to].to_owned()
    })
}

/// Latin words that only a skipped space makes one: `as s` is not `ass`, but `a s s` is meant to be.
fn joined(view: &View, range: FoldedRange, spaced: &str) -> Option<String> {
    let hit = view.slice(range);
    if !hit.contains(' ') || hit == spaced {
        return None;
    }
    let bare: String = hit.chars().filter(|&c| c == ' ' || is_word_char(c) || is_han(c)).collect();
    if bare == spaced {
        return None;
    }
    hit.split(|c| !is_word_char(c))
        .find(|piece| piece.chars().filter(|&c| is_word_char(c)).count() > 1)
        .map(str::to_owned)
}

/// Chinese: a word of the dictionary straddles an end of the hit.
fn chinese_cut<'w>(view: &View, range: FoldedRange, variant: bool, words: impl FnOnce() -> &'w Words) -> Option<String> {
    let hit = view.slice(range);
    let (first, last) = (hit.chars().next()?, hit.chars().next_back()?);
    let left = is_han(first) && view.before(range.start).is_some_and(is_han);
    let right = is_han(last) && view.after(range.end).is_some_and(is_han);
    if !(left || right) || (!variant && hit.chars().count() >= UNMISTAKABLE) {
        return None;
    }
    // 他妈妈 is 他 + 妈妈: a doubled character that is a word is not parted, whatever the frequencies say.
    let doubled = |inner: char, outer: Option<char>| outer == Some(inner) && knows(&format!("{inner}{inner}"));
    for (edge, inner, outer) in [(left, first, view.before(range.start)), (right, last, view.after(range.end))] {
        if edge && doubled(inner, outer) {
            return Some(format!("{inner}{inner}"));
        }
    }
    let words = words();
    let left = left && !words.is_edge(range.start);
    let right = right && !words.is_edge(range.end);
    if !(left || right) {
        return None;
    }
    let at = if left { range.start } else { range.end };
    let (start, end) = words.around(at);
    let word = &view.folded()[start..end];
    if start <= range.start && range.end <= end && is_compound(&word[..range.start - start], hit, &word[range.end - start..]) {
        return None;
    }
    if !variant && !knows(hit) {
        // The dictionary cannot prefer a word that it lacks, so words are counted: the reading with fewer wins, and on a tie
        // the longer word.
        let from = if left { start } else { range.start };
        let to = if right { words.around(range.end).1 } else { range.end };
        let parted = 1 + count(&view.folded()[from..range.start]) + count(&view.folded()[range.end..to]);
        let whole = words.between(from, to);
        if parted < whole || (parted == whole && word.chars().count() <= hit.chars().count()) {
            return None;
        }
    }
    Some(word.to_owned())
}

/// Whether a word is a compound of the hit, by what it has before and after it: 聚众赌博, 赌博罪. What is added is a word of its own,
/// or one character at the end, where Chinese says what a compound is a kind of. 大麻哈鱼 and 中国人 only begin or end like the hit.
fn is_compound(before: &str, hit: &str, after: &str) -> bool {
    let is_word = |part: &str| part.is_empty() || (part.chars().nth(1).is_some() && knows(part));
    hit.chars().nth(1).is_some() && is_word(before) && (after.chars().count() == 1 || is_word(after))
}

fn count(text: &str) -> usize {
    if text.is_empty() {
        return 0;
    }
    let words = Words::cut(text);
    words.between(0, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Extent;

    fn cut_in(text: &str, hit: &str, skipped: bool) -> Option<Reason> {
        let start = text.find(hit).unwrap();
        let span = Span::new(start, start + hit.len());
        let window = Window::new(text, Extent::around(text, 0, span));
        let term: String = hit.chars().filter(|c| c.is_alphanumeric()).collect();
        cut(&window, span, &term, skipped, false)
    }

    #[test]
    fn chinese_words() {
        for (text, hit, word) in [
            ("我有一个大麻烦", "大麻", "麻烦"),
            ("路口交通已恢复", "口交", "路口"),
            ("宝鸡巴士", "鸡巴", "宝鸡"),
            ("迷宫去死胡同", "去死", "死胡同"),
            ("可靠度", "靠", "可靠"),
            ("他妈妈来了", "他妈", "妈妈"),
            ("妈妈的手", "妈的", "妈妈"),
        ] {
            match cut_in(text, hit, false) {
                Some(Reason::CutsWord(found)) => assert_eq!(found, word, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        for (text, hit) in [
            ("有人种值大麻", "大麻"),
            ("他们裸聊天天有", "裸聊"),
            ("承诺包治百病人人", "包治百病"),
        ] {
            assert_eq!(cut_in(text, hit, false), None, "{text}");
        }
    }

    #[test]
    fn compounds_hold_the_hit_whole() {
        for (before, hit, after) in [
            ("聚众", "赌博", ""),
            ("", "赌博", "罪"),
            ("", "赌博", "网站"),
            ("聚众", "赌博", "罪"),
        ] {
            assert!(is_compound(before, hit, after), "{before}|{hit}|{after}");
        }
        for (before, hit, after) in [
            ("", "大麻", "哈鱼"),
            ("众", "赌博", ""),
            ("", "赌", "博"),
            ("嵒嵒", "赌博", "罪"),
        ] {
            assert!(!is_compound(before, hit, after), "{before}|{hit}|{after}");
        }
        assert_eq!((count(""), count("赌博"), count("赌博网站")), (0, 1, 2));
    }

    #[test]
    fn words_are_counted_where_the_dictionary_lacks_the_hit() {
        // 加微|信号 has no more words than 加|微信|号.
        assert_eq!(cut_in("加微信号", "加微", false), None);
        // 加薇信|息 has fewer than 加|薇|信息, and 大|学生活|动 has more than 大学生|活动.
        assert_eq!(cut_in("加薇信息", "加薇信", false), None);
        assert_eq!(
            cut_in("大学生活动", "学生活", false),
            Some(Reason::CutsWord("大学生".to_owned()))
        );
        // Four characters are a coincidence no longer.
        assert_eq!(cut_in("大学生活动", "学生活动", false), None);
        assert_eq!(cut_in("中华人民共和国旗帜", "共和国旗", false), None);
        assert!(cut_in("大学生活动", "生活", false).is_some());
    }

    #[test]
    fn signs_between_latin_words_join_nothing() {
        for hit in ["online* casino", "online*casino", "on*line casino"] {
            let text = format!("play {hit} here");
            let span = Span::new(5, 5 + hit.len());
            let window = Window::new(&text, Extent::around(&text, 0, span));
            assert_eq!(cut(&window, span, "online casino", true, false), None, "{hit}");
        }
    }

    #[test]
    fn cues_are_parted_from_other_words() {
        let parted = |text: &str, hit: &str| {
            let start = text.find(hit).unwrap();
            let window = Window::new(text, Extent::around(text, 0, Span::new(start, start + hit.len())));
            let at = window.plain().folded().find(hit).unwrap();
            is_parted(&window, FoldedRange::new(at, at + hit.len()))
        };
        assert!(parted("未来可期", "未") && !parted("他未到场", "未"));
        assert!(parted("nothing here", "no") && parted("annot", "no") && !parted("say no more", "no"));
        // 行政拘留 holds 拘留, and 下不 lies across two words.
        assert!(!parted("处以行政拘留", "拘留") && !parted("捕获大麻哈鱼", "大麻"));
        assert!(parted("我有一个大麻烦", "大麻"));
        assert!(!parted("严禁赌博", "严禁"));
    }

    #[test]
    fn the_word_that_is_cut_is_told_whole() {
        let cut = |text: &str, hit: &str, variant| {
            let view = View::plain(text, Span::new(0, text.len()));
            let at = view.folded().find(hit).unwrap();
            latin_cut(&view, FoldedRange::new(at, at + hit.len()), variant)
        };
        assert_eq!(cut("the grassland is", "ass", false).as_deref(), Some("grassland"));
        assert_eq!(cut("中grass", "ass", false).as_deref(), Some("grass"));
        assert_eq!(cut("assets有", "ass", false).as_deref(), Some("assets"));
        assert_eq!(cut("是ass的", "ass", false), None);
        // A sign that stands for a letter runs on like one, but only in another spelling.
        assert!(cut("@$$et", "@$$", true).is_some() && cut("@$$et", "@$$", false).is_none());
        // 词1 in 词1b is whole, 词1 in 词12 is not.
        assert!(cut("词1b", "词1", false).is_none() && cut("词12", "词1", false).is_some());
    }

    #[test]
    fn noise_does_not_make_word_edges() {
        assert!(cut_in("宝*鸡 巴*士", "鸡 巴", true).is_some());
        assert!(cut_in("路口*交通", "口*交", true).is_some());
    }

    #[test]
    fn latin_words() {
        assert!(cut_in("the grass is small", "sm", false).is_some());
        assert!(cut_in("22b", "2b", false).is_some());
        assert!(cut_in("会上decided了", "decided", false).is_none());
        assert_eq!(cut_in("so big as s", "as s", true), Some(Reason::CutsWord("as".to_owned())));
        assert!(cut_in("big a s s here", "a s s", true).is_none());
    }
}
