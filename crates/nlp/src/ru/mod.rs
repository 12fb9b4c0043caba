//! Russian: slovnet's networks for names and trees, rumorph for lemmas and features, own sentences and tokens.

mod clauses;
mod context;
mod coordination;
mod counts;
mod dotted;
mod encoder;
mod morph;
mod names;
mod participles;
mod sentences;
mod shape;
mod subjects;
mod syntax;
mod tokens;
mod vectors;

use legation_model::Lang;
use legation_text::Span;

use crate::analyze::LoadError;
use crate::doc::{DocBuilder, Segment, TokenRow};
use crate::pack::Pack;
use crate::tags::{Feats, Rel, Upos};

pub(crate) use sentences::Splitter;

/// The Russian models.
#[derive(Debug)]
pub(crate) struct Russian {
    vectors: vectors::Vectors,
    shapes: shape::Shapes,
    name_encoder: encoder::Encoder,
    names: names::Names,
    syntax_encoder: encoder::Encoder,
    syntax: syntax::Syntax,
    morph: morph::Morph,
}

/// What a thread keeps between texts; never shows in a result.
#[derive(Debug, Default)]
pub(crate) struct State {
    memo: encoder::Memo,
    scratch: encoder::Scratch,
    parse: syntax::Parse,
    ids: Vec<encoder::WordId>,
    slots: Vec<u32>,
    morph: morph::Memo,
    words: Vec<morph::Word>,
}

/// Index of a network's part in the memo.
const NAMES: usize = 0;
const SYNTAX: usize = 1;

/// The networks' own labels of a word, before they are made a tree; for comparison with other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLabel {
    /// Tag of the name network.
    pub name: String,
    /// Governor in the sentence, words from 1, 0 for the root.
    pub head: usize,
    /// Governor after repair.
    pub tree_head: usize,
    /// Relation to the governor after repair.
    pub rel: &'static str,
    /// Whether the word's vector is the one that the networks were trained with.
    pub fine: bool,
}

impl Russian {
    /// Reads the pack and the dictionary.
    pub(crate) fn load(pack: &Pack) -> Result<Self, LoadError> {
        Ok(Self {
            vectors: vectors::Vectors::open(pack)?,
            shapes: shape::Shapes::read(pack.text("shapes")?)?,
            name_encoder: encoder::Encoder::read(pack, "ner")?,
            names: names::Names::read(pack)?,
            syntax_encoder: encoder::Encoder::read(pack, "syntax")?,
            syntax: syntax::Syntax::read(pack)?,
            morph: morph::Morph::open().map_err(LoadError::Dictionary)?,
        })
    }

    /// Analyses neighbouring segments, given with their indexes: sentences, tokens, then the models.
    pub(crate) fn run(
        &self,
        state: &mut State,
        splitter: &Splitter,
        text: &str,
        segments: &[(u32, Segment)],
        builder: &mut DocBuilder,
    ) {
        let mut given = Vec::new();
        for &(index, segment) in segments {
            splitter.sentences(text, segment.span, |span, tokens| {
                given.push(Given { span, segment: index, tokens: tokens.to_vec() });
            });
        }
        self.sentences(state, text, &given, builder);
    }

    /// Analyses sentences whose tokens are given.
    pub(crate) fn sentences(&self, state: &mut State, text: &str, given: &[Given], builder: &mut DocBuilder) {
        self.look_up(state, text, given);
        let State { memo, scratch, parse, slots, morph: morph_memo, words: morph, .. } = state;
        let first = builder.len() as u32;
        let mut at = 0;
        let mut words = Vec::new();
        for sentence in given {
            let n = sentence.tokens.len();
            words.clear();
            words.extend(sentence.tokens.iter().map(|span| span.slice(text)));
            let rows = encoder::encode(&self.syntax_encoder, memo, SYNTAX, &slots[at..at + n], scratch);
            self.syntax.parse(rows, parse);
            morph.clear();
            self.morph.sentence(morph_memo, &words, morph);
            let mut rows: Vec<TokenRow<'_>> = (0..n)
                .map(|i| {
                    let rel = self.syntax.rel(parse.rels[i]);
                    let (upos, feats) = morph[i].tag.unwrap_or((Upos::X, Feats::default()));
                    TokenRow {
                        span: sentence.tokens[i],
                        lemma: if morph[i].lemma.is_empty() { words[i] } else { &morph[i].lemma },
                        upos,
                        feats,
                        head: parse.heads[i].checked_sub(1),
                        rel: if parse.heads[i] == 0 { Rel::Root } else { rel },
                    }
                })
                .collect();
            dotted::by_noun(&mut rows);
            dotted::initials(&mut rows, &words);
            counts::by_number(&mut rows);
            clauses::side_by_side(&mut rows);
            coordination::by_order(&mut rows);
            coordination::by_case(&mut rows);
            participles::by_noun(&mut rows);
            subjects::crossed(&mut rows);
            subjects::by_form(&mut rows);
            subjects::by_case(&mut rows);
            coordination::by_number(&mut rows);
            coordination::by_clause(&mut rows);
            coordination::by_place(&mut rows);
            coordination::by_mark(&mut rows);
            clauses::second_subject(&mut rows);
            clauses::out_of_content(&mut rows);
            builder.sentence(text, sentence.span, sentence.segment, Lang::Ru, &rows);
            at += n;
        }
        let tags = self.names.tags(&self.name_encoder, memo, NAMES, slots, scratch);
        for (kind, range) in self.names.spans(&tags) {
            builder.name(kind, first + range.start..first + range.end);
        }
    }

    /// The networks' labels of sentences whose tokens are given, the text being all of them.
    pub(crate) fn raw(&self, state: &mut State, text: &str, given: &[Given]) -> Vec<Vec<RawLabel>> {
        self.look_up(state, text, given);
        let State { memo, scratch, parse, slots, ids, .. } = state;
        let tags = self.names.tags(&self.name_encoder, memo, NAMES, slots, scratch);
        let mut at = 0;
        let mut out = Vec::new();
        for sentence in given {
            let n = sentence.tokens.len();
            let rows = encoder::encode(&self.syntax_encoder, memo, SYNTAX, &slots[at..at + n], scratch);
            self.syntax.parse(rows, parse);
            out.push(
                (0..n)
                    .map(|i| RawLabel {
                        name: self.names.tag_name(tags[at + i]).to_owned(),
                        head: parse.raw_heads[i],
                        tree_head: parse.heads[i],
                        rel: self.syntax.rel_name(parse.rels[i]),
                        fine: self.vectors.is_fine(ids[at + i].0),
                    })
                    .collect(),
            );
            at += n;
        }
        out
    }

    /// Fills the slots of every word.
    fn look_up(&self, state: &mut State, text: &str, given: &[Given]) {
        state.ids.clear();
        for span in given.iter().flat_map(|s| &s.tokens) {
            let word = span.slice(text);
            state.ids.push((self.vectors.row(&word.to_lowercase()), self.shapes.of(word)));
        }
        let encoders = [&self.name_encoder, &self.syntax_encoder];
        state.memo.slots(&state.ids, &self.vectors, encoders, &mut state.slots);
    }
}

/// A sentence and its tokens.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) span: Span,
    pub(crate) segment: u32,
    pub(crate) tokens: Vec<Span>,
}
