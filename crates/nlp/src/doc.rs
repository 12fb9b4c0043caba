//! The analysed article: a struct of arrays, built once, then read only.

use std::ops::Range;

use legation_model::Lang;
use legation_text::Span;

use crate::tags::{Feats, Rel, Upos};

/// Index of a token in its [`Doc`].
pub type TokenId = u32;

/// A stretch of text in one language to be analysed: a block of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the text.
    pub span: Span,
    /// Language.
    pub lang: Lang,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text.
    pub span: Span,
    /// Tokens.
    pub tokens: Range<TokenId>,
    /// Index of the segment that holds it.
    pub segment: u32,
    /// Language.
    pub lang: Lang,
}

/// Kind of a name that the model found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum NameKind {
    Person,
    Place,
    Organisation,
    /// Nationalities, religions and political groups (English `NORP`).
    Group,
    Event,
    Law,
    Date,
    Other,
}

/// A name found by the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Kind.
    pub kind: NameKind,
    /// Tokens.
    pub tokens: Range<TokenId>,
}

/// An analysed text. Token indexes run over the whole text; heads never cross a sentence; every sentence is a tree.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    spans: Vec<Span>,
    forms: String,
    form_ranges: Vec<Span>,
    lemmas: String,
    lemma_ranges: Vec<Span>,
    upos: Vec<Upos>,
    feats: Vec<Feats>,
    heads: Vec<TokenId>,
    rels: Vec<Rel>,
    kids: Vec<TokenId>,
    kid_ranges: Vec<Range<u32>>,
    sentence_of: Vec<u32>,
    sentences: Vec<Sentence>,
    names: Vec<Name>,
}

impl Doc {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Bytes of a token in the text.
    pub fn span(&self, t: TokenId) -> Span {
        self.spans[t as usize]
    }

    /// The token as written.
    pub fn form(&self, t: TokenId) -> &str {
        self.form_ranges[t as usize].slice(&self.forms)
    }

    /// Lemma in lower case (ё kept as е in Russian); names too.
    pub fn lemma(&self, t: TokenId) -> &str {
        self.lemma_ranges[t as usize].slice(&self.lemmas)
    }

    /// Part of speech.
    pub fn upos(&self, t: TokenId) -> Upos {
        self.upos[t as usize]
    }

    /// Features.
    pub fn feats(&self, t: TokenId) -> Feats {
        self.feats[t as usize]
    }

    /// Governor; `None` for the root of a sentence.
    pub fn head(&self, t: TokenId) -> Option<TokenId> {
        let head = self.heads[t as usize];
        (head != t).then_some(head)
    }

    /// Relation to the governor.
    pub fn rel(&self, t: TokenId) -> Rel {
        self.rels[t as usize]
    }

    /// Dependants in the order of the text.
    pub fn children(&self, t: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let range = &self.kid_ranges[t as usize];
        self.kids[range.start as usize..range.end as usize].iter().copied()
    }

    /// Dependants with relation `rel`, its subtype ignored where `rel` has none.
    pub fn children_by(&self, t: TokenId, rel: Rel) -> impl Iterator<Item = TokenId> + '_ {
        self.children(t).filter(move |&c| self.rel(c) == rel || self.rel(c).base() == rel)
    }

    /// First dependant with relation `rel`.
    pub fn child(&self, t: TokenId, rel: Rel) -> Option<TokenId> {
        self.children_by(t, rel).next()
    }

    /// First and one past the last token under `t`, itself included (the hull of the subtree).
    pub fn subtree(&self, t: TokenId) -> Range<TokenId> {
        let (mut low, mut high) = (t, t + 1);
        let mut todo = vec![t];
        while let Some(at) = todo.pop() {
            low = low.min(at);
            high = high.max(at + 1);
            todo.extend(self.children(at));
        }
        low..high
    }

    /// Whether `t` is `top` or below it.
    pub fn is_under(&self, t: TokenId, top: TokenId) -> bool {
        let mut at = Some(t);
        while let Some(here) = at {
            if here == top {
                return true;
            }
            at = self.head(here);
        }
        false
    }

    /// Governors of `t`, nearest first.
    pub fn ancestors(&self, t: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.head(t), |&h| self.head(h))
    }

    /// Sentences in the order of the text.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Index of the sentence of `t`.
    pub fn sentence_index(&self, t: TokenId) -> usize {
        self.sentence_of[t as usize] as usize
    }

    /// Sentence of `t`.
    pub fn sentence(&self, t: TokenId) -> &Sentence {
        &self.sentences[self.sentence_index(t)]
    }

    /// Language of the sentence of `t`.
    pub fn lang(&self, t: TokenId) -> Lang {
        self.sentence(t).lang
    }

    /// Root of a sentence.
    pub fn root(&self, sentence: &Sentence) -> Option<TokenId> {
        sentence.tokens.clone().find(|&t| self.head(t).is_none())
    }

    /// Names that the model found, in order, not overlapping.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Bytes from the first to the last of some tokens; empty at 0 when there are none.
    pub fn cover(&self, tokens: Range<TokenId>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.span(tokens.start).cover(self.span(tokens.end - 1))
    }

    /// Tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<TokenId> {
        let start = self.spans.partition_point(|s| s.start < span.start) as u32;
        let end = self.spans.partition_point(|s| s.end <= span.end) as u32;
        start..end.max(start)
    }

    /// The token that holds byte `at`, or the next one.
    pub fn token_at(&self, at: u32) -> Option<TokenId> {
        let t = self.spans.partition_point(|s| s.end <= at);
        (t < self.spans.len()).then_some(t as u32)
    }

    /// Checks the promises above.
    ///
    /// # Errors
    /// What is broken first, in words.
    pub fn check(&self) -> Result<(), String> {
        for (i, s) in self.sentences.iter().enumerate() {
            let mut roots = 0;
            for t in s.tokens.clone() {
                match self.head(t) {
                    None => roots += 1,
                    Some(h) if !s.tokens.contains(&h) => {
                        return Err(format!("token {t} has its head outside sentence {i}"));
                    }
                    Some(_) => {}
                }
                if self.ancestors(t).take(self.len() + 1).count() > s.tokens.len() {
                    return Err(format!("token {t} stands in a cycle"));
                }
            }
            if roots != 1 && !s.tokens.is_empty() {
                return Err(format!("sentence {i} has {roots} roots"));
            }
        }
        if self.spans.windows(2).any(|w| w[0].end > w[1].start) {
            return Err("tokens overlap".to_owned());
        }
        Ok(())
    }
}

/// Builds a [`Doc`] sentence by sentence.
#[derive(Debug, Default)]
pub struct DocBuilder {
    doc: Doc,
}

/// One analysed token for [`DocBuilder::sentence`].
#[derive(Debug, Clone)]
pub struct TokenRow<'a> {
    /// Bytes of the text.
    pub span: Span,
    /// Lemma; lower-cased by the builder.
    pub lemma: &'a str,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// Index of the governor in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation.
    pub rel: Rel,
}

impl DocBuilder {
    /// An empty builder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a sentence. `rows` must form a tree (one root, no cycle).
    pub fn sentence(&mut self, text: &str, span: Span, segment: u32, lang: Lang, rows: &[TokenRow<'_>]) {
        let doc = &mut self.doc;
        let first = doc.spans.len() as u32;
        let index = doc.sentences.len() as u32;
        for (i, row) in rows.iter().enumerate() {
            doc.spans.push(row.span);
            let at = doc.forms.len();
            doc.forms.push_str(row.span.slice(text));
            doc.form_ranges.push(Span::of(at, doc.forms.len()));
            let at = doc.lemmas.len();
            doc.lemmas.extend(
                row.lemma.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }),
            );
            doc.lemma_ranges.push(Span::of(at, doc.lemmas.len()));
            doc.upos.push(row.upos);
            doc.feats.push(row.feats);
            doc.heads.push(first + row.head.unwrap_or(i) as u32);
            doc.rels.push(if row.head.is_none() { Rel::Root } else { row.rel });
            doc.sentence_of.push(index);
        }
        doc.sentences.push(Sentence { span, tokens: first..first + rows.len() as u32, segment, lang });
    }

    /// Appends a name; names must come in order and not overlap.
    pub fn name(&mut self, kind: NameKind, tokens: Range<TokenId>) {
        self.doc.names.push(Name { kind, tokens });
    }

    /// Number of tokens so far.
    pub fn len(&self) -> usize {
        self.doc.spans.len()
    }

    /// Whether there is no token yet.
    pub fn is_empty(&self) -> bool {
        self.doc.spans.is_empty()
    }

    /// Links children and hands out the document.
    pub fn finish(mut self) -> Doc {
        let doc = &mut self.doc;
        let n = doc.spans.len();
        let mut count = vec![0u32; n + 1];
        for t in 0..n {
            let head = doc.heads[t] as usize;
            if head != t {
                count[head + 1] += 1;
            }
        }
        for i in 0..n {
            count[i + 1] += count[i];
        }
        doc.kid_ranges = (0..n).map(|t| count[t]..count[t + 1]).collect();
        doc.kids = vec![0; count[n] as usize];
        let mut next = count;
        for t in 0..n {
            let head = doc.heads[t] as usize;
            if head != t {
                doc.kids[next[head] as usize] = t as u32;
                next[head] += 1;
            }
        }
        self.doc
    }
}
