//! One screener for all threads: it is immutable, and clones share everything.
//!
//! `cargo run --release --example threads`

use std::{sync::mpsc, thread};

use xianshen::{Screener, Verdict};

fn main() {
    let screener = Screener::new();
    let drafts = [
        "我院开展家庭医生签约服务，欢迎居民咨询。",
        "祖传秘方，三天根治糖尿病，无效退款！",
        "行胃癌根治术后第三天，患者恢复进食。",
        "拨打13800138000，包治百病。",
    ];
    let (sender, verdicts) = mpsc::channel();
    thread::scope(|scope| {
        for (number, draft) in drafts.iter().enumerate() {
            // A clone is one atomic increment; a reference would do as well here.
            let (screener, sender) = (screener.clone(), sender.clone());
            scope.spawn(move || {
                sender
                    .send((number, screener.screen(draft)))
                    .expect("the main thread listens")
            });
        }
    });
    drop(sender);
    let mut screenings: Vec<_> = verdicts.iter().collect();
    screenings.sort_by_key(|(number, _)| *number);
    for (number, screening) in &screenings {
        println!("{}: {}", screening.verdict(), drafts[*number]);
        for finding in screening.findings() {
            println!("    {}（{}）", finding.text(), finding.rule().title());
        }
    }
    let verdicts: Vec<Verdict> = screenings.iter().map(|(_, screening)| screening.verdict()).collect();
    assert_eq!(verdicts, [Verdict::Pass, Verdict::Block, Verdict::Pass, Verdict::Block]);
}
