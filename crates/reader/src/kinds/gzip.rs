//! Gzip: the stream inside, whatever it is.

use std::io::BufReader;

use super::{Kind, inside};
use crate::encoded::{Gzip, is_gzip};
use crate::input::Input;
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "gzip",
    extensions: &["gz", "tgz"],
    container: true,
    is: |head, _, _| is_gzip(head) || head.starts_with(&[0x1f, 0x8b, 8]),
    read,
};

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let (name, inner) = (input.name.clone(), unpacked(&input.inner, &[("gz", ""), ("tgz", ".tar")]));
    let mut stream = BufReader::with_capacity(64 * 1024, Gzip::new(input, out.guard()));
    inside(&mut Input::new(name, &mut stream).unpacked(inner), out)
}

/// The name without the extension of the packing.
pub(super) fn unpacked(name: &str, endings: &[(&str, &str)]) -> String {
    for (ending, left) in endings {
        if let Some((base, found)) = name.rsplit_once('.')
            && found.eq_ignore_ascii_case(ending)
        {
            return format!("{base}{left}");
        }
    }
    name.to_owned()
}
