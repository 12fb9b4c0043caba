//! Which title belongs to which name.

use legation_lexicon::Form;
use legation_lexicon::offices::{Part, Takes};
use legation_lexicon::small::Small;
use legation_model::{Lang, Phase};
use legation_nlp::tags::{Case, Tense};
use legation_nlp::{Rel, TokenId, Upos};

use super::names::{self, NameHit};
use super::scan::Scan;
use super::titles::{Owner, TitleHit, list_step};

/// A title and the name that bears it.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub(super) title: usize,
    pub(super) name: usize,
    /// Place of the name in the list after a plural title.
    pub(super) order: usize,
    /// Phase that a verb between them tells.
    pub(super) phase: Option<Phase>,
    /// Whose office, told beside this name: *President Sisi of Egypt*.
    pub(super) owner: Option<Owner>,
    pub(super) rule: &'static str,
}

/// Ties titles to names; may find names that the model missed.
pub(super) fn find(scan: &Scan<'_>, titles: &mut [TitleHit], names: &mut Vec<NameHit>) -> Vec<Tie> {
    let mut ties = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        behind(scan, at, title, names, &mut ties);
    }
    for (at, title) in titles.iter().enumerate() {
        if !ties.iter().any(|t| t.title == at) {
            ahead(scan, at, title, names, &mut ties);
        }
    }
    chains(scan, titles, &mut ties);
    for (at, title) in titles.iter().enumerate() {
        if !ties.iter().any(|t| t.title == at) {
            by_verb(scan, at, title, names, titles, &mut ties);
        }
    }
    ties
}

fn index_from(names: &[NameHit], t: TokenId) -> Option<usize> {
    names.iter().position(|n| n.tokens.start == t)
}

/// The name at `t`, found now if need be.
fn name_at(scan: &Scan<'_>, names: &mut Vec<NameHit>, t: TokenId, title: &TitleHit) -> Option<usize> {
    if let Some(at) = index_from(names, t) {
        return Some(at);
    }
    if names.iter().any(|n| n.tokens.contains(&t) && n.tokens.start < t)
        || t >= scan.sentence(title.core.start).end
    {
        return None;
    }
    let found = names::after_title(scan, t)?;
    let over = |n: &NameHit| n.tokens.start < found.tokens.end && found.tokens.start < n.tokens.end;
    if let Some(at) = names.iter().position(over) {
        // The model saw the end of the name only.
        let whole = names[at].tokens.end == found.tokens.end && names.iter().filter(|n| over(n)).count() == 1;
        if whole {
            names[at] = found;
        }
        return whole.then_some(at);
    }
    names.push(found);
    Some(names.len() - 1)
}

/// TITLE NAME, TITLE NAME and NAME, TITLE, NAME,
fn behind(scan: &Scan<'_>, at: usize, title: &TitleHit, names: &mut Vec<NameHit>, ties: &mut Vec<Tie>) {
    let end = scan.sentence(title.core.start).end;
    let mut t = polite(scan, title.tokens.end, end);
    let mut rule = "office.title-name";
    if scan.is(t, &[","]) {
        // "The Prime Minister of India, Shri Narendra Modi, met".
        t = polite(scan, t + 1, end) - 1;
        // "Russia's foreign minister, Sergei Lavrov, said"
        let Some(name) = index_from(names, t + 1).or_else(|| set_off(scan, names, t + 1)) else { return };
        let after = names[name].tokens.end;
        let closed = after >= end
            || scan.is(after, &[",", ".", ")", ";"])
            || title.plural && scan.small(after, &[Small::And]);
        if !closed || !scan.is_capital(t + 1) || names[name].tokens.len() < 2 {
            return;
        }
        // "министр обороны, Иван Петров, Пётр Иванов" is a list.
        let several = title.plural && title.owners.len() > 1;
        if scan.is(after, &[","]) && index_from(names, after + 1).is_some() && !several {
            return;
        }
        // "Omar Deby, President of Chad, Hassan Sani, President of Niger, and": each bears the title behind the name.
        if bears_title(scan, title, names) && titled_behind(scan, after, end) {
            return;
        }
        t += 1;
        rule = "office.title-comma-name";
    }
    if t >= end || t == title.tokens.end && title.tokens.end == title.core.end && starts_clause(scan, t) {
        return;
    }
    // "Губернатор штата Лагос Бола Тинубу": the region's own name stands before that of the man.
    let region = scan.lang(t) == Lang::Ru
        && scan.small(t - 1, &[Small::PlaceNoun])
        && index_from(names, t + 1).is_some()
        && scan.persons.given(scan.form(t)).is_none();
    let t = t + u32::from(region);
    let staff = title.title.takes == Takes::Staff;
    let found = if staff { index_from(names, t) } else { name_at(scan, names, t, title) };
    let Some(first) = found else { return };
    if serves(scan, title, &names[first]) {
        return;
    }
    let (owner, mut after) = owner_behind(scan, names[first].tokens.end, end);
    ties.push(Tie { title: at, name: first, order: 0, phase: None, owner, rule });
    if !title.plural {
        return;
    }
    let mut order = 0;
    loop {
        let skip = list_step(scan, after);
        if skip == 0 || after + skip >= end {
            return;
        }
        // "министры России Сергей Лавров и Белоруссии Максим Рыженков"
        let mut from = after + skip;
        let mut before = None;
        if let Some(hit) = scan.entity_from(from).filter(|h| index_from(names, h.tokens.end).is_some()) {
            before = Some(Owner::of(hit));
            from = hit.tokens.end;
        }
        let Some(next) = name_at(scan, names, from, title) else { return };
        order += 1;
        let (owner, then) = owner_behind(scan, names[next].tokens.end, end);
        if before.is_some()
            && let Some(first) = ties.iter_mut().find(|t| t.title == at && t.owner.is_none())
        {
            first.owner = title.owners.first().cloned();
        }
        ties.push(Tie { title: at, name: next, order, phase: None, owner: before.or(owner), rule });
        after = then;
    }
}

/// Whether a name and a comma stand before the title.
fn bears_title(scan: &Scan<'_>, title: &TitleHit, names: &[NameHit]) -> bool {
    let article = u32::from(title.tokens.start > 0 && scan.small(title.tokens.start - 1, &[Small::Article]));
    let comma = title.tokens.start.checked_sub(1 + article).filter(|&c| scan.is(c, &[","]));
    comma.is_some_and(|comma| names.iter().any(|n| n.tokens.end == comma))
}

/// Whether a comma and a title stand at `t`.
fn titled_behind(scan: &Scan<'_>, t: TokenId, end: TokenId) -> bool {
    let article = u32::from(t + 1 < end && scan.small(t + 1, &[Small::Article]));
    let at = t + 1 + article;
    scan.is(t, &[","]) && at < end && scan.offices.title(scan.lang(at), scan.ahead(at)).is_some()
}

/// Where the words of honour that begin at `t` end: *H.E. Mr.*
fn polite(scan: &Scan<'_>, mut t: TokenId, end: TokenId) -> TokenId {
    while t < end && scan.part(t..t + 1) == Some(Part::Honorific) {
        t += 1;
        if scan.is(t, &["."]) {
            t += 1;
        }
    }
    t
}

/// "Помощник Хиллари Клинтон", "советник Ангелы Меркель": whom the bearer of a Russian title serves.
fn serves(scan: &Scan<'_>, title: &TitleHit, name: &NameHit) -> bool {
    let doc = scan.text.doc;
    let bearer = scan.head_of(&title.core);
    let served = scan.head_of(&name.tokens);
    scan.lang(bearer) == Lang::Ru
        && !title.plural
        && title.title.takes != Takes::State
        && title.tokens.end == title.core.end
        && doc.feats(bearer).case == Some(Case::Nom)
        && doc.rel(served) == Rel::Nmod
        && doc.head(served) == Some(bearer)
}

/// A name of two words or more at `t` that the model missed, set off by a comma or the end behind it.
fn set_off(scan: &Scan<'_>, names: &mut Vec<NameHit>, t: TokenId) -> Option<usize> {
    let found = names::after_title(scan, t)?;
    let free = !names.iter().any(|n| n.tokens.start < found.tokens.end && found.tokens.start < n.tokens.end);
    let closed = found.tokens.end >= scan.sentence(t).end || scan.is(found.tokens.end, &[",", ".", ";", ")"]);
    (free && found.tokens.len() > 1 && closed).then(|| {
        names.push(found);
        names.len() - 1
    })
}

/// *of Egypt*, *from Kenya*, *on the Russian side* behind a name, and where it ends.
fn owner_behind(scan: &Scan<'_>, at: TokenId, end: TokenId) -> (Option<Owner>, TokenId) {
    let none = (None, at);
    if scan.lang(at.saturating_sub(1)) == Lang::Ru || !scan.small(at, &[Small::Owner]) {
        return none;
    }
    let mut t = at + 1;
    while t < end && scan.small(t, &[Small::The]) {
        t += 1;
    }
    let Some(hit) = scan.entity_from(t) else { return none };
    let side = scan.small(hit.tokens.end, &[Small::Side]);
    if scan.small(at, &[Small::SideOf]) != side || hit.form == Form::Adjective && !side {
        return none;
    }
    (Some(Owner::of(hit)), hit.tokens.end + u32::from(side))
}

/// A capital that only begins a quotation or the like.
fn starts_clause(scan: &Scan<'_>, t: TokenId) -> bool {
    !scan.is_capital(t) && !scan.persons.is_particle(scan.form(t))
}

/// NAME, TITLE; NAME (TITLE); NAME TITLE of a list.
fn ahead(scan: &Scan<'_>, at: usize, title: &TitleHit, names: &[NameHit], ties: &mut Vec<Tie>) {
    let doc = scan.text.doc;
    let sentence = scan.sentence(title.core.start);
    let mut t = title.tokens.start;
    let mut article = false;
    while t > sentence.start && doc.upos(t - 1) == Upos::Det {
        t -= 1;
        article = true;
    }
    let mut mark = false;
    while t > sentence.start && scan.is(t - 1, &[",", "(", "–", "—", "-"]) {
        t -= 1;
        mark = true;
    }
    if t == sentence.start {
        return;
    }
    let Some(name) = names.iter().position(|n| n.tokens.end == t) else { return };
    if title.plural {
        return;
    }
    let russian = scan.lang(t - 1) == Lang::Ru;
    let closed = title.tokens.end >= sentence.end
        || matches!(doc.upos(title.tokens.end), Upos::Punct)
        || scan.small(title.tokens.end, &[Small::And, Small::Who, Small::But]);
    let full = !title.owners.is_empty() || title.charge || names[name].tokens.len() > 1;
    if russian {
        let agree = match (doc.feats(names[name].surname.token).case, doc.feats(title.core.start).case) {
            (Some(a), Some(b)) => a == b || matches!((a, b), (Case::Gen, Case::Acc) | (Case::Acc, Case::Gen)),
            _ => true,
        };
        let open = !closed && (!full || doc.rel(title.core.start).is_subject());
        // "исполняющий обязанности представителя" has the title in a case of its own.
        let acting = title.phase == Phase::Acting;
        if mark && !agree && !acting || open {
            return;
        }
    } else if !mark || !closed || article && title.owners.is_empty() && !title.charge && !full {
        return;
    }
    let rule = if mark { "office.name-comma-title" } else { "office.name-title" };
    ties.push(Tie { title: at, name, order: 0, phase: None, owner: None, rule });
}

/// TITLE and TITLE NAME; NAME, TITLE and TITLE.
fn chains(scan: &Scan<'_>, titles: &mut [TitleHit], ties: &mut Vec<Tie>) {
    let joined = |a: &TitleHit, b: &TitleHit| {
        let gap = a.tokens.end..b.tokens.start;
        gap.len() <= 3
            && b.tokens.start >= a.tokens.end
            && scan.text.doc.sentence_index(a.core.start) == scan.text.doc.sentence_index(b.core.start)
            && gap.clone().all(|t| {
                scan.is(t, &[",", "/", "-", "–"]) || scan.small(t, &[Small::And, Small::Article, Small::Also])
            })
    };
    // "в беседе с корреспондентом газеты директор Иван Петров": two persons.
    let agree = |a: &TitleHit, b: &TitleHit| {
        let case = |h: &TitleHit| scan.text.doc.feats(h.core.start).case;
        scan.lang(b.core.start) != Lang::Ru
            || a.phase == Phase::Acting
            || match (case(a), case(b)) {
                (Some(a), Some(b)) => {
                    a == b || matches!((a, b), (Case::Gen, Case::Acc) | (Case::Acc, Case::Gen))
                }
                _ => true,
            }
    };
    for at in (1..titles.len()).rev() {
        let (a, b) = (at - 1, at);
        if titles[a].plural
            || titles[b].plural
            || !joined(&titles[a], &titles[b])
            || !agree(&titles[a], &titles[b])
        {
            continue;
        }
        let has = |i: usize, ties: &[Tie]| ties.iter().any(|t| t.title == i);
        if has(b, ties) && !has(a, ties) && ties.iter().any(|t| t.title == b && follows(t)) {
            let more: Vec<Tie> = ties
                .iter()
                .filter(|t| t.title == b)
                .map(|t| Tie { title: a, owner: None, ..t.clone() })
                .collect();
            ties.extend(more);
            share(titles, a, b);
        }
    }
    for at in 1..titles.len() {
        let (a, b) = (at - 1, at);
        if titles[a].plural
            || titles[b].plural
            || !joined(&titles[a], &titles[b])
            || !agree(&titles[a], &titles[b])
        {
            continue;
        }
        let done = ties.iter().any(|t| t.title == b);
        let before: Vec<Tie> = ties
            .iter()
            .filter(|t| t.title == a && !follows(t))
            .map(|t| Tie { title: b, ..t.clone() })
            .collect();
        if !done && !before.is_empty() {
            ties.extend(before);
            share(titles, a, b);
        }
    }
}

fn follows(tie: &Tie) -> bool {
    matches!(tie.rule, "office.title-name" | "office.title-comma-name")
}

/// Of two joined titles the one without an owner has that of the other.
fn share(titles: &mut [TitleHit], a: usize, b: usize) {
    let known = |o: &[Owner]| o.iter().any(|o| matches!(o, Owner::Entity { .. }));
    // "AU chairperson President Sisi": two offices of two owners.
    if titles[a].tokens.end == titles[b].tokens.start {
        return;
    }
    if titles[b].owners.is_empty() && known(&titles[a].owners) {
        let owners = titles[a].owners.clone();
        titles[b].owners = owners;
    } else if titles[a].owners.is_empty() && known(&titles[b].owners) {
        let owners = titles[b].owners.clone();
        titles[a].owners = owners;
    }
}

/// NAME was appointed TITLE; TITLE избран NAME; назначил NAME на пост TITLE.
fn by_verb(
    scan: &Scan<'_>,
    at: usize,
    title: &TitleHit,
    names: &[NameHit],
    titles: &[TitleHit],
    ties: &mut Vec<Tie>,
) {
    let doc = scan.text.doc;
    let sentence = scan.sentence(title.core.start);
    if title.plural {
        return;
    }
    let russian = scan.lang(title.core.start) == Lang::Ru;
    let before_title = title.tokens.start.checked_sub(1).filter(|t| sentence.contains(t));
    let on_post = before_title.is_some_and(|t| scan.part(t..t + 1) == Some(Part::Post));
    if russian && !on_post && doc.feats(title.core.start).case != Some(Case::Ins) {
        return;
    }
    let mut best: Option<(u32, usize, Option<Phase>)> = None;
    for (n, name) in names.iter().enumerate() {
        if !sentence.contains(&name.tokens.start) {
            continue;
        }
        let (gap, before) = if name.tokens.end <= title.tokens.start {
            (name.tokens.end..title.tokens.start, true)
        } else if name.tokens.start >= title.tokens.end {
            (title.tokens.end..name.tokens.start, false)
        } else {
            continue;
        };
        if gap.len() > 12
            || names.iter().any(|o| gap.contains(&o.tokens.start))
            || titles.iter().any(|o| gap.contains(&o.core.start))
            || gap.clone().any(|t| scan.is(t, &[";", ":", "\"", "«", "»", "“", "”"]))
        {
            continue;
        }
        let mut found = verb_in(scan, gap.clone());
        if found.is_none() && before && gap.clone().all(|t| link(scan, t)) {
            // назначил NAME TITLE: the verb stands before the name
            let from = name.tokens.start.saturating_sub(6).max(sentence.start);
            found = verb_in(scan, from..name.tokens.start);
        }
        if found.is_none() {
            continue;
        }
        if !russian && !before {
            continue;
        }
        // "Petrov appointed X foreign minister": who appoints is not appointed, even where X is nobody's known name.
        let appoints = |v: TokenId| {
            matches!(scan.part(v..v + 1), Some(Part::Appoint(_)))
                && doc.children(v).any(|c| doc.rel(c) == Rel::Nsubj && name.tokens.contains(&c))
                && doc.children(v).any(|c| doc.rel(c).base() == Rel::Obj || doc.rel(c) == Rel::Xcomp)
        };
        if !russian && before && gap.clone().any(appoints) {
            continue;
        }
        if best.is_none_or(|(len, ..)| (gap.len() as u32) < len) {
            best = Some((gap.len() as u32, n, found));
        }
    }
    if let Some((_, name, phase)) = best {
        ties.push(Tie { title: at, name, order: 0, phase, owner: None, rule: "office.verb" });
    }
}

/// Words that may stand between a name and its new office.
fn link(scan: &Scan<'_>, t: TokenId) -> bool {
    matches!(scan.text.doc.upos(t), Upos::Adp | Upos::Det)
        || scan.is(t, &[","])
        || scan.small(t, &[Small::Into])
        || scan.part(t..t + 1) == Some(Part::Post)
}

/// The phase told by a verb of office in `gap`; a verb that is none closes the way.
fn verb_in(scan: &Scan<'_>, gap: std::ops::Range<TokenId>) -> Option<Phase> {
    let doc = scan.text.doc;
    let mut found: Option<Phase> = None;
    for t in gap {
        match scan.part(t..t + 1) {
            Some(Part::Appoint(phase)) => found = Some(phase),
            Some(Part::Was) => {
                let past = doc.feats(t).tense == Some(Tense::Past);
                found = found.or(Some(if past { Phase::Former } else { Phase::Current }));
            }
            Some(Part::Hopes) => return None,
            _ if doc.upos(t) == Upos::Verb => return None,
            _ => {}
        }
    }
    found
}
