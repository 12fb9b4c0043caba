//! Titles in the text: what office they name, whose it is, in which phase.

use std::ops::Range;

use legation_lexicon::offices::{House, Part, Takes, Title};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{Lang, Phase};
use legation_nlp::tags::{Case, Number, VerbForm};
use legation_nlp::{NameKind, TokenId, Upos};

use super::groups::{stranger, stranger_before};
use super::names::NameHit;
use super::scan::Scan;

/// Whose office it is.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// An entity of the lexicon, and whose it is where it is a body.
    Entity { ix: EntityIx, owner: Option<EntityIx>, tokens: Range<TokenId> },
    /// Words that the lexicon does not know.
    Phrase(Range<TokenId>),
}

/// A title with its slots filled.
#[derive(Debug, Clone)]
pub(super) struct TitleHit {
    /// All its words, without the name of the holder.
    pub(super) tokens: Range<TokenId>,
    /// The words of the title alone.
    pub(super) core: Range<TokenId>,
    pub(super) title: &'static Title,
    /// A deputy of that office.
    pub(super) deputy: bool,
    pub(super) phase: Phase,
    pub(super) owners: Vec<Owner>,
    /// Where an ambassador is posted.
    pub(super) posts: Vec<EntityIx>,
    /// The person whom it serves: *пресс-секретарь Петрова*, *Brown's envoy*.
    pub(super) boss: Option<Range<TokenId>>,
    /// Words that tell what the holder is in charge of: *trade* minister, министр *финансов*.
    pub(super) charge: bool,
    pub(super) plural: bool,
}

/// Finds titles from left to right.
pub(super) fn find(scan: &Scan<'_>, names: &[NameHit]) -> Vec<TitleHit> {
    let mut out: Vec<TitleHit> = Vec::new();
    for sentence in scan.text.doc.sentences() {
        let mut t = sentence.tokens.start;
        while t < sentence.tokens.end {
            match read(scan, names, t, out.last().map_or(sentence.tokens.start, |l| l.tokens.end)) {
                Some(hit) => {
                    t = hit.tokens.end.max(t + 1);
                    out.push(hit);
                }
                None => t += 1,
            }
        }
    }
    out
}

fn read(scan: &Scan<'_>, names: &[NameHit], t: TokenId, floor: TokenId) -> Option<TitleHit> {
    if names.iter().any(|n| n.tokens.contains(&t) && n.tokens.len() > 1) {
        return None;
    }
    // A title inside the name of a body is part of that name.
    if scan.entity_over(t).is_some_and(|h| h.tokens.start < t && h.tokens.end > t) {
        return None;
    }
    let lang = scan.lang(t);
    let (len, title, mut phase, mut deputy) = core_at(scan, t)?;
    let core = t..t + len as u32;
    let upos = scan.text.doc.upos(core.start);
    if len == 1 && matches!(upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Pron) {
        return None;
    }
    if hoped_for(scan, t) {
        return None;
    }
    if lang != Lang::Ru && deputy_of_more(scan, &core) {
        return None;
    }
    let plural = is_plural(scan, &core);
    let mut hit = TitleHit {
        tokens: core.clone(),
        core: core.clone(),
        title,
        deputy,
        phase: Phase::Current,
        owners: Vec::new(),
        posts: Vec::new(),
        boss: None,
        charge: false,
        plural,
    };
    // The body in the title may go on past it and name its owner: глава [МИД РФ].
    if let Some(body) = (core.start + 1..core.end).filter_map(|t| scan.entity_from(t)).next_back() {
        if body.tokens.end > core.end {
            hit.tokens.end = body.tokens.end;
        }
        let class = scan.text.lexicon.entity(body.entity).class;
        if let Some(owner) = body.owner {
            hit.owners.push(Owner::Entity { ix: owner, owner: None, tokens: body.tokens.clone() });
        } else if matches!(class, Class::State | Class::Polity) || hit.tokens.end > core.end {
            hit.owners.push(Owner::Entity { ix: body.entity, owner: None, tokens: body.tokens.clone() });
        }
    }
    before(scan, names, &mut hit, floor, &mut phase, &mut deputy);
    hit.deputy = deputy;
    if lang == Lang::Ru {
        after_ru(scan, names, &mut hit);
    } else {
        after_en(scan, names, &mut hit, &mut phase);
    }
    boss(scan, names, &mut hit, floor);
    hit.phase = phase.unwrap_or(Phase::Current);
    Some(hit)
}

/// "Кандидат в президенты", "candidate for governor": nobody holds it yet.
fn hoped_for(scan: &Scan<'_>, t: TokenId) -> bool {
    let low = scan.sentence(t).start;
    let small = |t: TokenId| {
        matches!(scan.text.doc.upos(t), Upos::Adp | Upos::Det) || scan.part(t..t + 1) == Some(Part::Post)
    };
    let mut at = t;
    while at > low && t - at < 3 && small(at - 1) {
        at -= 1;
    }
    at < t && at > low && scan.part(at - 1..at) == Some(Part::Hopes)
}

/// "Deputy Trade Minister": the title comes later.
fn deputy_of_more(scan: &Scan<'_>, core: &Range<TokenId>) -> bool {
    let doc = scan.text.doc;
    let end = scan.sentence(core.start).end;
    scan.part(core.clone()) == Some(Part::Deputy)
        && (core.end + 1..end.min(core.end + 4)).any(|t| {
            scan.offices.title(Lang::En, scan.ahead(t)).is_some()
                && (core.end..t).all(|b| matches!(doc.upos(b), Upos::Noun | Upos::Propn | Upos::Adj))
        })
}

/// The person whose representative, aide or spokesman somebody is: that person is not the holder.
fn boss(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit, floor: TokenId) {
    if !matches!(hit.title.takes, Takes::Body | Takes::Tail | Takes::Post | Takes::Staff) && !hit.deputy {
        return;
    }
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    if scan.lang(hit.core.start) == Lang::Ru {
        let Some(name) = name_from(names, hit.tokens.end) else { return };
        let case = doc.feats(name.surname.token).case;
        let own = doc.feats(hit.core.start).case;
        let next = name.tokens.end;
        let another = next < end && name_from(names, next).is_some();
        // "представителя Петрова" may be either; a role that serves somebody, beside a bare surname, is not his.
        let serves = hit.owners.is_empty()
            && !hit.charge
            && name.given.is_none()
            && scan.part(hit.core.start..hit.core.end) == Some(Part::Serves);
        if case == Some(Case::Gen)
            && (own != case && own.is_some() && own != Some(Case::Acc) || another || serves)
        {
            hit.boss = Some(name.tokens.clone());
            hit.tokens.end = name.tokens.end;
        }
        return;
    }
    let at = hit.tokens.end;
    let serves = scan.part(hit.core.clone()) == Some(Part::Serves);
    if serves
        && scan.small(at, &[Small::Serves])
        && let Some(name) = name_from(names, at + 1)
        && scan.entity_from(at + 1).is_none()
    {
        hit.boss = Some(name.tokens.clone());
        hit.tokens.end = name.tokens.end;
        return;
    }
    let start = hit.tokens.start;
    if serves && start > floor {
        let possessive = scan.is_possessive(start - 1);
        let stop = if possessive { start - 1 } else { start };
        if let Some(name) = names.iter().find(|n| n.tokens.end == stop && n.tokens.start >= floor)
            && (possessive || name.tokens.len() == 1)
            && scan.entity_over(name.tokens.start).is_none()
        {
            hit.boss = Some(name.tokens.clone());
            hit.tokens.start = name.tokens.start;
        }
    }
}

/// The title that begins at `t`, prefixes taken off: экс-президент, замначальника.
fn core_at(scan: &Scan<'_>, t: TokenId) -> Option<(usize, &'static Title, Option<Phase>, bool)> {
    let lang = scan.lang(t);
    let words = scan.ahead(t);
    if let Some((len, title)) = scan.offices.title(lang, words) {
        return Some((len, title, None, false));
    }
    let first = words.first()?;
    let prefixes = [(Small::PrefixFormer, Some(Phase::Former), false), (Small::PrefixDeputy, None, true)];
    let prefixes = prefixes.into_iter().flat_map(|(part, phase, deputy)| {
        scan.smalls().words(part).iter().map(move |prefix| (*prefix, phase, deputy))
    });
    for (prefix, phase, deputy) in prefixes {
        let Some(rest) = first.folded.strip_prefix(prefix) else { continue };
        let mut shorter = words.to_vec();
        shorter[0].lemma = first.lemma.strip_prefix(prefix).unwrap_or(rest);
        let rest = rest.to_owned();
        shorter[0].folded = rest;
        shorter[0].form = "";
        if let Some((len, title)) = scan.offices.title(lang, &shorter) {
            return Some((len, title, phase, deputy));
        }
    }
    None
}


fn is_plural(scan: &Scan<'_>, core: &Range<TokenId>) -> bool {
    let doc = scan.text.doc;
    if scan.lang(core.start) == Lang::Ru {
        doc.feats(core.start).number == Some(Number::Plur)
    } else {
        core.clone().any(|t| doc.feats(t).number == Some(Number::Plur) && doc.upos(t) == Upos::Noun)
            && !scan.small(core.end - 1, &[Small::NumberAlike])
            || core.clone().any(|t| doc.upos(t) == Upos::Propn && doc.feats(t).number == Some(Number::Plur))
    }
}

/// Words before the title: phase, adjective or owner, deputy, what it is in charge of.
fn before(
    scan: &Scan<'_>,
    names: &[NameHit],
    hit: &mut TitleHit,
    floor: TokenId,
    phase: &mut Option<Phase>,
    deputy: &mut bool,
) {
    let doc = scan.text.doc;
    let floor = floor.max(scan.sentence(hit.core.start).start);
    let english = scan.lang(hit.core.start) != Lang::Ru;
    let mut at = hit.core.start;
    let mut owned = false;
    'words: while at > floor {
        if scan.is(at - 1, &["-"]) && at - 1 > floor {
            at -= 1;
            continue;
        }
        for len in (1..=3).rev() {
            if at < floor + len {
                continue;
            }
            match scan.part(at - len..at) {
                Some(Part::Phase(p)) => {
                    phase.get_or_insert(p);
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                Some(Part::Deputy) => {
                    *deputy = true;
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                Some(Part::Skip) => {
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                _ => {}
            }
        }
        if owned {
            break;
        }
        let mut end = at;
        if english && scan.is_possessive(at - 1) {
            end = at - 1;
        }
        if end > floor
            && let Some(owner) = scan.entity_over(end - 1)
            && owner.tokens.end == end
            && owner.tokens.start >= floor
            && (english || owner.form == Form::Adjective)
        {
            let class = scan.text.lexicon.entity(owner.entity).class;
            let body_with_owner = owner.owner;
            hit.owners.insert(
                0,
                Owner::Entity { ix: owner.entity, owner: body_with_owner, tokens: owner.tokens.clone() },
            );
            at = owner.tokens.start;
            hit.tokens.start = at;
            // "Russian and Belarusian foreign ministers"
            if hit.plural
                && at > floor + 1
                && (scan.small(at - 1, &[Small::And]) || scan.is(at - 1, &[","]))
                && scan.entity_over(at - 2).is_some_and(|h| h.form == owner.form)
            {
                at -= 1;
                owned = false;
                continue;
            }
            // Before a state only a phase may stand: "former Irish prime minister".
            owned = matches!(class, Class::State | Class::Polity) || !english || owner.owner.is_some();
            continue;
        }
        // "заречный губернатор": the adjective of a region that the lexicon does not know.
        if !english
            && hit.title.takes == Takes::Place
            && hit.owners.is_empty()
            && doc.upos(at - 1) == Upos::Adj
            && scan.ends(doc.lemma(at - 1), Small::RegionEnding)
        {
            hit.owners.push(Owner::Phrase(at - 1..at));
            hit.tokens.start = at - 1;
            break;
        }
        // An organisation that the lexicon does not know: "Acme Bank president".
        if english
            && hit.owners.is_empty()
            && let Some(name) = model_organisation(scan, end - 1)
            && name.end == end
            && name.start >= floor
        {
            hit.owners.push(Owner::Phrase(name.clone()));
            hit.charge = true;
            hit.tokens.start = name.start;
            break;
        }
        // "Zubrowka's foreign minister", "Zubrowka President Zeller"
        if english
            && hit.owners.is_empty()
            && (end != at || scan.is_capital(hit.core.start) && end > floor && model_place(scan, end - 1))
            && let Some(name) = stranger_before(scan, names, end, floor)
        {
            hit.tokens.start = name.start;
            hit.owners.push(Owner::Phrase(name));
            break;
        }
        if english
            && hit.charge
            && at > floor + 1
            && (scan.small(at - 1, &[Small::And]) || scan.is(at - 1, &["&"]))
            && doc.upos(at - 2) == Upos::Noun
            && !scan.is_capital(at - 2)
        {
            at -= 1;
            continue;
        }
        // English puts what the holder is in charge of before the title.
        if english
            && hit.owners.is_empty()
            && end == at
            && matches!(hit.title.takes, Takes::Tail | Takes::Body | Takes::State | Takes::Member)
            && matches!(doc.upos(at - 1), Upos::Noun | Upos::Adj | Upos::Propn)
            && doc.feats(at - 1).number != Some(Number::Plur)
            && !is_date(scan, at - 1)
            && !scan.is_capital_mid(at - 1, hit.core.start)
            && hit.core.start - at < 4
        {
            at -= 1;
            hit.charge = true;
            hit.tokens.start = at;
            continue;
        }
        break;
    }
}

fn is_date(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text.doc.names().iter().any(|n| n.kind == NameKind::Date && n.tokens.contains(&t))
        || scan.text.doc.upos(t) == Upos::Propn && scan.small(t, &[Small::Weekday])
}

/// The model's name of an organisation that holds `t`, where the lexicon knows none.
pub(super) fn model_organisation(scan: &Scan<'_>, t: TokenId) -> Option<Range<TokenId>> {
    let name = scan.text.doc.names().iter().find(|n| n.tokens.contains(&t))?;
    let mut tokens = name.tokens.clone();
    if scan.text.doc.upos(tokens.start) == Upos::Det {
        tokens.start += 1;
    }
    let free = tokens.len() > 1
        && tokens.clone().all(|t| scan.entity_over(t).is_none_or(|h| h.form == Form::Adjective));
    (name.kind == NameKind::Organisation && free).then_some(tokens)
}

impl Scan<'_> {
    /// A capital before a small title belongs to something else: *Boeing chief*.
    fn is_capital_mid(&self, t: TokenId, core: TokenId) -> bool {
        let opens = t == self.sentence(t).start && self.text.doc.upos(t) == Upos::Noun;
        self.is_capital(t) && !self.is_capital(core) && !opens
    }
}

fn name_from(names: &[NameHit], t: TokenId) -> Option<&NameHit> {
    names.iter().find(|n| n.tokens.start == t)
}

fn after_ru(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit) {
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    let mut at = hit.tokens.end;
    let free = is_free(hit.title.takes) || hit.deputy;
    let governs = governs_instrumental(scan, &hit.core);
    let mut phrase: Option<Range<TokenId>> = None;
    if hit.title.takes == Takes::Fixed {
        return;
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
            hit.owners.push(Owner::Entity {
                ix: owner.entity,
                owner: owner.owner,
                tokens: owner.tokens.clone(),
            });
            at = owner.tokens.end;
            hit.tokens.end = at;
            // "министры России и Белоруссии", "лидеры России, Турции и Ирана"
            if hit.plural
                && at + 1 < end
                && (scan.small(at, &[Small::And, Small::But]) || scan.is(at, &[","]))
                && scan.entity_from(at + 1).is_some_and(|h| h.form == Form::Name || h.form == Form::Acronym)
            {
                at += 1;
                continue;
            }
            if !free && hit.title.takes != Takes::Post {
                break;
            }
            continue;
        }
        if hit.title.takes == Takes::Post
            && (scan.small(at, &[Small::Posted])
                || hit.posts.is_empty() && scan.small(at, &[Small::PostedIn]))
        {
            if let Some(post) = scan.entity_from(at + 1) {
                hit.posts.push(post.entity);
                at = post.tokens.end;
                hit.tokens.end = at;
                continue;
            }
            // "полпред в Заречном федеральном округе"
            let place = (at + 1..end.min(at + 6))
                .take_while(|&t| {
                    matches!(doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn)
                        && doc.feats(t).case == Some(Case::Loc)
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
        let genitive = matches!(doc.feats(at).case, Some(Case::Gen) | None)
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
        // "ФИДЕ", "Ассошиэйтед Пресс": a name in capitals that the lexicon does not know.
        if let Some(stop) = organisation_at(scan, names, at) {
            let range = phrase.get_or_insert(at..at);
            at = stop;
            range.end = at;
            hit.tokens.end = at;
            continue;
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

/// Marks that open a quotation.
pub(super) const OPENING: &[&str] = &["«", "\"", "“", "„"];

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

fn starts_name(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> bool {
    name_from(names, t).is_some()
        || scan.is_name_word(t)
            && scan.is_name_word_at(t + 1)
            && scan.persons.nominatives(scan.form(t)).iter().any(|(n, _)| scan.persons.given(n).is_some())
}

impl Scan<'_> {
    fn is_name_word_at(&self, t: TokenId) -> bool {
        (t as usize) < self.seen.len() && self.is_name_word(t)
    }
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

fn model_place(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text
        .doc
        .names()
        .iter()
        .any(|n| n.tokens.contains(&t) && matches!(n.kind, NameKind::Place | NameKind::Organisation))
}

fn after_en(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit, phase: &mut Option<Phase>) {
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    let mut at = hit.tokens.end;
    // president-elect
    if scan.is(at, &["-"])
        && at + 1 < end
        && let Some(Part::Phase(p)) = scan.part(at + 1..at + 2)
    {
        phase.get_or_insert(p);
        at += 2;
        hit.tokens.end = at;
    } else if at < end
        && scan.small(at, &[Small::Elect])
        && let Some(Part::Phase(p)) = scan.part(at..at + 1)
    {
        phase.get_or_insert(p);
        at += 1;
        hit.tokens.end = at;
    }
    if hit.title.takes == Takes::Fixed {
        return;
    }
    let mut seen_of = false;
    while at < end {
        let takes = hit.title.takes;
        let post = takes == Takes::Post;
        let of = scan.small(at, &[Small::Of]);
        let opens = of && (!seen_of || post)
            || scan.small(at, &[Small::For])
                && matches!(takes, Takes::Body | Takes::Tail | Takes::Post | Takes::Staff)
            || scan.small(at, &[Small::At]) && matches!(takes, Takes::Body | Takes::Staff)
            || scan.small(at, &[Small::With]) && !seen_of && matches!(takes, Takes::Body | Takes::Staff)
            || scan.small(at, &[Small::Posted]) && post;
        if !opens {
            break;
        }
        let mut next = at + 1;
        while scan.small(next, &[Small::Article]) {
            next += 1;
        }
        if next >= end || name_from(names, next).is_some() && scan.entity_from(next).is_none() {
            break;
        }
        let target = !of && post;
        if let Some(entity) = scan.entity_from(next)
            && !(entity.form == Form::Adjective && continues_np(scan, entity.tokens.end))
        {
            seen_of = true;
            if target {
                hit.posts.push(entity.entity);
            } else {
                hit.owners.push(Owner::Entity {
                    ix: entity.entity,
                    owner: entity.owner,
                    tokens: entity.tokens.clone(),
                });
            }
            at = entity.tokens.end;
            hit.tokens.end = at;
            // "leaders of Russia, Turkey and Iran"
            while hit.plural && at + 1 < end {
                let skip = list_step(scan, at);
                let Some(entity) = scan.entity_from(at + skip).filter(|_| skip > 0) else { break };
                if !matches!(entity.form, Form::Name | Form::Acronym) {
                    break;
                }
                hit.owners.push(Owner::Entity {
                    ix: entity.entity,
                    owner: entity.owner,
                    tokens: entity.tokens.clone(),
                });
                at = entity.tokens.end;
                hit.tokens.end = at;
            }
            // "president of Russia's ..." stops here
            continue;
        }
        // A phrase that the lexicon does not know.
        let mut stop = next;
        while stop < end
            && stop - next < 8
            && name_from(names, stop).is_none()
            && (matches!(doc.upos(stop), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num)
                || stop > next
                    && scan.is_possessive(stop)
                    && scan.is_capital(stop - 1)
                    && continues_np(scan, stop + 1)
                || stop > next && scan.small(stop, &[Small::HouseGoesOn]) && continues_np(scan, stop + 1))
        {
            stop += 1;
        }
        if stop == next {
            break;
        }
        seen_of = true;
        let inner = (next..stop).filter_map(|t| scan.entity_from(t)).next_back();
        if !target {
            match inner {
                Some(e) if !target => {
                    hit.owners.push(Owner::Entity { ix: e.entity, owner: e.owner, tokens: e.tokens.clone() });
                }
                _ => hit.owners.push(Owner::Phrase(next..stop)),
            }
        }
        hit.charge = true;
        at = stop.max(inner.map_or(stop, |e| e.tokens.end));
        hit.tokens.end = at;
    }
}

/// Words between two members of a list: *,*, *and*, *, and*, with an article.
pub(super) fn list_step(scan: &Scan<'_>, at: TokenId) -> u32 {
    let mut skip = 0;
    if scan.is(at, &[","]) {
        skip += 1;
    }
    if scan.small(at + skip, &[Small::And, Small::Or, Small::But]) {
        skip += 1;
        if scan.small(at + skip, &[Small::Also]) {
            skip += 1;
        }
    }
    if skip > 0 && scan.small(at + skip, &[Small::The]) {
        skip += 1;
    }
    skip
}

fn continues_np(scan: &Scan<'_>, t: TokenId) -> bool {
    (t as usize) < scan.text.doc.len()
        && matches!(scan.text.doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det)
        && (scan.small(t, &[Small::The]) || scan.text.doc.upos(t) != Upos::Det)
}
