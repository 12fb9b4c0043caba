//! What the finders of names and titles share: the words of the article, looked at in order.

use std::cell::OnceCell;
use std::ops::Range;

use legation_lexicon::offices::{Offices, Part};
use legation_lexicon::persons::Persons;
use legation_lexicon::phrase::Seen;
use legation_lexicon::small::{Parts, Small, Smalls};
use legation_model::Lang;
use legation_nlp::{Name, NameKind, Rel, TokenId, Upos};

use super::entities::EntityHit;
use crate::text::Text;

/// The article's words with what the lexicon knows of them.
pub(super) struct Scan<'a> {
    pub(super) text: Text<'a>,
    pub(super) seen: Vec<Seen<'a>>,
    /// For each token the parts that it plays as a word of a closed class.
    parts: Vec<Parts>,
    pub(super) entities: Vec<EntityHit>,
    /// For each token the entity hit that holds it.
    pub(super) entity_at: Vec<Option<u32>>,
    pub(super) offices: &'static Offices,
    pub(super) persons: &'static Persons,
    /// For each token whether it stands in a quotation.
    pub(super) quoted: Vec<bool>,
    /// For each sentence how many sentences before it are told by the article itself.
    pub(super) told: Vec<usize>,
    /// The one state that the article speaks of, once somebody has asked.
    pub(super) only: OnceCell<Option<&'static str>>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &Text<'a>, entities: Vec<EntityHit>) -> Self {
        let doc = text.doc;
        let seen: Vec<Seen<'_>> =
            (0..doc.len() as u32).map(|t| Seen::new(doc.form(t), doc.lemma(t))).collect();
        let smalls = text.lexicon.agents().small();
        let parts = seen.iter().map(|s| smalls.parts(&s.folded)).collect();
        let mut scan = Self {
            text: *text,
            seen,
            parts,
            entities,
            entity_at: Vec::new(),
            offices: text.lexicon.offices(),
            persons: text.lexicon.persons(),
            quoted: Vec::new(),
            told: Vec::new(),
            only: OnceCell::new(),
        };
        scan.index();
        scan.quotations();
        scan
    }

    /// Notes which words stand in quotation marks; a paragraph begins outside of them.
    fn quotations(&mut self) {
        let doc = self.text.doc;
        self.quoted = vec![false; doc.len()];
        let (mut open, mut segment, mut count) = (false, None, 0);
        for sentence in doc.sentences() {
            if segment != Some(sentence.segment) {
                open = false;
                segment = Some(sentence.segment);
            }
            let inside = open;
            for t in sentence.tokens.clone() {
                match doc.form(t) {
                    "«" | "“" | "„" => open = true,
                    "»" | "”" => open = false,
                    "\"" | "''" | "``" => open = !open,
                    _ => self.quoted[t as usize] = open,
                }
            }
            self.told.push(count);
            count += usize::from(!(inside && open));
        }
    }

    /// How many sentences of the article's own lie between two tokens.
    pub(super) fn distance(&self, from: TokenId, to: TokenId) -> usize {
        let at = |t: TokenId| self.told.get(self.text.doc.sentence_index(t)).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    }

    /// Notes which hit holds which token.
    pub(super) fn index(&mut self) {
        self.entity_at = vec![None; self.text.doc.len()];
        for (at, hit) in self.entities.iter().enumerate() {
            for t in hit.tokens.clone() {
                let place = &mut self.entity_at[t as usize];
                if place.is_none() {
                    *place = Some(at as u32);
                }
            }
        }
    }

    pub(super) fn lang(&self, t: TokenId) -> Lang {
        self.text.doc.lang(t)
    }

    pub(super) fn form(&self, t: TokenId) -> &'a str {
        self.text.doc.form(t)
    }

    pub(super) fn folded(&self, t: TokenId) -> &str {
        &self.seen[t as usize].folded
    }

    /// The sentence's tokens around `t`.
    pub(super) fn sentence(&self, t: TokenId) -> Range<TokenId> {
        self.text.doc.sentence(t).tokens.clone()
    }

    /// Words from `t` to the end of its sentence.
    pub(super) fn ahead(&self, t: TokenId) -> &[Seen<'a>] {
        let end = self.sentence(t).end;
        &self.seen[t as usize..end as usize]
    }

    /// The small word that stands exactly on `tokens`.
    pub(super) fn part(&self, tokens: Range<TokenId>) -> Option<Part> {
        let words = self.seen.get(tokens.start as usize..tokens.end as usize)?;
        let (len, part) = self.offices.part(self.lang(tokens.start), words)?;
        (len == words.len()).then_some(part)
    }

    /// The entity hit that begins at `t`.
    pub(super) fn entity_from(&self, t: TokenId) -> Option<&EntityHit> {
        self.entity_over(t).filter(|hit| hit.tokens.start == t)
    }

    /// The entity hit that holds `t`.
    pub(super) fn entity_over(&self, t: TokenId) -> Option<&EntityHit> {
        let at = (*self.entity_at.get(t as usize)?)?;
        self.entities.get(at as usize)
    }

    pub(super) fn is_capital(&self, t: TokenId) -> bool {
        self.form(t).starts_with(char::is_uppercase)
    }

    /// A capitalised word of letters (hyphens, apostrophes and the point of an initial allowed).
    pub(super) fn is_name_word(&self, t: TokenId) -> bool {
        let form = self.form(t);
        // "ас-Сафади"
        let behind = |(particle, rest): (&str, &str)| {
            rest.starts_with(char::is_uppercase) && self.persons.is_particle(particle)
        };
        // "Зоран Заев": the tree knows better than the tag.
        let flat = self.text.doc.upos(t) == Upos::Verb && self.text.doc.rel(t).base() == Rel::Flat;
        // "Ван И": a syllable that looks like a conjunction, inside of what the model took for a name.
        let inside = || {
            let doc = self.text.doc;
            let person = |n: &Name| n.kind == NameKind::Person && n.tokens.start < t && t < n.tokens.end;
            self.is_capital(t) && doc.names().iter().any(person)
        };
        (self.is_capital(t) || form.split_once('-').is_some_and(behind))
            && form.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
            && (flat
                || !matches!(
                    self.text.doc.upos(t),
                    Upos::Verb | Upos::Aux | Upos::Adp | Upos::Pron | Upos::Cconj | Upos::Sconj | Upos::Det
                )
                || inside())
    }

    /// Whether `t` is a word of a closed class that plays one of `parts`.
    pub(super) fn small(&self, t: TokenId, parts: &[Small]) -> bool {
        self.parts.get(t as usize).is_some_and(|p| p.any(parts))
    }

    /// Words of closed classes.
    pub(super) fn smalls(&self) -> &'static Smalls {
        self.text.lexicon.agents().small()
    }

    /// Whether `word` ends in one of the endings of `part`.
    pub(super) fn ends(&self, word: &str, part: Small) -> bool {
        self.smalls().words(part).iter().any(|e| word.ends_with(e))
    }

    /// Whether `t` is one of these marks.
    pub(super) fn is(&self, t: TokenId, words: &[&str]) -> bool {
        (t as usize) < self.seen.len() && words.contains(&self.folded(t))
    }

    /// Tokens of possession: *'s*.
    pub(super) fn is_possessive(&self, t: TokenId) -> bool {
        self.is(t, &["'s", "'"])
    }

    /// The head of `tokens` in the tree: the one governed from outside, the first if there are several.
    pub(super) fn head_of(&self, tokens: &Range<TokenId>) -> TokenId {
        let doc = self.text.doc;
        let outside = |&t: &TokenId| doc.head(t).is_none_or(|h| !tokens.contains(&h));
        let mut heads = tokens.clone().filter(outside).filter(|&t| doc.upos(t) != Upos::Punct);
        heads.next().unwrap_or(tokens.start)
    }
}
