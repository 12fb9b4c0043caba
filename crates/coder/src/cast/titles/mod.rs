//! Titles in the text: what office they name, whose it is, in which phase. Whom they belong to is told by the ties.

mod after_en;
mod after_ru;
mod before;
mod boss;
mod refer;

use std::ops::Range;

use legation_lexicon::offices::{Part, Title};
use legation_lexicon::phrase::Seen;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{Lang, Phase};
use legation_nlp::tags::Number;
use legation_nlp::{NameKind, TokenId, Upos};

use super::entities::EntityHit;
use super::groups::titled_plural;
use super::names::NameHit;
use super::scan::Scan;
use after_en::after_en;
use after_ru::after_ru;
use before::before;
use boss::boss;
pub(super) use refer::refer;

/// Whose office it is.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// An entity of the lexicon, and whose it is where it is a body.
    Entity { ix: EntityIx, owner: Option<EntityIx>, tokens: Range<TokenId> },
    /// Words that the lexicon does not know.
    Phrase(Range<TokenId>),
}

impl Owner {
    /// The entity that stands there.
    pub(super) fn of(hit: &EntityHit) -> Self {
        Self::Entity { ix: hit.entity, owner: hit.owner, tokens: hit.tokens.clone() }
    }
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
                Some(mut hit) => {
                    t = hit.tokens.end.max(t + 1);
                    if out.last().is_some_and(|boss| of_title(scan, boss, &mut hit)) {
                        out.pop();
                    }
                    out.push(hit);
                }
                None => t += 1,
            }
        }
    }
    out
}

/// "The US president's senior adviser": of the state whose officer's title stands in the possessive before, which is a part of his.
fn of_title(scan: &Scan<'_>, boss: &TitleHit, hit: &mut TitleHit) -> bool {
    let mark = boss.tokens.end;
    let beside = mark + 1 == hit.tokens.start
        || mark + 2 == hit.tokens.start && matches!(scan.text.doc.upos(mark + 1), Upos::Adj | Upos::Noun);
    let serves = beside && scan.is_possessive(mark) && !boss.plural && boss.owners.len() == 1;
    let joined = serves && hit.owners.is_empty() && hit.boss.is_none();
    if joined {
        hit.owners.clone_from(&boss.owners);
        hit.tokens.start = boss.tokens.start;
    }
    joined
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
        } else if matches!(class, Class::State | Class::Polity | Class::Region) || hit.tokens.end > core.end {
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
    hit.owners = hit.owners.into_iter().flat_map(|owner| each_of(scan, owner)).collect();
    Some(hit)
}

/// "Leaders of the Baltic states": those of each.
fn each_of(scan: &Scan<'_>, owner: Owner) -> Vec<Owner> {
    let Owner::Entity { ix, owner: None, tokens } = &owner else { return vec![owner] };
    let member = |ix| Owner::Entity { ix, owner: None, tokens: tokens.clone() };
    let each: Vec<Owner> = scan.text.lexicon.collective(*ix).map(member).collect();
    if each.is_empty() { vec![owner] } else { each }
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

/// The title that begins at `t`, prefixes taken off: экс-президент, замначальника.
fn core_at(scan: &Scan<'_>, t: TokenId) -> Option<(usize, &'static Title, Option<Phase>, bool)> {
    let lang = scan.lang(t);
    let words = scan.ahead(t);
    if let Some((len, title)) = scan.offices.title(lang, words) {
        return Some((len, title, None, false));
    }
    // "Prime Ministers A and B": a plural in capitals has no lemma.
    if lang == Lang::En
        && let Some((len, title)) = plural_at(scan, t)
    {
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

/// The title whose last word stands as a plural in capitals at or behind `t`.
fn plural_at(scan: &Scan<'_>, t: TokenId) -> Option<(usize, &'static Title)> {
    let words = scan.ahead(t);
    (2..=words.len().min(3)).find_map(|len| {
        let last = t + len as TokenId - 1;
        let single = scan.folded(last).strip_suffix('s').filter(|_| scan.is_capital(last))?;
        let mut shorter = words[..len].to_vec();
        shorter[len - 1] = Seen::new(single, single);
        scan.offices.title(Lang::En, &shorter).filter(|(found, _)| *found == len)
    })
}

fn is_plural(scan: &Scan<'_>, core: &Range<TokenId>) -> bool {
    let doc = scan.text.doc;
    if scan.lang(core.start) == Lang::Ru {
        doc.feats(core.start).number == Some(Number::Plur)
    } else {
        core.clone().any(|t| doc.feats(t).number == Some(Number::Plur) && doc.upos(t) == Upos::Noun)
            && !scan.small(core.end - 1, &[Small::NumberAlike])
            || core.clone().any(|t| doc.upos(t) == Upos::Propn && doc.feats(t).number == Some(Number::Plur))
            || core.len() > 1 && doc.upos(core.end - 1) == Upos::Propn && titled_plural(scan, core.end - 1)
    }
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

fn name_from(names: &[NameHit], t: TokenId) -> Option<&NameHit> {
    names.iter().find(|n| n.tokens.start == t)
}

/// Marks that open a quotation.
pub(super) const OPENING: &[&str] = &["«", "\"", "“", "„"];

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

fn model_place(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text
        .doc
        .names()
        .iter()
        .any(|n| n.tokens.contains(&t) && matches!(n.kind, NameKind::Place | NameKind::Organisation))
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
