//! Values as RON, laid out for people and for line-by-line comparison.
//!
//! One field or entry a line. Tuples, lists that fit into [`WIDTH`] bytes and the small things named in
//! [`ON_ONE_LINE`] stand on one line; a longer list has one element a line. Everything that does not
//! print, and everything that changes the order of what is shown, is written as an escape.

use std::fmt::{self, Display, Write};

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::text::unseen::is_unseen;

/// Longer lists are broken into lines, in bytes.
const WIDTH: usize = 100;

/// Things of a few short fields, by the names of their types.
const ON_ONE_LINE: [&str; 5] = ["Line", "Person", "Reason", "Speaker", "Topic"];

/// Spaces by which each level is indented.
const INDENT: usize = 2;

/// The value as RON, with a line end at the end.
pub(super) fn to_string(value: &impl Serialize) -> Result<String, Failed> {
    let mut layout = Layout::default();
    value.serialize(&mut layout)?;
    layout.out.push('\n');
    Ok(layout.out)
}

/// Why a value could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Failed(String);

impl serde::ser::Error for Failed {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl From<fmt::Error> for Failed {
    fn from(error: fmt::Error) -> Self {
        Self(error.to_string())
    }
}

#[derive(Default)]
struct Layout {
    out: String,
    /// Levels of lines that are open.
    depth: usize,
    /// How many of the open things stand on one line.
    n_inline: usize,
    /// Where the elements of the outermost list on one line begin.
    elements: Vec<usize>,
}

impl Layout {
    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', INDENT * self.depth));
    }

    fn open(&mut self, bracket: char, is_inline: bool) -> Open<'_> {
        self.out.push(bracket);
        let is_inline = is_inline || self.n_inline > 0;
        if is_inline {
            self.n_inline += 1;
        } else {
            self.depth += 1;
        }
        Open {
            start: self.out.len(),
            layout: self,
            is_inline,
            n_items: 0,
        }
    }

    fn open_variant(&mut self, variant: &str, is_inline: bool) -> Open<'_> {
        self.out.push_str(variant);
        self.open('(', is_inline)
    }

    /// Puts each element of the list that ends here on a line of its own.
    fn break_list(&mut self, start: usize) {
        let tail = self.out.split_off(start);
        self.depth += 1;
        let mut ends = self.elements.iter().skip(1).copied().collect::<Vec<_>>();
        ends.push(start + tail.len() + ", ".len());
        let mut at = 0;
        for end in ends {
            // Elements are separated by a comma and a space.
            let element = crate::text::span::slice(&tail, at, end - start - ", ".len());
            self.new_line();
            self.out.push_str(element);
            self.out.push(',');
            at = end - start;
        }
        self.depth -= 1;
        self.new_line();
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for char in text.chars() {
            match char {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                _ if is_unseen(char) => self.out.extend(char.escape_unicode()),
                _ => self.out.push(char),
            }
        }
        self.out.push('"');
    }
}

/// A bracket that is open.
struct Open<'a> {
    layout: &'a mut Layout,
    /// Byte after the bracket.
    start: usize,
    is_inline: bool,
    n_items: usize,
}

impl Open<'_> {
    fn item(&mut self) {
        if !self.is_inline {
            self.layout.new_line();
        } else if self.n_items > 0 {
            self.layout.out.push_str(", ");
        }
        self.n_items += 1;
    }

    fn item_done(&mut self) {
        if !self.is_inline {
            self.layout.out.push(',');
        }
    }

    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Failed> {
        self.item();
        self.layout.out.push_str(name);
        self.layout.out.push_str(": ");
        value.serialize(&mut *self.layout)?;
        self.item_done();
        Ok(())
    }

    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Failed> {
        self.item();
        if self.layout.n_inline == 1 {
            self.layout.elements.push(self.layout.out.len());
        }
        value.serialize(&mut *self.layout)?;
        self.item_done();
        Ok(())
    }

    fn close(self, bracket: char) {
        if self.is_inline {
            self.layout.n_inline -= 1;
        } else {
            self.layout.depth -= 1;
            if self.n_items > 0 {
                self.layout.new_line();
            }
        }
        self.layout.out.push(bracket);
    }

    fn close_list(self) {
        if self.layout.n_inline == 1 {
            if self.layout.out.len() - self.start > WIDTH && self.n_items > 1 {
                self.layout.break_list(self.start);
            }
            self.layout.elements.clear();
        }
        self.close(']');
    }
}

macro_rules! as_displayed {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(self, value: $type) -> Result<(), Failed> {
            Ok(write!(self.out, "{value}")?)
        }
    )*};
}

impl<'a> Serializer for &'a mut Layout {
    type Ok = ();
    type Error = Failed;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    as_displayed! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_f32(self, value: f32) -> Result<(), Failed> {
        Ok(write!(self.out, "{value:?}")?)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Failed> {
        Ok(write!(self.out, "{value:?}")?)
    }

    fn serialize_char(self, value: char) -> Result<(), Failed> {
        Ok(write!(self.out, "'{}'", value.escape_default())?)
    }

    fn serialize_str(self, text: &str) -> Result<(), Failed> {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Failed> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), Failed> {
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Failed> {
        self.out.push_str("Some(");
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Failed> {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Failed> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _variant_idx: u32,
        variant: &'static str,
    ) -> Result<(), Failed> {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Failed> {
        self.out.push('(');
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _variant_idx: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Failed> {
        self.out.push_str(variant);
        self.serialize_newtype_struct(variant, value)
    }

    fn serialize_seq(self, _n_elements: Option<usize>) -> Result<Open<'a>, Failed> {
        Ok(self.open('[', true))
    }

    fn serialize_tuple(self, _n_elements: usize) -> Result<Open<'a>, Failed> {
        Ok(self.open('(', true))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _n_elements: usize) -> Result<Open<'a>, Failed> {
        Ok(self.open('(', true))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _variant_idx: u32,
        variant: &'static str,
        _n_elements: usize,
    ) -> Result<Open<'a>, Failed> {
        Ok(self.open_variant(variant, true))
    }

    fn serialize_map(self, _n_entries: Option<usize>) -> Result<Open<'a>, Failed> {
        Ok(self.open('{', false))
    }

    fn serialize_struct(self, name: &'static str, _n_fields: usize) -> Result<Open<'a>, Failed> {
        Ok(self.open('(', ON_ONE_LINE.contains(&name)))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _variant_idx: u32,
        variant: &'static str,
        _n_fields: usize,
    ) -> Result<Open<'a>, Failed> {
        Ok(self.open_variant(variant, false))
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        self.element(value)
    }

    fn end(self) -> Result<(), Failed> {
        self.close_list();
        Ok(())
    }
}

macro_rules! like_a_tuple {
    ($($trait:ident::$method:ident),*) => {$(
        impl $trait for Open<'_> {
            type Ok = ();
            type Error = Failed;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
                self.item();
                value.serialize(&mut *self.layout)?;
                self.item_done();
                Ok(())
            }

            fn end(self) -> Result<(), Failed> {
                self.close(')');
                Ok(())
            }
        }
    )*};
}

like_a_tuple!(
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! like_a_struct {
    ($($trait:ident),*) => {$(
        impl $trait for Open<'_> {
            type Ok = ();
            type Error = Failed;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Failed> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Failed> {
                self.close(')');
                Ok(())
            }
        }
    )*};
}

like_a_struct!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        self.item();
        key.serialize(&mut *self.layout)?;
        self.layout.out.push_str(": ");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        value.serialize(&mut *self.layout)?;
        self.item_done();
        Ok(())
    }

    fn end(self) -> Result<(), Failed> {
        self.close('}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn written(value: &impl Serialize) -> String {
        to_string(value).unwrap()
    }

    #[derive(serde::Serialize)]
    struct Speaker {
        name: &'static str,
        spans: Vec<(u32, u32)>,
    }

    #[derive(serde::Serialize)]
    struct Thing {
        speaker: Option<Speaker>,
        map: BTreeMap<u32, Vec<&'static str>>,
        empty: BTreeMap<u32, u32>,
    }

    #[test]
    fn short_things_stand_on_one_line_and_long_lists_on_several() {
        let long = "word ".repeat(12).leak();
        let thing = Thing {
            speaker: Some(Speaker {
                name: "Ann",
                spans: vec![(1, 2), (3, 4)],
            }),
            map: [(1, vec!["a", "b"]), (2, vec![long, long])].into(),
            empty: BTreeMap::new(),
        };
        let expected = format!(
            "(\n  speaker: Some((name: \"Ann\", spans: [(1, 2), (3, 4)])),\n  map: {{\n    \
             1: [\"a\", \"b\"],\n    2: [\n      \"{long}\",\n      \"{long}\",\n    ],\n  }},\n  \
             empty: {{}},\n)\n"
        );
        assert_eq!(written(&thing), expected);
    }

    #[test]
    fn what_is_not_seen_is_escaped_and_read_back() {
        let text = "“Ağrı” \"\\ \r\n\t \u{1b}[31m \u{9b} \u{202e}evil\u{2069} \u{200d} 日本 \u{feff}";
        let file = written(&text);
        assert!(
            !file
                .trim_end()
                .chars()
                .any(|char| char.is_control() || is_unseen(char)),
            "{file}"
        );
        assert!(file.contains("“Ağrı”"), "what can be read stays readable: {file}");
        assert_eq!(ron::from_str::<String>(&file).as_deref(), Ok(text));
    }
}
