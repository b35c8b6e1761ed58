//! Tables of patients: a header with 姓名 and what only patients have (诊断, 床号, 手术…), and a name in that column of every row.
//!
//! A row by itself often says nothing of treatment, and a sentence ends at its line. So the header looks down its table, as far as the rows
//! have its columns.

use super::{
    Hits, Passage,
    surname::{self, Given},
};
use crate::{finding::Evidence, span::Span, text::is_han};

/// What names of columns have where the rows are patients.
const PATIENTS: &[&str] = &[
    "诊断",
    "床号",
    "床位",
    "住院号",
    "病案号",
    "门诊号",
    "病历号",
    "手术",
    "术式",
    "病情",
    "入院",
    "出院",
    "疾病",
    "病种",
    "症状",
    "检查结果",
    "检验",
    "护理级别",
    "就诊",
    "病史",
    "体温",
    "过敏",
    "主诉",
    "血型",
    "分娩",
    "孕周",
    "随访",
];

/// The most rows of a table, so that its cost has a bound, as [`Passage::below`] gives one to their bytes; the next header begins a new table.
const ROWS: usize = 500;

/// Reports the names in the rows below, if the line of the sentence is the header of such a table.
pub(super) fn detect(passage: &Passage<'_>, hits: &mut Hits) {
    if !passage.folded().contains("姓名") {
        return;
    }
    let Some(line) = passage.line() else { return };
    let header = passage.text_of(line);
    let Some(sign) = separator(header) else { return };
    let columns: Vec<&str> = cells(header, sign).map(|(_, cell)| cell).collect();
    let Some(column) = columns.iter().position(|cell| cell.ends_with("姓名")) else {
        return;
    };
    if columns.len() < 2 || !columns.iter().any(|cell| PATIENTS.iter().any(|word| cell.contains(word))) {
        return;
    }
    let below = passage.below(line);
    let mut start = below.start;
    for row in passage.text_of(below).split_inclusive('\n').take(ROWS) {
        let at = start;
        start += row.len();
        let cell = cells(row, sign).nth(column);
        let count = cells(row, sign).count();
        let rule = row
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | '+' | '=') || c.is_whitespace());
        if rule && !row.trim().is_empty() {
            continue;
        }
        if count < 2 || row.contains("姓名") {
            return;
        }
        if let Some((from, cell)) = cell.filter(|(_, cell)| is_name(cell)) {
            let span = Span::new(at + from, at + from + cell.len());
            hits.found_below(span, vec![Evidence::Cue("姓名".to_owned())]);
        }
    }
}

/// What parts the cells of a line.
fn separator(line: &str) -> Option<char> {
    ['\t', '|', ',', '，'].into_iter().find(|&sign| line.contains(sign))
}

/// The cells of a line, trimmed, with the byte at which each starts. Bars at the ends of the line part nothing.
fn cells(line: &str, sign: char) -> impl Iterator<Item = (usize, &str)> {
    let bare = line.trim();
    let mut at = line.len() - line.trim_start().len();
    let bare = match sign {
        '|' => {
            at += bare.len() - bare.trim_start_matches('|').len();
            bare.trim_matches('|')
        }
        _ => bare,
    };
    bare.split(sign).map(move |cell| {
        let start = at + cell.len() - cell.trim_start().len();
        at += cell.len() + sign.len_utf8();
        (start, cell.trim())
    })
}

/// Whether the cell is a name: a surname and a given name, or parts with middle dots.
fn is_name(cell: &str) -> bool {
    let bare: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .map(folded)
        .collect();
    let mut parts = bare.split('·');
    if bare.contains('·') {
        return parts.all(|part| part.chars().count() >= 2 && part.chars().all(is_han));
    }
    surname::surname(&bare).is_some_and(|(len, _)| {
        let given = &bare[len..];
        (1..=2).contains(&given.chars().count()) && surname::given(given) > Given::Never
    })
}

fn folded(c: char) -> char {
    match crate::text::fold(c) {
        crate::text::Folded::One(c) => c,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::View;

    /// The names that are found in the text below its line with 姓名.
    fn names(text: &str) -> Vec<&str> {
        let at = text.find("姓名").unwrap();
        let start = text[..at]
            .rfind(['\n', '。'])
            .map_or(0, |end| end + text[end..].chars().next().unwrap().len_utf8());
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let view = View::plain(text, Span::new(start, end));
        let mut hits = Hits::default();
        detect(&Passage::new(&view, text), &mut hits);
        assert!(
            hits.found.is_empty()
                && hits
                    .below
                    .iter()
                    .all(|(_, evidence)| *evidence == [Evidence::Cue("姓名".to_owned())])
        );
        hits.below.iter().map(|(span, _)| &text[span.range()]).collect()
    }

    #[test]
    fn every_row_has_a_name() {
        for (text, expected) in [
            ("姓名\t诊断\n王小禾\t肺炎\n李小麦\t骨折\n", vec!["王小禾", "李小麦"]),
            ("本周手术\n姓名,术式\n王小禾,置换", vec!["王小禾"]),
            ("床号，患者姓名\n3，王小禾\n加1，李小麦\n", vec!["王小禾", "李小麦"]),
            // Bars at the ends of a line part nothing, and a rule is no row.
            (
                "| 床号 | 姓名 |\n|---|:--|\n| | 王小禾 |\n| 3 | 李某 |\n | 4 | 李小麦 |\n",
                vec!["王小禾", "李小麦"],
            ),
            ("姓名|手术\n===+===\n王小禾|置换\n|李小麦|切除|\n", vec!["王小禾", "李小麦"]),
            // As it stands in its cell, without the spaces around it.
            ("手术,姓名\n置换, 王 小禾 \n切除,\n置换,張偉\n", vec!["王 小禾", "張偉"]),
            ("姓名,入院\n阿依古丽·买买提,是\n阿·买,否\nA·B,否\n", vec!["阿依古丽·买买提"]),
            // No names: a mask, four characters, none.
            ("姓名,诊断\n王某某,肺炎\n王小禾三,肺炎\n王,肺炎\n共两行,略\n", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_table_ends() {
        for text in [
            "姓名,诊断\n王小禾,肺炎\n以上\n李小麦,骨折\n",
            "|姓名|诊断|\n|王小禾|肺炎|\n|以上|\n|李小麦|骨折|\n",
            "姓名,诊断\n王小禾,肺炎\n\n李小麦,骨折\n",
            "姓名,诊断\n王小禾,肺炎\n姓名,职务\n李小麦,护士\n",
        ] {
            assert_eq!(names(text), ["王小禾"], "{text}");
        }
        let long = format!("姓名,诊断\n{}", "王小禾,肺炎\n".repeat(ROWS + 1));
        assert_eq!(names(&long).len(), ROWS);
    }

    #[test]
    fn tables_of_others_and_what_is_no_table() {
        for text in [
            "姓名,职务\n王小禾,护士\n",
            "姓名 诊断\n王小禾 肺炎\n",
            "患者姓名\n王小禾\n",
            "姓名的写法,诊断\n王小禾,肺炎\n",
            "如下。姓名,诊断\n王小禾,肺炎\n",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
