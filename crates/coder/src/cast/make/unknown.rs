//! Actors whose names the lexicon does not know: what the model found, and capitalised strangers that act.

use std::ops::Range;

use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::tags::Rel;
use legation_nlp::{NameKind, TokenId, Upos};

use super::super::{Actor, ActorIx, How, entities, groups};
use super::Maker;

/// The capitals that begin the words of a name.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

impl Maker<'_, '_> {
    /// Names that the model found and the lexicon does not know.
    pub(super) fn unknown(&mut self) {
        let found = self.found;
        let scan = &found.scan;
        let text = &scan.text;
        let mut made: Vec<(String, ActorIx)> = Vec::new();
        for name in text.doc.names() {
            let mut tokens = name.tokens.clone();
            while !tokens.is_empty() && scan.is_possessive(tokens.end - 1) {
                tokens.end -= 1;
            }
            while !tokens.is_empty() && text.doc.upos(tokens.start) == Upos::Det {
                tokens.start += 1;
            }
            // A verb inside means that the model joined more than a name.
            let verb = |t: TokenId| matches!(text.doc.upos(t), Upos::Verb | Upos::Aux) && !scan.is_capital(t);
            if let Some(at) = tokens.clone().find(|&t| verb(t)) {
                if at == tokens.start {
                    tokens.start += 1;
                } else {
                    tokens.end = at;
                }
            }
            let overlaps = |r: &Range<TokenId>| r.start < tokens.end && tokens.start < r.end;
            if tokens.is_empty()
                || !matches!(name.kind, NameKind::Organisation | NameKind::Place)
                || !tokens.clone().any(|t| scan.is_capital(t))
                || scan.entities.iter().any(|h| overlaps(&h.tokens))
                || found.names.iter().any(|n| overlaps(&n.tokens))
                || found.titles.iter().any(|t| overlaps(&t.core))
            {
                continue;
            }
            // "Правящая партия Чада поддержала": a capital that only begins the sentence makes no name.
            let first = tokens.start;
            let opens =
                first == scan.sentence(first).start && tokens.clone().skip(1).all(|t| !scan.is_capital(t));
            if opens && found.agents.iter().any(|a| overlaps(&a.core)) {
                continue;
            }
            let words = text.words(text.doc.cover(tokens.clone())).to_owned();
            let key: String = tokens.clone().map(|t| text.doc.lemma(t)).collect::<Vec<_>>().join(" ");
            let organisation = name.kind == NameKind::Organisation;
            // "The All Basotho Convention … the ABC": letters that begin the words of a name told before.
            let spelt = |(_, ix): &&(String, ActorIx)| {
                tokens.len() == 1
                    && words.chars().count() > 2
                    && initials(&self.cast.actor(*ix).name) == words
            };
            let known = made.iter().find(|(k, _)| *k == key).or_else(|| made.iter().rev().find(spelt));
            let known = known.map(|(_, ix)| *ix);
            let stray = known.is_none() && organisation && self.of_some_state(&tokens);
            let ix = known.unwrap_or_else(|| {
                let latin = scan.persons.latin(&words);
                let country = if organisation { self.country_beside(&tokens) } else { None };
                self.push(Actor {
                    id: organisation.then(|| scan.persons.slug(&latin)).or_else(|| Some(self.key(&tokens))),
                    name: words,
                    label: latin,
                    kind: if organisation { ActorKind::Organisation } else { ActorKind::Group },
                    country,
                    sectors: Vec::new(),
                    office: None,
                })
            });
            if known.is_none() {
                made.push((key, ix));
            }
            if stray {
                self.homeless.push(ix);
            }
            self.mention(tokens, vec![ix], How::Name);
        }
    }

    /// Whether an organisation is called what those of one state are: *National Association of Journalists*, *газета «Пост»*; an international
    /// court is not, and a company may be anybody's.
    fn of_some_state(&self, tokens: &Range<TokenId>) -> bool {
        let scan = &self.found.scan;
        let low = scan.sentence(tokens.start).start;
        let words = tokens.start.saturating_sub(1).max(low)..tokens.end;
        let agent = |t: TokenId| {
            scan.text.lexicon.agents().agent(scan.lang(t), scan.ahead(t)).map(|(_, agent)| agent)
        };
        let business = |t: TokenId| agent(t).is_some_and(|a| a.sectors.contains(&Sector::Bus));
        let house = |t: TokenId| {
            agent(t).is_some_and(|a| a.many) || scan.offices.house(scan.lang(t), scan.ahead(t)).is_some()
        };
        let mut all = words.clone();
        !all.any(|t| scan.small(t, &[Small::World]) || business(t)) && words.clone().any(house)
    }

    /// The key of an unknown name: of its lemmas where the language bends names.
    fn key(&self, tokens: &Range<TokenId>) -> String {
        let scan = &self.found.scan;
        let russian = scan.lang(tokens.start) == Lang::Ru;
        let words: Vec<&str> =
            tokens.clone().map(|t| if russian { scan.text.doc.lemma(t) } else { scan.form(t) }).collect();
        scan.persons.slug(&scan.persons.latin(&words.join(" ")))
    }

    /// Capitalised names that nobody knows, where they act or are acted on.
    pub(super) fn strangers(&mut self) {
        let found = self.found;
        let scan = &found.scan;
        let doc = scan.text.doc;
        let mut taken = vec![false; doc.len()];
        let mentioned = self.cast.mentions.iter().map(|m| &m.tokens);
        for tokens in mentioned
            .chain(found.titles.iter().map(|t| &t.tokens))
            .chain(found.agents.iter().map(|a| &a.tokens))
        {
            for t in tokens.clone() {
                taken[t as usize] = true;
            }
        }
        let free = |t: TokenId| !taken[t as usize] && groups::stranger(scan, &found.names, t);
        let mut t = 0;
        while t < doc.len() as TokenId {
            if !free(t) {
                t += 1;
                continue;
            }
            let end = scan.sentence(t).end;
            let stop = (t..end).take_while(|&t| free(t)).last().map_or(t + 1, |l| l + 1);
            let tokens = t..stop;
            t = stop;
            let head = scan.head_of(&tokens);
            let acts = doc.rel(head).is_subject()
                || matches!(doc.rel(head).base(), Rel::Obj | Rel::Iobj | Rel::Conj | Rel::Nmod)
                || doc.rel(head).base() == Rel::Obl && doc.child(head, Rel::Case).is_some();
            // Common nouns in capitals ("the Summit") and halves of longer names are no names by themselves.
            let low = scan.sentence(tokens.start).start;
            let leads = tokens.start > low && {
                let t = tokens.start - 1;
                matches!(doc.upos(t), Upos::Det | Upos::Num) || scan.is_possessive(t) || scan.is_name_word(t)
            };
            if leads || tokens.end < end && scan.is_name_word(tokens.end) {
                continue;
            }
            let joined =
                tokens.end < end && (scan.is(tokens.end, &["-"]) || doc.upos(tokens.end) == Upos::Num);
            if !acts || joined || !tokens.clone().all(|t| scan.form(t).chars().count() > 2) {
                continue;
            }
            let words = scan.text.words(doc.cover(tokens.clone())).to_owned();
            let latin = scan.persons.latin(&words);
            // "The Swedish Prosecution Authority": the model took the adjective into the name.
            let house = doc.names().iter().any(|n| {
                n.kind == NameKind::Organisation
                    && n.tokens.end == tokens.end
                    && n.tokens.start < tokens.start
            });
            let country = if house { self.country_beside(&tokens) } else { None };
            let ix = self.push(Actor {
                id: Some(self.key(&tokens)),
                name: words,
                label: latin,
                kind: ActorKind::Group,
                country,
                sectors: Vec::new(),
                office: None,
            });
            self.mention(tokens, vec![ix], How::Name);
        }
    }

    /// Country told beside a name: *Mahan Air of Iran*, *Iran's Mahan Air*, *иранская «Махан Эйр»*.
    pub(super) fn country_beside(&self, tokens: &Range<TokenId>) -> Option<String> {
        let scan = &self.found.scan;
        let mut at = tokens.start;
        let low = scan.sentence(at).start;
        for _ in 0..3 {
            if at <= low {
                break;
            }
            at -= 1;
            if let Some(hit) = scan.entity_over(at) {
                return entities::country_of(&scan.text, hit.entity, hit.owner).map(str::to_owned);
            }
            let passes = scan.is_possessive(at)
                || scan.is(at, &["«", "\"", "“"])
                || matches!(scan.text.doc.upos(at), Upos::Noun | Upos::Adj);
            if !passes {
                break;
            }
        }
        let mut step = u32::from(scan.small(tokens.end, &[Small::Of]));
        // "The Permanent Council of the OAS"
        step += u32::from(step == 1 && scan.small(tokens.end + 1, &[Small::The]));
        let after = scan.entity_from(tokens.end + step).filter(|h| h.form != Form::Adjective)?;
        // "Постоянный совет ОАГ": a genitive needs no word between.
        let organ = scan.lang(tokens.start) == Lang::Ru
            && scan.text.lexicon.entity(after.entity).class == Class::Organisation;
        if step == 0 && !organ {
            return None;
        }
        entities::country_of(&scan.text, after.entity, after.owner).map(str::to_owned)
    }
}
