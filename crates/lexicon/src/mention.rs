//! Mentions of entities in a sequence of words.

use std::ops::Range;

use legation_model::Lang;

use crate::automaton::Piece;
use crate::context::{Context, Kind};
use crate::layout::NONE;
use crate::{Class, EntityIx, Form, Lexicon};

/// A word of the text.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// As written.
    pub form: &'a str,
    /// Its lemma; the form again where there is none.
    pub lemma: &'a str,
    /// Language.
    pub lang: Lang,
    /// First word of its sentence.
    pub initial: bool,
}

/// A name of an entity in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Words, the owner's among them.
    pub tokens: Range<u32>,
    /// Whom it names.
    pub entity: EntityIx,
    /// By which kind of word.
    pub form: Form,
    /// Of a body that any state may have: whose it is, where that stands beside it (*МИД России*, *российский
    /// МИД*, *Russian Foreign Ministry*).
    pub owner: Option<EntityIx>,
    /// Words of the owner.
    pub owner_tokens: Option<Range<u32>>,
    /// Whom the same words may name as well: *Брюссель* is the European Union, and the capital of Belgium.
    pub also: Vec<EntityIx>,
}

struct Found {
    start: usize,
    end: usize,
    entity: EntityIx,
    form: Form,
    also: Vec<EntityIx>,
}

impl Lexicon {
    /// Names in `words`, from left to right, the longest first, none over another. The two halves of a compound
    /// (*российско-белорусский*) are two mentions of the same word.
    pub fn mentions(&self, words: &[Word<'_>]) -> Vec<Mention> {
        let pieces = pieces(words, |form, lemma| self.names.lookup(form, lemma));
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            if pieces[at].first
                && let Some((end, one)) = self.name_at(words, &pieces, at)
            {
                at = end;
                found.extend(one);
            } else if pieces[at].first && !pieces[at].last {
                at = self.compound(&pieces, at, &mut found);
            } else {
                at += 1;
            }
        }
        self.join(words, &pieces, &found)
    }

    /// The longest name at piece `start` that is meant: the piece after it, and the finding unless the name is one
    /// that stands for nobody.
    fn name_at(
        &self,
        words: &[Word<'_>],
        pieces: &[Piece<'_>],
        start: usize,
    ) -> Option<(usize, Option<Found>)> {
        if pieces[start].ids.is_empty() {
            return None;
        }
        let context = Context { lexicon: self, words, pieces, start };
        for hit in self.names.hits(pieces, start) {
            if self.names.outputs(hit.node).any(|o| o.value == NONE) {
                return Some((hit.end, None));
            }
            if let Some((first, rest)) = context.meant(&self.names, self.name_rules, hit, Kind::Actor) {
                let also = rest.into_iter().map(|o| EntityIx(o.value)).collect();
                let one =
                    Found { start, end: hit.end, entity: EntityIx(first.value), form: first.form, also };
                return Some((hit.end, Some(one)));
            }
        }
        None
    }

    /// The parts of a hyphenated word by themselves; gives the piece after the word.
    fn compound(&self, pieces: &[Piece<'_>], start: usize, found: &mut Vec<Found>) -> usize {
        let len = pieces[start..].iter().position(|p| p.last).map_or(1, |n| n + 1);
        let begin = found.len();
        for (at, piece) in pieces.iter().enumerate().skip(start).take(len) {
            let mut outputs = Vec::new();
            if !piece.last {
                outputs = self.halves.single(&self.halves.lookup(piece.text, piece.text));
            }
            if outputs.is_empty() {
                outputs = self.names.single(&piece.ids);
            }
            if let Some((first, rest)) = outputs.split_first()
                && first.value != NONE
                && !first.weak
                && self.owns(EntityIx(first.value))
            {
                found.push(Found {
                    start: at,
                    end: at + 1,
                    entity: EntityIx(first.value),
                    form: first.form,
                    also: rest.iter().map(|o| EntityIx(o.value)).collect(),
                });
            }
        }
        // "US-Russian": the whole word is an adjective.
        if found[begin..].iter().any(|f| f.form == Form::Adjective) {
            for one in &mut found[begin..] {
                one.form = Form::Adjective;
            }
        }
        start + len
    }

    /// Gives bodies their owners and makes mentions of what was found.
    fn join(&self, words: &[Word<'_>], pieces: &[Piece<'_>], found: &[Found]) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::with_capacity(found.len());
        let range = |f: &Found| pieces[f.start].token..pieces[f.end - 1].token + 1;
        let mut taken = None;
        for (at, one) in found.iter().enumerate() {
            if taken == Some(at) {
                continue;
            }
            let mut mention = Mention {
                tokens: range(one),
                entity: one.entity,
                form: one.form,
                owner: None,
                owner_tokens: None,
                also: one.also.clone(),
            };
            // "Congress" is that of the United States, "the Congress of Peru" that of Peru.
            let all = || std::iter::once(one.entity).chain(one.also.iter().copied());
            if let Some(open) = all().find(|&e| self.is_open_body(e)) {
                let after = found.get(at + 1).map(|f| (f, range(f)));
                // "Генштаб ВСУ": a body of a body is of the same state.
                let state = |f: &Found| {
                    let e = self.entity(f.entity);
                    let body = e.class == Class::Body && e.parent.is_none();
                    e.country.filter(|_| body).and_then(|c| self.by_id(c))
                };
                let after = after.map(|(f, tokens)| (f, state(f).unwrap_or(f.entity), tokens));
                if let Some((owner, whose, tokens)) = after
                    && self.owns(whose)
                    && matches!(owner.form, Form::Name | Form::Acronym)
                    && gap_is_of(words, mention.tokens.end, tokens.start)
                {
                    mention.tokens.end = tokens.end;
                    mention.owner = Some(whose);
                    mention.owner_tokens = Some(tokens);
                    taken = Some(at + 1);
                    self.share_owner(words, out.last_mut(), &mention);
                } else if let Some(before) = out.last()
                    && self.owns(before.entity)
                    && before.owner.is_none()
                    && gap_is_possessive(words, before, mention.tokens.start)
                {
                    mention.tokens.start = before.tokens.start;
                    mention.owner = Some(before.entity);
                    mention.owner_tokens = Some(before.tokens.clone());
                    out.pop();
                }
                let own = all().find(|&e| !self.is_open_body(e) && self.entity(e).class == Class::Body);
                let at_home = mention
                    .owner
                    .is_some_and(|o| own.is_some_and(|e| self.entity(e).country == self.entity(o).country));
                mention.entity = if mention.owner.is_none() || at_home { own.unwrap_or(open) } else { open };
                if at_home {
                    mention.owner = None;
                }
            }
            out.push(mention);
        }
        out
    }

    /// "МИД и Минобороны России": the body before has the same owner.
    fn share_owner(&self, words: &[Word<'_>], before: Option<&mut Mention>, body: &Mention) {
        if let Some(before) = before
            && before.owner.is_none()
            && self.is_open_body(before.entity)
            && matches!(&words[before.tokens.end as usize..body.tokens.start as usize], [w] if matches!(w.form, "и" | "and"))
        {
            before.owner = body.owner;
            before.owner_tokens.clone_from(&body.owner_tokens);
        }
    }

    fn is_open_body(&self, entity: EntityIx) -> bool {
        let e = self.entity(entity);
        e.class == Class::Body && e.country.is_none() && e.parent.is_none()
    }

    fn owns(&self, entity: EntityIx) -> bool {
        matches!(
            self.entity(entity).class,
            Class::State | Class::Polity | Class::Region | Class::Organisation | Class::Collective
        )
    }
}

/// Nothing, or *of*, *of the*, stands between.
fn gap_is_of(words: &[Word<'_>], from: u32, to: u32) -> bool {
    let gap = &words[from as usize..to as usize];
    match gap {
        // English names an owner after its body only with "of".
        [] => words[from as usize].lang != Lang::En,
        [one] => one.form == "of",
        [one, two] => one.form == "of" && two.form == "the",
        _ => false,
    }
}

/// Nothing, or *'s*, stands between an adjective or name and the body.
fn gap_is_possessive(words: &[Word<'_>], before: &Mention, to: u32) -> bool {
    let gap = &words[before.tokens.end as usize..to as usize];
    match gap {
        [] => {
            before.form == Form::Adjective
                || words[before.tokens.start as usize].lang == Lang::En
                    && matches!(before.form, Form::Name | Form::Acronym)
        }
        [one] => possessive(one.form),
        // "Russia's powerful defence ministry"
        [one, two] => possessive(one.form) && two.form.chars().all(|c| c.is_lowercase() || c == '-'),
        _ => false,
    }
}

fn possessive(form: &str) -> bool {
    matches!(form, "'s" | "’s" | "'" | "’")
}

/// Words cut at hyphens, each with its pattern words.
pub(crate) fn pieces<'a>(words: &[Word<'a>], lookup: impl Fn(&str, &str) -> Vec<u32>) -> Vec<Piece<'a>> {
    let mut out = Vec::with_capacity(words.len());
    for (token, word) in words.iter().enumerate() {
        let token = token as u32;
        if !word.form.contains('-') || word.form.len() == 1 {
            let ids = lookup(word.form, word.lemma);
            out.push(Piece { token, first: true, last: true, text: word.form, ids });
            continue;
        }
        let begin = out.len();
        for part in word.form.split('-').filter(|p| !p.is_empty()) {
            out.push(Piece { token, first: false, last: false, text: part, ids: lookup(part, part) });
        }
        if out.len() == begin {
            out.push(Piece { token, first: true, last: true, text: word.form, ids: Vec::new() });
        }
        out[begin].first = true;
        if let Some(last) = out.last_mut() {
            last.last = true;
        }
    }
    out
}
