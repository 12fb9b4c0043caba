//! Clauses that a semicolon sets side by side: where they begin. Trees are not drawn here.

use std::collections::HashSet;

use super::ud::Tag;
use super::words::rows;
use crate::spacy::Token;

/// Finds clauses behind semicolons.
#[derive(Debug)]
pub(crate) struct Semicolons {
    tags: Vec<Tag>,
    subordinators: HashSet<&'static str>,
}

impl Semicolons {
    /// For a pipeline with these tags.
    pub(crate) fn new(tags: &[String]) -> Self {
        Self {
            tags: tags.iter().map(|t| Tag::read(t)).collect(),
            subordinators: rows(include_str!("../../../../lexicon/nlp/en/subordinators.tsv")).collect(),
        }
    }

    /// Marks in `starts` the words behind semicolons that stand between two whole clauses of one sentence, outside quotes and brackets.
    pub(crate) fn mark(&self, text: &str, tokens: &[Token], tags: &[u8], starts: &mut [bool]) {
        let mut low = 0;
        while low < tokens.len() {
            let high = (low + 1..tokens.len()).find(|&i| starts[i]).unwrap_or(tokens.len());
            let cuts = semicolons(text, &tokens[low..high]);
            let mut first = low;
            for (i, &cut) in cuts.iter().enumerate() {
                let (cut, next) = (low + cut, cuts.get(i + 1).map_or(high, |&c| low + c));
                if self.is_clause(text, tokens, tags, first, cut)
                    && self.is_clause(text, tokens, tags, cut + 1, next)
                {
                    starts[cut + 1] = true;
                    first = cut + 1;
                }
            }
            low = high;
        }
    }

    /// Whether a subject and a finite verb of these words are under no other clause.
    fn is_clause(&self, text: &str, tokens: &[Token], tags: &[u8], low: usize, high: usize) -> bool {
        let (mut under, mut subject) = (0, false);
        for t in low..high {
            match self.tags[tags[t] as usize] {
                Tag::Wdt | Tag::Wp | Tag::WpPoss | Tag::Wrb => under += 1,
                Tag::In | Tag::Rb
                    if self.subordinators.contains(tokens[t].span.slice(text).to_lowercase().as_str()) =>
                {
                    under += 1;
                }
                Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps | Tag::Prp | Tag::Ex | Tag::Dt => subject = true,
                Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Md if subject => {
                    if under == 0 {
                        return true;
                    }
                    under -= 1;
                }
                _ => {}
            }
        }
        false
    }
}

/// Semicolons of a sentence outside quotes and brackets, but for its last word.
fn semicolons(text: &str, tokens: &[Token]) -> Vec<usize> {
    let (mut quoted, mut depth, mut found) = (false, 0_usize, Vec::new());
    for (t, token) in tokens.iter().enumerate() {
        match token.span.slice(text) {
            "\"" => quoted = !quoted,
            "“" | "«" | "(" | "[" => depth += 1,
            "”" | "»" | ")" | "]" => depth = depth.saturating_sub(1),
            ";" if !quoted && depth == 0 && t + 1 < tokens.len() => found.push(t),
            _ => {}
        }
    }
    found
}
