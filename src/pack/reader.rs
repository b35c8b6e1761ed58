//! Reads TOML tables key by key and remembers every place, so that each mistake can point at its own.

use std::{borrow::Cow, ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::diagnostic::{Diagnostic, Source};

/// A value and its place in the file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A text and its place. Most are borrowed from the file.
pub(crate) type Text<'s> = At<Cow<'s, str>>;

impl<T> At<T> {
    pub(super) fn new(value: T, span: Range<usize>) -> At<T> {
        At { value, span }
    }
}

/// Where the reader is and what went wrong so far.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) source: Arc<Source>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn new(source: Arc<Source>) -> Reader {
        Reader {
            source,
            diagnostics: Vec::new(),
        }
    }

    /// Notes a mistake.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic {
            code,
            message: message.into(),
            label: label.into(),
            help: help.into(),
            source: self.source.clone(),
            span,
        });
    }

    /// Refuses keys that are not in the list.
    pub(super) fn keys(&mut self, table: &DeTable<'_>, place: &str, allowed: &[&str]) {
        for key in table.keys() {
            if !allowed.contains(&key.get_ref().as_ref()) {
                self.error(
                    "X002",
                    key.span(),
                    format!("unknown key `{}` in {place}", key.get_ref()),
                    "not a key of this table",
                    format!("the keys are: {}", allowed.join(", ")),
                );
            }
        }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        self.error(
            "X003",
            value.span(),
            format!("`{key}` has the wrong type"),
            format!("this is of type {}", value.get_ref().type_str()),
            format!("write {wanted}"),
        );
    }

    /// A string, if the key is there.
    pub(super) fn string<'s>(&mut self, table: &DeTable<'s>, key: &str) -> Option<Text<'s>> {
        let value = table.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(value, key, "a string: \"…\"");
            return None;
        };
        Some(At::new(text.clone(), value.span()))
    }

    /// A string that must be there and must not be empty. `place` is where its absence is shown.
    pub(super) fn required<'s>(&mut self, table: &DeTable<'s>, key: &str, place: &Range<usize>) -> Option<Text<'s>> {
        if !table.contains_key(key) {
            self.error(
                "X004",
                place.clone(),
                format!("`{key}` is missing"),
                "in this table",
                format!("add {key} = \"…\""),
            );
            return None;
        }
        let text = self.string(table, key)?;
        if text.value.trim().is_empty() {
            self.error(
                "X004",
                text.span.clone(),
                format!("`{key}` is empty"),
                "nothing in it",
                "write what belongs here",
            );
            return None;
        }
        Some(text)
    }

    /// A list of strings; empty if the key is not there.
    pub(super) fn strings<'s>(&mut self, table: &DeTable<'s>, key: &str) -> Vec<Text<'s>> {
        table.get(key).map_or_else(Vec::new, |value| self.string_list(value, key))
    }

    /// The strings of a list.
    pub(super) fn string_list<'s>(&mut self, value: &Spanned<DeValue<'s>>, key: &str) -> Vec<Text<'s>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of strings: [\"…\", \"…\"]");
            return Vec::new();
        };
        let mut out = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref() {
                DeValue::String(text) => out.push(At::new(text.clone(), item.span())),
                _ => self.wrong_type(item, key, "strings only in this list"),
            }
        }
        out
    }

    /// A truth value, or the default.
    pub(super) fn flag(&mut self, table: &DeTable<'_>, key: &str, default: bool) -> bool {
        let Some(value) = table.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(value, key, "true or false");
            default
        })
    }

    /// A whole number that is not negative, if the key is there.
    pub(super) fn number(&mut self, table: &DeTable<'_>, key: &str) -> Option<At<usize>> {
        let value = table.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|n| usize::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            Some(number) => Some(At::new(number, value.span())),
            None => {
                self.wrong_type(value, key, "a whole number");
                None
            }
        }
    }

    /// A table, if the key is there.
    pub(super) fn table<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<(&'t DeTable<'i>, Range<usize>)> {
        let value = table.get(key)?;
        match value.get_ref().as_table() {
            Some(inner) => Some((inner, value.span())),
            None => {
                self.wrong_type(value, key, &format!("a table: [{key}]"));
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, &format!("tables: [[{key}]]"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(inner) => out.push((inner, item.span())),
                None => self.wrong_type(item, key, &format!("tables: [[{key}]]")),
            }
        }
        out
    }
}
