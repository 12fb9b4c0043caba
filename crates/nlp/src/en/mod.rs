//! English: spaCy's networks, own sentences, and Universal Dependencies made of ClearNLP labels.

mod semicolons;
mod sentences;
mod ud;
mod words;

use legation_model::Lang;
use legation_text::Span;

use crate::doc::{DocBuilder, NameKind, Segment, TokenRow};
use crate::pack::{Pack, PackError};
use crate::spacy::{Analysed, Pipeline, Scratch, Token};

/// The English model.
#[derive(Debug)]
pub(crate) struct English {
    pipeline: Pipeline,
    splitter: sentences::Splitter,
    semicolons: semicolons::Semicolons,
    converter: ud::Converter,
    kinds: Vec<NameKind>,
}

/// What a thread keeps between texts; never shows in a result.
#[derive(Debug, Default)]
pub(crate) struct State {
    scratch: Scratch,
    tokens: Vec<Token>,
    starts: Vec<bool>,
    labels: Analysed,
    tree: ud::Tree,
}

impl English {
    /// Loads the model.
    pub(crate) fn load(pack: &Pack) -> Result<Self, PackError> {
        let pipeline = Pipeline::load(pack)?;
        let kinds = pipeline.kinds().iter().map(|k| name_kind(k)).collect();
        let converter = ud::Converter::new(pipeline.tags(), pipeline.deps());
        let semicolons = semicolons::Semicolons::new(pipeline.tags());
        Ok(Self { splitter: sentences::Splitter::new(), semicolons, converter, kinds, pipeline })
    }

    /// Analyses segments of one text.
    pub(crate) fn run(
        &self,
        state: &mut State,
        text: &str,
        segments: &[(u32, Segment)],
        builder: &mut DocBuilder,
    ) {
        for &(index, segment) in segments {
            state.tokens.clear();
            self.pipeline.tokens(text, segment.span, &mut state.scratch, &mut state.tokens);
            self.splitter.starts(text, &state.tokens, &mut state.starts);
            self.block(state, text, index, builder);
        }
    }

    /// Analyses sentences whose tokens are given: segment and tokens of each.
    pub(crate) fn sentences<'t>(
        &self,
        state: &mut State,
        text: &str,
        sentences: impl Iterator<Item = (u32, &'t [Span])>,
        builder: &mut DocBuilder,
    ) {
        for (segment, spans) in sentences {
            state.tokens.clear();
            state.starts.clear();
            for (i, &span) in spans.iter().enumerate() {
                let spaced = spans.get(i + 1).is_some_and(|next| next.start > span.end);
                state.tokens.push(Token { span, norm: None, spaced });
                state.starts.push(i == 0);
            }
            self.block(state, text, segment, builder);
        }
    }

    /// Labels the tokens of a block and hands its sentences on.
    fn block(&self, state: &mut State, text: &str, segment: u32, builder: &mut DocBuilder) {
        let State { scratch, tokens, starts, labels, tree } = state;
        if tokens.is_empty() {
            return;
        }
        let clauses = |tags: &[u8], starts: &mut [bool]| self.semicolons.mark(text, tokens, tags, starts);
        self.pipeline.analyse(text, tokens, starts, clauses, scratch, labels);
        self.converter.words.expand(text, tokens, self.pipeline.tags(), labels);
        let first = builder.len() as u32;
        let mut low = 0;
        while low < tokens.len() {
            let high = (low + 1..tokens.len()).find(|&i| starts[i]).unwrap_or(tokens.len());
            let persons: Vec<(usize, usize)> = labels
                .names
                .iter()
                .filter(|n| n.0 as usize >= low && n.1 as usize <= high)
                .filter(|n| self.kinds[n.2 as usize] == NameKind::Person)
                .map(|n| (n.0 as usize - low, n.1 as usize - low))
                .collect();
            self.converter.convert(text, &tokens[low..high], labels, low, &persons, tree);
            let rows: Vec<TokenRow<'_>> = (low..high)
                .map(|t| TokenRow {
                    span: tokens[t].span,
                    lemma: self
                        .converter
                        .words
                        .lemma(tokens[t].span.slice(text), tree.upos[t - low])
                        .unwrap_or(&labels.lemmas[t]),
                    upos: tree.upos[t - low],
                    feats: tree.feats[t - low],
                    head: tree.heads[t - low],
                    rel: tree.rels[t - low],
                })
                .collect();
            let span = tokens[low].span.cover(tokens[high - 1].span);
            builder.sentence(text, span, segment, Lang::En, &rows);
            low = high;
        }
        for &(start, end, kind) in &labels.names {
            builder.name(self.kinds[kind as usize], first + start..first + end);
        }
    }
}

/// Kind of an OntoNotes type.
fn name_kind(label: &str) -> NameKind {
    match label {
        "PERSON" => NameKind::Person,
        "GPE" | "LOC" | "FAC" => NameKind::Place,
        "ORG" => NameKind::Organisation,
        "NORP" => NameKind::Group,
        "EVENT" => NameKind::Event,
        "LAW" => NameKind::Law,
        "DATE" | "TIME" => NameKind::Date,
        _ => NameKind::Other,
    }
}
