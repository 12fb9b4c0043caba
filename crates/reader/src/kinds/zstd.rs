//! Zstandard: the stream inside, whatever it is; a dictionary in a skippable frame at the start is used.

use std::io::BufReader;

use super::gzip::unpacked;
use super::{Kind, inside};
use crate::encoded::{Zstd, is_zstd};
use crate::input::Input;
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "zstd",
    extensions: &["zst", "tzst"],
    container: true,
    is: |head, _, _| is_zstd(head),
    read,
};

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let (name, inner) =
        (input.name.clone(), unpacked(&input.inner, &[("zst", ""), ("tzst", ".tar"), ("zstd", "")]));
    let mut stream = BufReader::with_capacity(64 * 1024, Zstd::new(input, out.guard()));
    inside(&mut Input::new(name, &mut stream).unpacked(inner), out)
}
