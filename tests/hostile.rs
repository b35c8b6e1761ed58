//! Texts that were made to be slow or to break something. How their time grows is plotted by `cargo bench --bench hostile`; here they are
//! screened whole and as streams, must agree, and must end: what is quadratic does not.

#[path = "../benches/corpus/hostile.rs"]
mod hostile;

use std::io::Read;

use xianshen::{Mask, ScreenOptions, Screener};

/// The built-in packs with every rule on, and words of signs and of one character.
fn screener() -> Screener {
    let mut builder = Screener::builder();
    builder.builtin().word_list("words", "★绝密\n★\n赌\n机密★\n哈哈赌");
    for rule in Screener::new().rules() {
        builder.enable(rule.id());
    }
    builder.build().unwrap()
}

#[test]
fn whole_and_stream_agree_on_every_kind() {
    let screener = screener();
    for (name, text) in hostile::KINDS {
        let bytes = text(400_000);
        let whole = screener.screen(&String::from_utf8_lossy(&bytes));
        assert!(screener.screen_reader(bytes.as_slice()).unwrap() == whole, "{name}");
        assert_eq!(
            screener.is_clean(&String::from_utf8_lossy(&bytes)),
            whole.findings().is_empty(),
            "{name}"
        );
    }
}

/// Every kind beside every other one: what ends one may begin another.
#[test]
fn kinds_beside_one_another() {
    let screener = screener();
    for (name, text) in hostile::KINDS {
        for (other, behind) in hostile::KINDS {
            let bytes = [text(1_500), behind(1_500), text(300)].concat();
            let whole = screener.screen(&String::from_utf8_lossy(&bytes));
            assert!(screener.screen_reader(bytes.as_slice()).unwrap() == whole, "{name}, {other}");
        }
    }
}

/// A sign that literals begin with, at the end of a sentence and of a block of the scan.
#[test]
fn signs_at_the_ends_of_blocks() {
    let screener = screener();
    for before in 0..600 {
        let text = format!("{}★。？★{}", "字".repeat(before), "字".repeat(300));
        let found = screener.screen(&text);
        assert_eq!(
            found.findings().iter().filter(|finding| finding.text() == "★").count(),
            2,
            "{before}"
        );
    }
}

#[test]
fn redaction_of_hostile_texts_ends() {
    let screener = Screener::new();
    for (name, text) in hostile::KINDS {
        let text = String::from_utf8_lossy(&text(20_000)).into_owned();
        let redacted = screener.redact(&text, &Mask::default());
        assert!(screener.is_clean(&redacted), "{name}");
    }
}

/// A long text that has nothing to find: memory must not follow it.
#[test]
fn memory_does_not_grow_with_the_text() {
    let screener = Screener::builder().word_list("words", "包治百病\n大麻").build().unwrap();
    let sentence = "门诊时间为周一至周五上午八点至下午五点，节假日另行通知。\n".as_bytes();
    struct Endless<'t>(&'t [u8], usize);
    impl Read for Endless<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let start = self.1 % self.0.len();
            let count = (self.0.len() - start).min(out.len());
            out[..count].copy_from_slice(&self.0[start..start + count]);
            self.1 += count;
            Ok(count)
        }
    }
    let reader = Endless(sentence, 0).take(30_000_000);
    let mut peak = 0;
    let info = allocation_counter::measure(|| {
        screener
            .screen_reader_with(reader, &ScreenOptions::new(), |_| peak += 1)
            .unwrap();
    });
    assert_eq!(peak, 0);
    assert!(info.bytes_max < 2_000_000, "{info:?}");
}
