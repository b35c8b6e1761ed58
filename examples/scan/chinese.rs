//! The command line told in Chinese, for the desk that the reports are for. Flags keep their names.

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ErrorKind},
};

const ABOUT: &str = "发布前审一遍中文文稿：哪里有问题、依据什么、怎么改。\n结束状态：0 可以发布，1 须复核或修改，2 出了差错。";

/// Headings in place of those that clap has.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n文件：\n{positionals}\n\n选项：\n{options}\n";

/// Each argument: what is written there, if anything, and what it does.
const HELP: &[(&str, &str, &str)] = &[
    ("files", "文件", "要审的文件；文件夹会逐个审，- 是标准输入"),
    (
        "format",
        "格式",
        "报告的格式：text 终端阅读（不写就是它），html 网页（标色、筛选、三审签字），json，jsonl 一行一份，sarif",
    ),
    (
        "jsonl",
        "",
        "输入的每一行是一个带 text 的 JSON，输出一行一份 JSON 报告，次序不变",
    ),
    ("rules", "文件", "另外加载的规则文件或者文件夹，可以写多次"),
    ("rules_dir", "文件夹", "只用这个文件夹里的规则，代替自带的"),
    ("words", "文件", "另外加载的词表，一行一个词，算“复核”，可以写多次"),
    ("allow", "文件", "放过这个词表里的词，一行一个，可以写多次"),
    ("no_builtin", "", "不用自带的规则"),
    ("only", "类别", "只查这一类（或者主题、规则），可以写多次"),
    ("enable", "主题", "打开平时不查的主题，可以写多次"),
    ("disable", "名称", "不查这条规则、这个主题或者这一类，可以写多次"),
    (
        "min_severity",
        "轻重",
        "只报这一级和更重的：notice 提示，review 复核，block 必改",
    ),
    ("explain", "", "也列出没有计的候选，说明为什么"),
    ("redact", "", "不写报告，写一份脱敏的稿子：查到的都遮住"),
    (
        "output",
        "文件",
        "写到这个文件；与 --redact 同用时是脱敏稿，格式与原稿相同（多个文件就写文件夹）",
    ),
    ("baseline", "文件", "这个文件里记下的问题不再报，见 --write-baseline"),
    ("write_baseline", "文件", "把这次查到的记进这个文件，以后不再报"),
    (
        "color",
        "何时",
        "颜色：auto 在终端上有（不写就是它），always 总有，never 没有",
    ),
    ("width", "列数", "报告一行多少列；不写就照终端的宽度"),
    (
        "mask",
        "遮法",
        "与 --redact 同用，怎么遮：stars 每字一个 *（不写就是它），partial 留头尾（138****1234、张**），token 写成【姓名】",
    ),
    ("keep_ends", "", "与 --redact 同用：长的留前三后四个字符（138****1234）"),
    ("check_rules", "文件或文件夹", "检查规则文件，跑一遍规则自带的例句；不审文稿"),
];

/// Whether this environment asks for Chinese: by its locale, and on Windows, which tells programs none in this way, if nothing speaks for another
/// language.
pub(crate) fn is_wanted(variable: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    locale.map_or(cfg!(windows), |locale| locale.to_ascii_lowercase().starts_with("zh"))
}

/// The command line with its help in Chinese.
pub(crate) fn translated(command: Command) -> Command {
    let command = command
        .about(ABOUT)
        .override_usage("scan [选项] 文件…")
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true);
    let command = HELP.iter().fold(command, |command, (id, value, help)| {
        command.mut_arg(id, |arg| {
            let takes = arg.get_action().takes_values();
            let arg = arg.help(help).hide_possible_values(takes).hide_default_value(takes);
            if takes { arg.value_name(value) } else { arg }
        })
    });
    let flag = |name: &'static str, short, action| Arg::new(name).short(short).long(name).action(action);
    command
        .arg(flag("help", 'h', ArgAction::Help).help("显示这份说明"))
        .arg(flag("version", 'V', ArgAction::Version).help("显示版本"))
}

/// What is wrong with a command line.
pub(crate) fn complaint(error: &clap::Error) -> String {
    let said = |kind| {
        error
            .get(kind)
            .map(|value| value.to_string())
            .filter(|value| !value.is_empty())
    };
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let trouble = match (error.kind(), said(ContextKind::InvalidValue)) {
        (ErrorKind::UnknownArgument, _) => match said(ContextKind::SuggestedArg) {
            Some(other) => format!("没有 `{argument}` 这个选项；是不是 `{other}`？"),
            None => format!("没有 `{argument}` 这个选项"),
        },
        (ErrorKind::InvalidValue, Some(value)) => match said(ContextKind::ValidValue) {
            Some(valid) => format!("`{argument}` 不能是 `{value}`；可以是 {valid}"),
            None => format!("`{argument}` 不能是 `{value}`"),
        },
        (ErrorKind::ValueValidation, Some(value)) => format!("`{argument}` 不能是 `{value}`（{}）", help_of(&argument)),
        (ErrorKind::InvalidValue, None) => format!("`{argument}` 后面少了要写的内容"),
        (ErrorKind::MissingRequiredArgument, _) if argument.starts_with("<文件>") => "没有写要审的文件".to_owned(),
        (ErrorKind::MissingRequiredArgument, _) => format!("还要写上 {argument}"),
        (ErrorKind::ArgumentConflict, _) => match said(ContextKind::PriorArg) {
            Some(other) if other == argument => format!("`{argument}` 只能写一次"),
            Some(other) => format!("`{argument}` 不能和 `{other}` 一起用"),
            None => format!("`{argument}` 不能和别的选项一起用"),
        },
        _ => format!("命令写得不对：{}", error.kind()),
    };
    format!("{trouble}\n用 `scan --help` 看全部选项")
}

/// What the help says of an argument that is called `--like-this <值>`.
fn help_of(argument: &str) -> &'static str {
    let name = argument
        .trim_start_matches('-')
        .split(' ')
        .next()
        .unwrap_or_default()
        .replace('-', "_");
    HELP.iter().find(|(id, ..)| *id == name).map_or("", |(.., help)| help)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::options::Options;

    #[test]
    fn every_argument_is_told() {
        let command = translated(Options::command());
        command.clone().debug_assert();
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.chars().any(|c| c >= '\u{4E00}'), "{}: {help}", arg.get_id());
            // What can be written there is told, too.
            for value in arg.get_possible_values() {
                assert!(
                    !arg.get_action().takes_values() || help.contains(value.get_name()),
                    "{}: {help}",
                    arg.get_id()
                );
            }
        }
    }

    #[test]
    fn the_locale_decides() {
        let wanted = |set: &[(&str, &str)]| {
            is_wanted(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(wanted(&[("LANG", "zh_CN.UTF-8")]) && wanted(&[("LC_ALL", "zh_TW"), ("LANG", "en_US.UTF-8")]));
        assert!(wanted(&[("LC_ALL", ""), ("LANG", "zh_CN.GBK")]));
        assert!(!wanted(&[("LANG", "en_US.UTF-8")]) && !wanted(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]));
        assert_eq!(wanted(&[]), cfg!(windows));
    }
}
