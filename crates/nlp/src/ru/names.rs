//! Names: emissions from the first network, a linear-chain CRF over the whole text.

use std::ops::Range;

use crate::doc::NameKind;
use crate::kernel::{self, Matrix};
use crate::pack::{Pack, PackError};
use crate::ru::encoder::{self, Encoder, Memo, OUTPUT, REACH, Scratch};

const TAGS: usize = 8;
/// Tokens encoded at once; the result does not depend on it.
const WINDOW: usize = 256;

/// Head of the name network.
#[derive(Debug)]
pub(crate) struct Names {
    weight: Matrix,
    bias: Vec<f32>,
    /// From tag to tag.
    transitions: Vec<f32>,
    /// Kind of a tag and whether it begins a name; `None` outside.
    tags: Vec<Option<(NameKind, bool)>>,
    spellings: Vec<&'static str>,
}

impl Names {
    pub(crate) fn read(pack: &Pack) -> Result<Self, PackError> {
        let spellings: Vec<&'static str> = pack.text("ner.tags")?.lines().collect();
        let tags: Vec<_> = spellings.iter().map(|tag| read_tag(tag)).collect();
        if tags.len() != TAGS {
            return Err(PackError::Section("ner.tags".to_owned()));
        }
        Ok(Self {
            weight: Matrix::new(OUTPUT, TAGS, &pack.f32s("ner.proj.weight", &[OUTPUT, TAGS])?),
            bias: pack.f32s("ner.proj.bias", &[TAGS])?,
            transitions: pack.f32s("ner.transitions", &[TAGS, TAGS])?,
            tags,
            spellings,
        })
    }

    /// The network's own name of a tag.
    pub(crate) fn tag_name(&self, tag: usize) -> &'static str {
        self.spellings[tag]
    }

    /// Tags of a text's words.
    pub(crate) fn tags(
        &self,
        encoder: &Encoder,
        memo: &Memo,
        net: usize,
        slots: &[u32],
        scratch: &mut Scratch,
    ) -> Vec<usize> {
        let mut emissions = Vec::with_capacity(slots.len() * TAGS);
        let mut scores = Vec::new();
        for start in (0..slots.len()).step_by(WINDOW) {
            let end = (start + WINDOW).min(slots.len());
            let (left, right) = (start.saturating_sub(REACH), (end + REACH).min(slots.len()));
            let rows = encoder::encode(encoder, memo, net, &slots[left..right], scratch);
            let rows = &rows[(start - left) * OUTPUT..(end - left) * OUTPUT];
            kernel::matmul(end - start, rows, OUTPUT, &self.weight, Some(&self.bias), &mut scores);
            emissions.extend_from_slice(&scores);
        }
        self.viterbi(emissions.as_chunks().0)
    }

    /// The best sequence of tags.
    fn viterbi(&self, emissions: &[[f32; TAGS]]) -> Vec<usize> {
        let Some((first, rest)) = emissions.split_first() else { return Vec::new() };
        let mut score = *first;
        let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(rest.len());
        for emission in rest {
            let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0; TAGS]);
            for to in 0..TAGS {
                for (before, so_far) in score.iter().enumerate() {
                    let value = so_far + self.transitions[before * TAGS + to] + emission[to];
                    if value > next[to] {
                        next[to] = value;
                        from[to] = before as u8;
                    }
                }
            }
            score = next;
            back.push(from);
        }
        let mut tag = kernel::argmax(&score);
        let mut tags = vec![tag];
        for from in back.iter().rev() {
            tag = usize::from(from[tag]);
            tags.push(tag);
        }
        tags.reverse();
        tags
    }

    /// Names of a sequence of tags; a name that begins with an inner tag counts.
    pub(crate) fn spans(&self, tags: &[usize]) -> Vec<(NameKind, Range<u32>)> {
        let mut out: Vec<(NameKind, Range<u32>)> = Vec::new();
        let mut open = false;
        for (i, &tag) in tags.iter().enumerate() {
            let Some((kind, begins)) = self.tags[tag] else {
                open = false;
                continue;
            };
            match out.last_mut() {
                Some((last, range)) if open && !begins && *last == kind => range.end += 1,
                _ => out.push((kind, i as u32..i as u32 + 1)),
            }
            open = true;
        }
        out
    }
}

/// `B-PER` as a kind and a beginning.
fn read_tag(tag: &str) -> Option<(NameKind, bool)> {
    let (place, kind) = tag.split_once('-')?;
    let kind = match kind {
        "PER" => NameKind::Person,
        "LOC" => NameKind::Place,
        "ORG" => NameKind::Organisation,
        _ => return None,
    };
    Some((kind, place == "B"))
}
