//! What follows a Russian title: owner, post, what it is in charge of. The name of the holder is no part of it.

use std::ops::Range;

use legation_lexicon::offices::{House, Takes};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::Lang;
use legation_nlp::tags::{Case, VerbForm};
use legation_nlp::{NameKind, TokenId, Upos};

use super::super::groups::stranger;
use super::super::names::NameHit;
use super::super::scan::Scan;
use super::{OPENING, Owner, TitleHit, model_place, name_from, starts_name};

pub(super) fn after_ru(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit) {
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    let mut at = hit.tokens.end;
    let free = is_free(hit.title.takes) || hit.deputy;
    let governs = governs_instrumental(scan, &hit.core);
    let mut phrase: Option<Range<TokenId>> = None;
    if hit.title.takes == Takes::Fixed {
        return;
    }
    // "Главы МИД России и Армении": the first owner stands in the name of the body.
    if hit.plural && !hit.owners.is_empty() && goes_on(scan, at, end) {
        at += 1;
    }
    while at < end {
        if name_from(names, at).is_some() {
            break;
        }
        if let Some(owner) = scan.entity_from(at)
            && owner.form != Form::Demonym
        {
            let adjective = owner.form == Form::Adjective;
            let class = scan.text.lexicon.entity(owner.entity).class;
            let fits = match hit.title.takes {
                Takes::State | Takes::Post => free || !adjective && !matches!(class, Class::Outlet),
                _ => true,
            };
            if !fits || doc.feats(at).case == Some(Case::Nom) && !free && hit_is_nominative_subject(scan, at)
            {
                break;
            }
            hit.owners.push(Owner::of(owner));
            at = owner.tokens.end;
            hit.tokens.end = at;
            // "министры России и Белоруссии", "лидеры России, Турции и Ирана"
            if hit.plural && goes_on(scan, at, end) {
                at += 1;
                continue;
            }
            if !free && hit.title.takes != Takes::Post {
                if let Some(name) = charged_with(scan, names, hit, at, end) {
                    hit.tokens.end = name;
                }
                break;
            }
            continue;
        }
        if hit.title.takes == Takes::Post
            && at + 1 < end
            && (scan.small(at, &[Small::Posted])
                || hit.posts.is_empty() && scan.small(at, &[Small::PostedIn]))
        {
            // "Послом в Республике Перу": behind the noun that says what it is.
            let kind = doc.upos(at + 1) == Upos::Noun && doc.feats(at + 1).case == Some(Case::Loc);
            let post = scan.entity_from(at + 1).or_else(|| scan.entity_from(at + 2).filter(|_| kind));
            if let Some(post) = post {
                hit.posts.push(post.entity);
                at = post.tokens.end;
                hit.tokens.end = at;
                continue;
            }
            // "полпред в Заречном федеральном округе", "спецпредставитель по Ближнему Востоку"
            let place = (at + 1..end.min(at + 6))
                .take_while(|&t| {
                    matches!(doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn)
                        && matches!(doc.feats(t).case, Some(Case::Loc | Case::Dat))
                        && name_from(names, t).is_none()
                })
                .last();
            let Some(last) = place else { break };
            at = last + 1;
            hit.tokens.end = at;
            continue;
        }
        if scan.small(at, &[Small::StateGenitive]) {
            at += 1;
            hit.tokens.end = at;
            continue;
        }
        // "Министр уверен": what is told of him is no part of his title.
        let genitive = matches!(doc.feats(at).case, Some(Case::Gen) | None) && !doc.feats(at).short
            || governs && doc.feats(at).case == Some(Case::Ins);
        let participle = doc.feats(at).form == Some(VerbForm::Part) && doc.feats(at).case == Some(Case::Gen);
        let noun =
            participle || matches!(doc.upos(at), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num | Upos::X);
        if free && noun && genitive && !starts_name(scan, names, at) {
            let range = phrase.get_or_insert(at..at);
            at += 1;
            range.end = at;
            // "депутат собрания района Отрадное": the name of what the noun says stands as it is.
            if scan.offices.house(Lang::Ru, scan.ahead(at - 1)).is_some_and(|(_, house)| house == House::Own)
            {
                while at < end
                    && range.end == at
                    && scan.entity_from(at).is_none()
                    && own_name(scan, names, at)
                {
                    at += 1;
                    range.end = at;
                }
            }
            hit.tokens.end = at;
            hit.charge = true;
            continue;
        }
        if free && tail_goes_on(scan, names, at) {
            at += 1;
            // The words after a preposition stand in other cases: taken as they come.
            while at < end
                && matches!(doc.upos(at), Upos::Noun | Upos::Adj | Upos::Propn)
                && name_from(names, at).is_none()
                && !starts_name(scan, names, at)
                && scan.entity_from(at).is_none_or(|h| h.form == Form::Adjective)
                && doc.feats(at).case != Some(Case::Nom)
            {
                at += 1;
                if let Some(range) = &mut phrase {
                    range.end = at;
                }
            }
            hit.tokens.end = at;
            hit.charge = true;
            continue;
        }
        // "Спецпредставитель президента России Иван Петров": whose envoy he is, another's title, is part of his.
        if hit.title.takes == Takes::Post
            && hit.owners.is_empty()
            && let Some(stop) = served(scan, at)
        {
            at = stop;
            hit.tokens.end = at;
            continue;
        }
        // "ФИДЕ", "Ассошиэйтед Пресс": a name in capitals that the lexicon does not know.
        if let Some(stop) = organisation_at(scan, names, at) {
            let range = phrase.get_or_insert(at..at);
            at = stop;
            range.end = at;
            hit.tokens.end = at;
            continue;
        }
        // "замминистра иностранных дел (России. – Прим. ред.)": the newsroom tells whose.
        if hit.owners.is_empty()
            && scan.is(at, &["("])
            && let Some(owner) = scan.entity_from(at + 1)
            && matches!(
                scan.text.lexicon.entity(owner.entity).class,
                Class::State | Class::Polity | Class::Region
            )
            && owner.form != Form::Adjective
        {
            hit.owners.push(Owner::of(owner));
            hit.tokens.end = owner.tokens.end;
            break;
        }
        // "(ОФДД)"
        if phrase.is_some()
            && scan.is(at, &["("])
            && at + 2 < end
            && scan.is(at + 2, &[")"])
            && is_acronym(scan, at + 1)
        {
            at += 3;
            hit.tokens.end = at;
            continue;
        }
        if free
            && scan.is(at, OPENING)
            && let Some(close) = closing(scan, at, end)
        {
            // "Глава ОАО «Газпром»": a house that is known is the owner.
            if let Some(house) = scan.entity_from(at + 1).filter(|h| h.tokens.end == close) {
                hit.owners.push(Owner::of(house));
            }
            let range = phrase.get_or_insert(at..at);
            at = close + 1;
            range.end = at;
            hit.tokens.end = at;
            continue;
        }
        // "госсекретарь нашего союза Иван Петров": words in the genitive up to the name.
        if !free && let Some(name) = genitive_up_to_name(scan, names, at, end) {
            at = name;
            hit.tokens.end = at;
            break;
        }
        // A place that the lexicon does not know: президент Зубровки.
        if !free
            && matches!(hit.title.takes, Takes::State | Takes::Post | Takes::Org)
            && doc.upos(at) == Upos::Propn
            && doc.feats(at).case == Some(Case::Gen)
            && hit.owners.is_empty()
            && (model_place(scan, at)
                || doc.feats(hit.core.start).case != Some(Case::Gen) && stranger(scan, names, at))
        {
            phrase = Some(at..at + 1);
            at += 1;
            hit.tokens.end = at;
            continue;
        }
        // "движения против коррупции Иван Петров": all words up to the name belong to the title.
        if at > hit.core.end
            && let Some(name) = up_to_name(scan, names, at, end)
            && !others(scan, &hit.core, name)
        {
            if let Some(range) = &mut phrase
                && range.end == at
                && scan.small(at, &[Small::HouseGoesOn])
            {
                range.end = name;
            }
            hit.tokens.end = name;
        }
        break;
    }
    if let Some(range) = phrase
        && hit.owners.is_empty()
    {
        hit.owners.push(Owner::Phrase(range));
    }
}

/// Whether the mark or conjunction at `at` stands before one more owner.
fn goes_on(scan: &Scan<'_>, at: TokenId, end: TokenId) -> bool {
    at + 1 < end
        && (scan.small(at, &[Small::And, Small::But]) || scan.is(at, &[","]))
        && scan.entity_from(at + 1).is_some_and(|h| matches!(h.form, Form::Name | Form::Acronym))
}

/// One past the genitive title that begins at `t`.
fn served(scan: &Scan<'_>, t: TokenId) -> Option<TokenId> {
    let genitive = scan.text.doc.feats(t).case == Some(Case::Gen);
    let (length, _) = scan.offices.title(Lang::Ru, scan.ahead(t)).filter(|_| genitive)?;
    Some(t + length as TokenId)
}

/// Where the name behind a title begins, if only nouns, adjectives and prepositions stand before it.
fn up_to_name(scan: &Scan<'_>, names: &[NameHit], from: TokenId, end: TokenId) -> Option<TokenId> {
    let doc = scan.text.doc;
    if doc.upos(from) != Upos::Adp || scan.offices.title(Lang::Ru, scan.ahead(from)).is_some() {
        return None;
    }
    let mut t = from;
    while t < end && t - from < 9 {
        if t > from && (name_from(names, t).is_some() || starts_name(scan, names, t)) {
            let surname_in_case = doc.upos(t - 1) != Upos::Adp;
            return surname_in_case.then_some(t);
        }
        if t > from && doc.upos(t) == Upos::Noun && scan.offices.title(Lang::Ru, scan.ahead(t)).is_some() {
            return (doc.upos(t - 1) != Upos::Adp).then_some(t);
        }
        let nominal = matches!(doc.upos(t), Upos::Noun | Upos::Adj | Upos::Adp | Upos::Propn | Upos::Num)
            || scan.small(t, &[Small::And]);
        if !nominal || doc.feats(t).case == Some(Case::Nom) && doc.upos(t) == Upos::Noun {
            return None;
        }
        t += 1;
    }
    None
}

/// "Советник президента Чада по делам Африки Иван Петров": where the name behind what the holder is in charge of begins.
fn charged_with(
    scan: &Scan<'_>,
    names: &[NameHit],
    hit: &TitleHit,
    at: TokenId,
    end: TokenId,
) -> Option<TokenId> {
    if at >= end || hit.plural || !scan.small(at, &[Small::Charge]) {
        return None;
    }
    let name = up_to_name(scan, names, at, end)?;
    (name_from(names, name).is_some() && !others(scan, &hit.core, name)).then_some(name)
}

/// "Глава МИД Чада по просьбе Ивана Петрова": the name at `name` is in a case of its own.
fn others(scan: &Scan<'_>, core: &Range<TokenId>, name: TokenId) -> bool {
    let doc = scan.text.doc;
    let case = |t: TokenId| doc.feats(t).case;
    case(name) == Some(Case::Gen) && case(core.start) == Some(Case::Nom)
}

fn is_acronym(scan: &Scan<'_>, t: TokenId) -> bool {
    let form = scan.form(t);
    form.chars().count() > 1 && form.chars().all(char::is_uppercase)
}

/// Where a name of an organisation in capitals ends that begins at `t` and is no person's.
fn organisation_at(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> Option<TokenId> {
    if scan.entity_over(t).is_some() || names.iter().any(|n| n.tokens.contains(&t)) {
        return None;
    }
    let named =
        scan.text.doc.names().iter().find(|n| n.tokens.start == t && n.kind == NameKind::Organisation);
    if let Some(name) = named {
        let free = name.tokens.clone().all(|t| !names.iter().any(|n| n.tokens.contains(&t)));
        return (scan.is_capital(t) && free).then_some(name.tokens.end);
    }
    (is_acronym(scan, t) && scan.offices.title(Lang::Ru, scan.ahead(t)).is_none()).then_some(t + 1)
}

fn is_free(takes: Takes) -> bool {
    matches!(takes, Takes::Body | Takes::Tail | Takes::Member | Takes::Staff | Takes::Place)
}

/// *Заведующий кафедрой*, *командующий войсками*: titles made of participles.
fn governs_instrumental(scan: &Scan<'_>, core: &Range<TokenId>) -> bool {
    let folded = scan.folded(core.end - 1);
    scan.ends(folded, Small::GovernsEnding) || scan.small(core.end - 1, &[Small::Governs])
}

/// A capitalised word that is no person's name and no title.
fn own_name(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> bool {
    scan.is_name_word(t)
        && name_from(names, t).is_none()
        && !starts_name(scan, names, t)
        && scan.offices.title(Lang::Ru, scan.ahead(t)).is_none()
}

fn genitive_up_to_name(scan: &Scan<'_>, names: &[NameHit], from: TokenId, end: TokenId) -> Option<TokenId> {
    let doc = scan.text.doc;
    let mut t = from;
    while t < end && t - from < 4 {
        if name_from(names, t).is_some() {
            return (t > from).then_some(t);
        }
        let word = matches!(doc.upos(t), Upos::Noun | Upos::Adj | Upos::Det | Upos::Pron);
        if !word || doc.feats(t).case != Some(Case::Gen) {
            return None;
        }
        t += 1;
    }
    None
}

/// A nominative after a title is the next clause's or a list's, not an owner: owners stand in the genitive.
fn hit_is_nominative_subject(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text.doc.rel(t).is_subject()
}

/// Whether the conjunction or preposition at `word` goes on with what the title is in charge of.
fn tail_goes_on(scan: &Scan<'_>, names: &[NameHit], word: TokenId) -> bool {
    let doc = scan.text.doc;
    let t = word + 1;
    if (t as usize) >= doc.len() || name_from(names, t).is_some() || starts_name(scan, names, t) {
        return false;
    }
    let case = doc.feats(t).case;
    if scan.small(word, &[Small::And]) {
        return matches!(doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn)
            && case == Some(Case::Gen)
            && scan.offices.title(Lang::Ru, scan.ahead(t)).is_none();
    }
    scan.small(word, &[Small::Charge]) && matches!(case, Some(Case::Dat | Case::Loc))
}

fn closing(scan: &Scan<'_>, open: TokenId, end: TokenId) -> Option<TokenId> {
    (open + 1..end.min(open + 10)).find(|&t| matches!(scan.form(t), "»" | "\"" | "”" | "“"))
}
