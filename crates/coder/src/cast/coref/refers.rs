//! Words that refer back: "the sides", pronouns, "the ministry", "his counterpart".

use std::ops::Range;

use legation_lexicon::agents::Refers;
use legation_lexicon::persons::Sex;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::{ActorKind, Lang, Office};
use legation_nlp::tags::{Number, Rel};
use legation_nlp::{TokenId, Upos};

use super::super::make::{Counterpart, Maker};
use super::super::{Actor, ActorIx, How};
use super::agent::whose;
use super::past::{NEAR, Past, doer, group_of, last, last_body, last_group, located, recent, states_of};
use super::{Made, finish};

pub(super) fn reference(
    maker: &mut Maker<'_, '_>,
    past: &[Past],
    tokens: Range<TokenId>,
    refers: &Refers,
) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let doc = scan.text.doc;
    let t = tokens.start;
    let russian = scan.lang(t) == Lang::Ru;
    // "В июне стороны обвинили": the form is that of one in the genitive, the verb tells.
    let several = |t: TokenId| {
        doc.rel(t).is_subject() && doc.head(t).is_some_and(|v| doc.feats(v).number == Some(Number::Plur))
    };
    let plural = doc.feats(tokens.end - 1).number == Some(Number::Plur) || russian && several(tokens.end - 1);
    let real = |a: &Actor| matches!(a.kind, ActorKind::Person | ActorKind::State | ActorKind::Polity);
    // Movements and unions take sides as well; who speaks for a house is none.
    let side = |a: &Actor| {
        (real(a) || matches!(a.kind, ActorKind::Organisation | ActorKind::Group))
            && a.office != Some(Office::Spokesperson)
    };
    // "Charged two men": without an article they are nobody named before.
    let counted = !russian && doc.upos(t) == Upos::Num;
    if counted && !t.checked_sub(1).is_some_and(|before| scan.small(before, &[Small::The])) {
        return None;
    }
    let count = count(maker, &tokens);
    if let Some(count) = count.filter(|&n| n > 2) {
        let states = *refers == Refers::States;
        let group =
            group_of(maker, past, t, count, |a| if states { real(a) } else { a.kind == ActorKind::Person })?;
        let group = if states { states_of(maker, &group) } else { group };
        return (group.len() == count).then(|| finish(maker, tokens, group, How::Pronoun)).flatten();
    }
    // "С чилийской стороны": the genitive of one looks like the nominative of both.
    if *refers == Refers::Pair && russian && tokens.len() == 1 && !plural {
        return named_side(maker, tokens);
    }
    // "Министр добавил, что его страна готова": the state that he serves.
    let own = t
        .checked_sub(1)
        .is_some_and(|w| scan.sentence(t).contains(&w) && scan.small(w, &[Small::WhosePerson]));
    if *refers == Refers::State && russian && !plural && own {
        let one = whose(maker, past, t)?;
        let country = maker.cast.actor(one).country.clone()?;
        let ix = scan.text.lexicon.by_id(&country)?;
        let name = scan.text.words(doc.cover(tokens.clone())).to_owned();
        let state = maker.entity_actor(ix, None, &name);
        return finish(maker, tokens, vec![state], How::Title);
    }
    match refers {
        Refers::Pair | Refers::States | Refers::State | Refers::Leaders if russian && tokens.len() == 1 => {
            if modified(maker, &tokens) {
                return None;
            }
            match (refers, plural) {
                (Refers::State | Refers::States, false) => {
                    // "Чад выделил стране заем": not to itself.
                    let gets = matches!(doc.rel(t), Rel::Iobj | Rel::Obj);
                    let gives = |p: &&Past| doc.rel(p.at).is_subject() && doc.head(p.at) == doc.head(t);
                    let others: Vec<Past> = past.iter().filter(|p| !gets || !gives(p)).cloned().collect();
                    let state =
                        last(maker, &others, |a| matches!(a.kind, ActorKind::State | ActorKind::Polity))?;
                    finish(maker, tokens, vec![state], How::Title)
                }
                (Refers::Leaders, false) => None,
                (Refers::State | Refers::States, true) => {
                    let states = states_of(maker, &last_group(maker, past, t, NEAR, real)?);
                    finish(maker, tokens, states, How::Pronoun)
                }
                _ => {
                    let group = last_group(maker, past, t, NEAR, side)?;
                    finish(maker, tokens, group, How::Pronoun)
                }
            }
        }
        Refers::Pair => {
            if followed_by_noun(maker, &tokens) {
                return None;
            }
            let group = last_group(maker, past, t, NEAR, side)?;
            finish(maker, tokens, group, How::Pronoun)
        }
        Refers::States => {
            let of_state = |a: &Actor| real(a) && (a.kind != ActorKind::Person || a.country.is_some());
            let states = states_of(maker, &last_group(maker, past, t, NEAR, of_state)?);
            finish(maker, tokens, states, How::Pronoun)
        }
        Refers::Leaders => {
            // Where no persons were named, those of the states that were: "The ministers will meet again".
            let group = last_group(maker, past, t, usize::MAX, |a| a.kind == ActorKind::Person)
                .or_else(|| last_group(maker, past, t, usize::MAX, real))?;
            finish(maker, tokens, group, How::Pronoun)
        }
        Refers::State => {
            let listed = |p: &Past| {
                let beside = |q: &&Past| q.sentence == p.sentence && q.actors.len() > 2;
                past.iter()
                    .rev()
                    .take_while(|q| q.sentence >= p.sentence)
                    .find(beside)
                    .is_some_and(|q| p.actors.iter().all(|a| q.actors.contains(a)))
            };
            // "China, Pakistan and Russia abstained": none of many is the country that the story is about.
            let alone: Vec<Past> = past.iter().filter(|p| !listed(p)).cloned().collect();
            let state = |a: &Actor| matches!(a.kind, ActorKind::State | ActorKind::Polity);
            let found = last(maker, &alone, state).or_else(|| last(maker, past, state))?;
            let named = story_state(maker, past, t, found);
            finish(maker, tokens, vec![named.unwrap_or(found)], How::Title)
        }
        Refers::Body => {
            // "Поручила ведомствам": several are not the one named last.
            if plural || modified(maker, &tokens) {
                return None;
            }
            let body = last_body(maker, past, doc.lemma(tokens.end - 1))?;
            finish(maker, tokens, vec![body], How::Title)
        }
        Refers::Organisation => {
            // «Ополчение «Белая армия»»: named.
            let quoted = (tokens.end as usize) < doc.len() && scan.is(tokens.end, &["«", "“", "\""]);
            if quoted || modified(maker, &tokens) {
                return None;
            }
            let band = scan.smalls().parts(doc.lemma(tokens.end - 1)).any(&[Small::Band]);
            let armed = |a: &Actor| {
                let of = a.id.as_deref().and_then(|id| scan.text.lexicon.by_id(id));
                of.is_some_and(|ix| scan.text.lexicon.entity(ix).class == Class::ArmedGroup)
            };
            let bands = last(maker, past, armed).filter(|_| band);
            let org = bands.or_else(|| last(maker, past, |a| a.kind == ActorKind::Organisation))?;
            finish(maker, tokens, vec![org], How::Title)
        }
        Refers::Side => named_side(maker, tokens),
        Refers::Latter => {
            if followed_by_noun(maker, &tokens) || modified(maker, &tokens) {
                return None;
            }
            let group = past.iter().rev().find(|p| p.actors.len() > 1 && scan.distance(p.at, t) <= 2)?;
            let one = *group.actors.last()?;
            let agrees = !russian
                || match (doc.feats(t).gender, maker.sex(one)) {
                    (Some(g), Some(s)) => (g == legation_nlp::tags::Gender::Masc) == (s == Sex::Masc),
                    _ => true,
                };
            if !agrees || plural {
                return None;
            }
            finish(maker, tokens, vec![one], How::Pronoun)
        }
        Refers::Guest | Refers::Host => {
            if modified(maker, &tokens) || plural {
                return None;
            }
            let one = received(maker, past, t, *refers == Refers::Guest)?;
            finish(maker, tokens, vec![one], How::Title)
        }
        Refers::Counterpart => counterpart(maker, past, tokens),
        Refers::Person(offices) => {
            if modified(maker, &tokens) || plural {
                return None;
            }
            let fits = |ix: ActorIx| {
                let a = maker.cast.actor(ix);
                a.kind == ActorKind::Person
                    && a.id.is_some()
                    && (offices.is_empty() || a.office.is_none_or(|o| offices.contains(&o)))
            };
            let one = maker.cast.nameless(doc, tokens.end - 1).or_else(|| recent(maker, past, t, 3, fits))?;
            finish(maker, tokens, vec![one], How::Title)
        }
        Refers::He | Refers::She => {
            // "Он был подписан" is a document; "он был задержан" is a man.
            let done = doc
                .head(t)
                .is_some_and(|v| scan.smalls().words(Small::DoneToPeople).iter().any(|w| *w == doc.lemma(v)));
            // "Его одобрит парламент": what is approved or signed is a paper.
            let paper = doc.rel(t) == Rel::Obj
                && russian
                && doc.head(t).is_some_and(|v| {
                    scan.smalls().words(Small::DoneToPapers).iter().any(|w| *w == doc.lemma(v))
                });
            if possessive(maker, t) || paper || doc.rel(t) == Rel::NsubjPass && russian && !done {
                return None;
            }
            let sex = if *refers == Refers::He { Sex::Masc } else { Sex::Fem };
            // "Casado urged him to resign": another than Casado.
            let doer = if russian { Vec::new() } else { doer(maker, past, t) };
            let fits = |ix: ActorIx| {
                maker.cast.actor(ix).kind == ActorKind::Person
                    && maker.sex(ix).is_none_or(|s| s == sex)
                    && !doer.contains(&ix)
            };
            let one = asked(maker, past, t, fits).or_else(|| recent(maker, past, t, 2, fits))?;
            finish(maker, tokens, vec![one], How::Pronoun)
        }
        Refers::It => {
            let one = it(maker, t)?;
            finish(maker, tokens, vec![one], How::Pronoun)
        }
        Refers::They => {
            if doc.upos(t) != Upos::Pron {
                return None;
            }
            let sentence = doc.sentence_index(t);
            // "Gunmen abducted 40 people. They later released eleven": the people who acted in the sentence before.
            let crowd = |p: &&Past| {
                let one = (p.actors.len() == 1).then(|| maker.cast.actor(p.actors[0]));
                one.is_some_and(|a| a.kind == ActorKind::Group)
                    && doc.feats(p.root).number == Some(Number::Plur)
                    && p.subject
                    && sentence == p.sentence + 1
                    && doc.rel(t).is_subject()
            };
            let several = |p: &&Past| {
                let far = sentence - p.sentence > 2;
                p.actors.len() > 1 && !far && p.how != How::Adjective && !located(maker, p)
            };
            let group = past.iter().rev().find(several).or_else(|| past.iter().rev().find(crowd))?;
            let actors = group.actors.clone();
            finish(maker, tokens, actors, How::Pronoun)
        }
        Refers::Me | Refers::Us | Refers::Ours => None,
    }
}

/// "The Chadian side": the state before the word.
fn named_side(maker: &mut Maker<'_, '_>, tokens: Range<TokenId>) -> Made {
    let scan = &maker.found.scan;
    let owner = scan.entity_over(tokens.start.checked_sub(1)?)?;
    if owner.form == Form::Demonym || owner.tokens.end != tokens.start {
        return None;
    }
    let class = scan.text.lexicon.entity(owner.entity).class;
    if !matches!(class, Class::State | Class::Polity) {
        return None;
    }
    let (start, entity) = (owner.tokens.start, owner.entity);
    let name = scan.text.words(scan.text.doc.cover(start..tokens.end)).to_owned();
    let actor = maker.entity_actor(entity, None, &name);
    finish(maker, start..tokens.end, vec![actor], How::Title)
}

/// How many "the three countries", "both sides" are.
fn count(maker: &Maker<'_, '_>, tokens: &Range<TokenId>) -> Option<usize> {
    let scan = &maker.found.scan;
    let is = |part| tokens.clone().any(|t| scan.small(t, &[part]));
    [(Small::Two, 2), (Small::Three, 3), (Small::Four, 4)]
        .into_iter()
        .find(|(part, _)| is(*part))
        .map(|(_, n)| n)
}

/// "Israel said it would …", "Israel denied the report. It said …": the state, body or organisation that is the subject
/// of the clause above, or of the sentence before.
fn it(maker: &Maker<'_, '_>, t: TokenId) -> Option<ActorIx> {
    let doc = maker.found.scan.text.doc;
    let verb = doc.head(t).filter(|&v| doc.upos(v) == Upos::Verb)?;
    if doc.rel(t) == Rel::Obj && doc.rel(verb) == Rel::Advcl {
        return other(maker, t, verb);
    }
    if doc.rel(t) != Rel::Nsubj
        || possessive(maker, t)
        || doc.children(verb).any(|c| doc.rel(c).base() == Rel::Csubj)
    {
        return None;
    }
    let subject = |verb: TokenId| doc.children(verb).find(|&c| doc.rel(c).is_subject() && c < t);
    // "The experts say that Rwanda …. It …": one is meant, and what is said of it.
    let one = |s: &TokenId| doc.feats(*s).number != Some(Number::Plur);
    // "Chad's announcement that it will leave": whose the noun is over the clause.
    let owner = || {
        let noun = doc.head(verb).filter(|_| doc.rel(verb).base() == Rel::Acl)?;
        doc.children_by(noun, Rel::NmodPoss).find(one)
    };
    let above = owner().or_else(|| doc.ancestors(verb).find_map(subject));
    let before = || {
        let before = doc.sentence_index(t).checked_sub(1).filter(|_| doc.rel(verb) == Rel::Root)?;
        let before = doc.sentences().get(before).filter(|s| s.segment == doc.sentence(t).segment)?;
        let root = doc.root(before)?;
        let said = || doc.children_by(root, Rel::Ccomp).find_map(subject).filter(one);
        subject(root).filter(one).or_else(said)
    };
    let named = above.or_else(before)?;
    let acts = |ix: ActorIx| {
        let kind = maker.cast.actor(ix).kind;
        matches!(
            kind,
            ActorKind::State
                | ActorKind::Polity
                | ActorKind::Organisation
                | ActorKind::Body
                | ActorKind::Group
        )
    };
    let m = maker.cast.mentions.iter().find(|m| m.head == named && m.actors.len() == 1)?;
    (m.how != How::Adjective && acts(m.actors[0])).then_some(m.actors[0])
}

/// "X cut ties with Y, accusing it of …": the state or organisation named before in the sentence that is not the subject.
fn other(maker: &Maker<'_, '_>, t: TokenId, participle: TokenId) -> Option<ActorIx> {
    let doc = maker.found.scan.text.doc;
    let own = doc.children(participle).any(|c| doc.rel(c).is_subject());
    let main = doc.head(participle).filter(|_| !own)?;
    let subject = doc.children(main).find(|&c| doc.rel(c).is_subject())?;
    let of = |ix: ActorIx| {
        let a = maker.cast.actor(ix);
        a.country.clone().or_else(|| a.id.clone())
    };
    let doer = maker.cast.mentions.iter().find(|m| m.head == subject).and_then(|m| of(m.actors[0]));
    let side = |ix: ActorIx| {
        matches!(maker.cast.actor(ix).kind, ActorKind::State | ActorKind::Polity | ActorKind::Organisation)
            && of(ix) != doer
    };
    let within = doc.sentence(t).tokens.start..participle;
    let mut named = maker.cast.mentions.iter().filter(|m| {
        within.contains(&m.head) && m.actors.len() == 1 && m.how != How::Adjective && side(m.actors[0])
    });
    let first = named.next()?.actors[0];
    named.all(|m| m.actors[0] == first).then_some(first)
}

/// Sentences back in which whoever is asked has spoken.
const BRIEFING: usize = 12;

/// "Asked about the strike, he denied", «На вопрос о забастовке он ответил»: who has been the one acting most in what was told so far.
fn asked(
    maker: &Maker<'_, '_>,
    past: &[Past],
    t: TokenId,
    fits: impl Fn(ActorIx) -> bool,
) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let first = scan.sentence(t).start;
    let asked = (first..t).take(3).any(|w| scan.small(w, &[Small::IsAsked]));
    // Who acts alone in the sentence right before answers.
    let here = scan.text.doc.sentence_index(t);
    let before = || past.iter().filter(|p| p.sentence + 1 == here && p.subject);
    let beside = |ix: ActorIx| {
        past.iter().any(|p| p.sentence + 1 == here && p.actors.len() > 1 && p.actors.contains(&ix))
    };
    let answers = before().any(|p| p.actors.len() == 1 && fits(p.actors[0]) && !beside(p.actors[0]));
    if !asked || !scan.text.doc.rel(t).is_subject() || answers {
        return None;
    }
    let mut acted: Vec<(ActorIx, usize)> = Vec::new();
    let near = past.iter().rev().take_while(|p| scan.distance(p.at, t) <= BRIEFING);
    for p in near.filter(|p| p.subject && p.actors.len() == 1 && p.at < first && fits(p.actors[0])) {
        match acted.iter_mut().find(|a| a.0 == p.actors[0]) {
            Some(a) => a.1 += 1,
            None => acted.push((p.actors[0], 1)),
        }
    }
    let most = acted.iter().map(|a| a.1).max().filter(|n| *n > 1)?;
    let mut top = acted.iter().filter(|a| a.1 == most);
    top.next().filter(|_| top.next().is_none()).map(|a| a.0)
}

/// Sentences back within which a guest or host was named.
const VISIT: usize = 8;

/// "The visitor thanked", «гость отметил»: the official of another state than that where the story plays, or of this one, who was named last.
fn received(maker: &Maker<'_, '_>, past: &[Past], t: TokenId, guest: bool) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let here = scan.text.lexicon.entity(maker.found.setting.filter(|s| s.told)?.state).id;
    let official = |ix: ActorIx| {
        let a = maker.cast.actor(ix);
        a.kind == ActorKind::Person && a.id.is_some() && a.office.is_some() && a.country.is_some()
    };
    let home = |ix: ActorIx| maker.cast.actor(ix).country.as_deref() == Some(here);
    let near =
        || past.iter().rev().take_while(|p| scan.distance(p.at, t) <= VISIT).filter(|p| p.actors.len() == 1);
    let named = || near().map(|p| p.actors[0]).filter(|&ix| official(ix));
    named().any(|ix| home(ix) == guest).then(|| named().find(|&ix| home(ix) != guest))?
}

/// "The country" in a paragraph that has named no state yet is the one that the story is about.
fn story_state(maker: &Maker<'_, '_>, past: &[Past], t: TokenId, found: ActorIx) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let at = scan.text.doc.span(t);
    let block = scan.text.article.blocks.iter().find(|b| b.span.contains(at))?;
    let here = past.iter().rev().find(|p| p.actors.contains(&found))?;
    if block.span.contains(scan.text.doc.span(here.at)) {
        return None;
    }
    let id = scan.text.lexicon.entity(maker.found.setting?.state).id;
    let is = |ix: ActorIx| maker.cast.actor(ix).id.as_deref() == Some(id);
    past.iter().rev().flat_map(|p| &p.actors).copied().find(|&ix| is(ix))
}

/// "His Turkish counterpart", "с турецким коллегой": the same office of that country.
fn counterpart(maker: &mut Maker<'_, '_>, past: &[Past], tokens: Range<TokenId>) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let (doc, t) = (scan.text.doc, tokens.start);
    let before = t.checked_sub(1)?;
    let owner = scan.entity_over(before).filter(|h| h.tokens.end == tokens.start).or_else(|| {
        let next = tokens.end;
        let step = u32::from(scan.small(next, &[Small::From]));
        scan.entity_from(next + step).filter(|_| step == 1)
    })?;
    let class = scan.text.lexicon.entity(owner.entity).class;
    if !matches!(class, Class::State | Class::Polity | Class::Organisation) {
        return None;
    }
    let country = crate::cast::entities::country_of(&scan.text, owner.entity, owner.owner)?;
    let range = owner.tokens.start.min(tokens.start)..owner.tokens.end.max(tokens.end);
    let office = past
        .iter()
        .rev()
        .filter(|p| p.actors.len() == 1)
        .map(|p| maker.cast.actor(p.actors[0]))
        .find(|a| a.kind == ActorKind::Person && a.office.is_some() && a.country.as_deref() != Some(country))
        .and_then(|a| a.office);
    // "His Somali counterpart Ahmed Fiqi", "his Somali counterpart, Ahmed Fiqi, met": told by name.
    let name_at = |at: TokenId| found.names.iter().position(|n| n.tokens.start == at);
    let last = range.end == tokens.end;
    let named = name_at(range.end)
        .or_else(|| {
            let behind = name_at(range.end + 1).filter(|_| scan.is(range.end, &[",", "("]))?;
            let close = found.names[behind].tokens.end;
            let closed = close >= scan.sentence(t).end || doc.upos(close) == Upos::Punct;
            closed.then_some(behind)
        })
        .filter(|_| last)
        .map(|n| found.names[n].tokens.clone());
    if let Some(name) = named.or_else(|| apposed(maker, range.end).filter(|_| last)) {
        let words = scan.text.words(doc.cover(name.clone()));
        let latin = scan.persons.latin(words);
        let draft = name_at(name.start).and_then(|n| found.draft_of[n]);
        let ix = match draft {
            Some(draft) => maker.persons[draft],
            None => maker.push(Actor {
                id: Some(scan.persons.slug(&latin)),
                name: words.to_owned(),
                label: latin,
                kind: ActorKind::Person,
                country: None,
                sectors: Vec::new(),
                office: None,
            }),
        };
        let actor = &mut maker.cast.actors[ix.0 as usize];
        if actor.office.is_none() && actor.sectors.is_empty() {
            actor.country = Some(country.to_owned());
            actor.office = office;
            actor.sectors = vec![legation_model::Sector::Gov];
        }
        let holds = actor.office == office && actor.country.as_deref() == Some(country);
        if let (Some(office), Some(of), true) = (office, scan.text.lexicon.by_id(country), holds) {
            let (title, name) = (range.clone(), name.clone());
            maker.counterparts.push(Counterpart { person: ix, office, of, title, name });
        }
        return finish(maker, range.start..name.end, vec![ix], How::Name);
    }
    let Some(office) = office else { return peers(maker, past, country, range) };
    let mut actors = vec![holder(maker, office, country, &range)];
    // "His Indian and Pakistani counterparts".
    if let Some(other) = other_owner(maker, &range) {
        actors.insert(0, holder(maker, office, other, &range));
    }
    finish(maker, range, actors, How::Title)
}

/// "Canadian officials met their American counterparts": of whom nobody holds an office that is told, people of the same kind.
fn peers(maker: &mut Maker<'_, '_>, past: &[Past], country: &'static str, range: Range<TokenId>) -> Made {
    let scan = &maker.found.scan;
    let foreign = |&ix: &ActorIx| maker.cast.actor(ix).country.as_deref().is_some_and(|c| c != country);
    let like = doer(maker, past, range.end - 1).into_iter().find(foreign)?;
    let name = scan.text.words(scan.text.doc.cover(range.clone())).to_owned();
    let sectors = maker.cast.actor(like).sectors.clone();
    let peers = Actor {
        id: None,
        label: name.clone(),
        name,
        kind: ActorKind::Group,
        country: Some(country.to_owned()),
        sectors,
        office: None,
    };
    let ix = maker.push(peers);
    finish(maker, range, vec![ix], How::Title)
}

/// The state whose adjective is joined by "and" to the one that opens the phrase.
fn other_owner(maker: &Maker<'_, '_>, range: &Range<TokenId>) -> Option<&'static str> {
    let scan = &maker.found.scan;
    let and = range.start.checked_sub(1).filter(|&t| scan.small(t, &[Small::And]))?;
    let plural = scan.text.doc.feats(range.end - 1).number == Some(Number::Plur);
    let owner = scan.entity_over(and.checked_sub(1)?).filter(|h| h.tokens.end == and && plural)?;
    let class = scan.text.lexicon.entity(owner.entity).class;
    let state = owner.form == Form::Adjective && matches!(class, Class::State | Class::Polity);
    crate::cast::entities::country_of(&scan.text, owner.entity, owner.owner).filter(|_| state)
}

/// Who holds the office in that state: a person of the article, of the dated list, or somebody unnamed.
fn holder(
    maker: &mut Maker<'_, '_>,
    office: Office,
    country: &'static str,
    range: &Range<TokenId>,
) -> ActorIx {
    let scan = &maker.found.scan;
    let named = (0..maker.cast.actors.len() as u32).map(ActorIx).find(|&ix| {
        let a = maker.cast.actor(ix);
        a.kind == ActorKind::Person && a.country.as_deref() == Some(country) && a.office == Some(office)
    });
    let known = || {
        let day = crate::cast::read::day(scan)?;
        scan.persons.holder(office, country, &day)
    };
    if let Some(ix) = named {
        ix
    } else if let Some(person) = known() {
        maker.known(person, office, country)
    } else {
        let name = scan.text.words(scan.text.doc.cover(range.clone())).to_owned();
        maker.push(Actor {
            id: None,
            label: name.clone(),
            name,
            kind: ActorKind::Person,
            country: Some(country.to_owned()),
            sectors: vec![legation_model::Sector::Gov],
            office: Some(office),
        })
    }
}

/// The words in capitals between commas behind a person told by office: "his counterpart, Ahmed Fiqi, met".
fn apposed(maker: &Maker<'_, '_>, comma: TokenId) -> Option<Range<TokenId>> {
    let scan = &maker.found.scan;
    let (doc, start) = (scan.text.doc, comma + 1);
    let sentence = scan.sentence(comma.min(doc.len() as TokenId - 1)).end;
    let name = |t: &TokenId| *t < sentence && doc.upos(*t) == Upos::Propn && scan.is_name_word(*t);
    let end = (start..sentence).take_while(name).last()? + 1;
    let apart = scan.is(comma, &[","]) && (end == sentence || doc.upos(end) == Upos::Punct);
    let appos = (start..end).any(|t| doc.rel(t).base() == Rel::Appos);
    let known = (start..end).any(|t| scan.entity_over(t).is_some());
    (apart && appos && !known && (2..6).contains(&(end - start))).then_some(start..end)
}

/// *His*, *его* before a noun.
fn possessive(maker: &Maker<'_, '_>, t: TokenId) -> bool {
    let doc = maker.found.scan.text.doc;
    doc.upos(t) != Upos::Pron
        || doc.feats(t).poss
        || matches!(doc.rel(t).base(), Rel::Det | Rel::Amod)
        || doc.rel(t).base() == Rel::Nmod && doc.child(t, Rel::Case).is_none()
}

/// Another word beside it says which one is meant: "страны Запада", "западные страны".
pub(super) fn modified(maker: &Maker<'_, '_>, tokens: &Range<TokenId>) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let next = tokens.end;
    let same =
        |t: TokenId| (t as usize) < doc.len() && doc.sentence_index(t) == doc.sentence_index(tokens.start);
    let after = same(next)
        && (scan.entity_from(next).is_some_and(|h| matches!(h.form, Form::Name | Form::Acronym))
            || scan.is(next, &["-"])
            || scan.small(next, &[Small::Of])
                && (scan.lang(next) == Lang::Ru
                    || doc.head(next).is_none_or(|of| doc.head(of) == Some(next - 1)))
            || matches!(doc.upos(next), Upos::Noun | Upos::Propn)
                && doc.feats(next).case == Some(legation_nlp::tags::Case::Gen));
    let before = tokens.start > 0
        && same(tokens.start - 1)
        && (doc.upos(tokens.start - 1) == Upos::Adj
            || scan.small(tokens.start - 1, &[Small::WhichOne])
            || matches!(doc.upos(tokens.start - 1), Upos::Num));
    after || before
}

fn followed_by_noun(maker: &Maker<'_, '_>, tokens: &Range<TokenId>) -> bool {
    let doc = maker.found.scan.text.doc;
    let next = tokens.end;
    (next as usize) < doc.len()
        && (matches!(doc.upos(next), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det)
            || maker.found.scan.small(next, &[Small::Of]))
}
