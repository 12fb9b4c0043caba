//! One record a deed: what the headline repeats, what is told twice or at two levels of detail.

use std::collections::BTreeSet;

use legation_model::{ActorKind, ActorRef, Event, Evidence, Lang, Mode, Plover, Sector, Status};
use legation_nlp::tags::VerbForm;
use legation_nlp::{Rel, Upos};

use crate::text::Text;
use crate::trace::Reason;

use super::Deed;
use super::filter::PAST;

/// Merges deeds that are told more than once. The first telling in the body stays; the headline yields to the body.
pub(super) fn merge(text: &Text<'_>, list: &mut Vec<Deed>) {
    let mut kept: Vec<Deed> = Vec::new();
    for deed in std::mem::take(list) {
        let first = joined(&kept, &deed).or_else(|| kept.iter().position(|k| one_deed(text, k, &deed)));
        if let Some(first) = first {
            text.reject("event", &deed.record.rule, text.doc.span(deed.trigger), Reason::ToldTwice);
            join(text, &mut kept[first], deed);
        } else {
            kept.push(deed);
        }
    }
    kept.sort_by_key(|d| (d.record.trigger.byte_start, d.record.trigger.byte_end));
    let (heads, mut body): (Vec<Deed>, Vec<Deed>) = kept.into_iter().partition(|d| text.in_title(d.trigger));
    for head in heads {
        if let Some(same) = body.iter_mut().find(|b| retold(&head, b)) {
            text.reject("event", &head.record.rule, text.doc.span(head.trigger), Reason::ToldTwice);
            tell_also(&mut same.record, head.record.trigger, head.record.also);
        } else {
            list.push(head);
        }
    }
    list.extend(body);
}

/// Keeps the words of a telling that yields, and those that it had taken over itself.
fn tell_also(record: &mut Event, trigger: Evidence, also: Vec<Evidence>) {
    record.also.push(trigger);
    record.also.extend(also);
    record.also.sort_by_key(|e| (e.byte_start, e.byte_end));
}

/// Whether the body tells what the headline tells in fewer or other words ("four Arab states", "силовики"): a deed of the
/// type and time, by nobody else and to nobody else.
fn retold(head: &Deed, body: &Deed) -> bool {
    let (h, b) = (&head.record, &body.record);
    let states =
        |list: &[ActorRef]| -> BTreeSet<String> { list.iter().filter_map(|a| a.country.clone()).collect() };
    let meet = |x: &[ActorRef], y: &[ActorRef]| {
        let (x, y) = (states(x), states(y));
        x.is_subset(&y) || y.is_empty()
    };
    h.plover == b.plover
        && (h.status == Status::Denied) == (b.status == Status::Denied)
        && is_ahead(h.status) == is_ahead(b.status)
        && !days_differ(head, body)
        && meet(&h.actors, &b.actors)
        && meet(&h.recipients, &b.recipients)
}

/// The gathering told of before that a deed of joining belongs to, where it names no other side itself.
fn joined(kept: &[Deed], deed: &Deed) -> Option<usize> {
    let (record, all) = (&deed.record, keys(&deed.record.actors));
    // Who stayed away joined nobody.
    let away = record.status == Status::Denied;
    if away || !deed.attends || record.plover != Plover::Consult || all.len() > 1 {
        return None;
    }
    kept.iter().rposition(|k| {
        let r = &k.record;
        r.plover == Plover::Consult
            && !r.modes.contains(&Mode::Visit)
            && r.actors.len() > 1
            && is_ahead(r.status) == is_ahead(record.status)
            && !days_differ(k, deed)
    })
}

fn key(a: &ActorRef) -> String {
    a.country.clone().or_else(|| a.id.clone()).unwrap_or_else(|| a.name.to_lowercase())
}

fn keys(list: &[ActorRef]) -> BTreeSet<String> {
    list.iter().map(key).collect()
}

fn one_deed(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let (x, y) = (&a.record, &b.record);
    let headline = text.in_title(a.trigger) != text.in_title(b.trigger);
    if !holders_agree(x.holder.as_ref(), y.holder.as_ref()) {
        return false;
    }
    if x.plover != y.plover {
        return headline && swapped(x, y);
    }
    if is_ahead(x.status) != is_ahead(y.status)
        || (x.status == Status::Denied) != (y.status == Status::Denied)
    {
        return false;
    }
    let visit = |m: &[Mode]| m.contains(&Mode::Visit);
    if visit(&x.modes) != visit(&y.modes) {
        return false;
    }
    if a.trigger == b.trigger || is_outcome(text, a, b) {
        return true;
    }
    if joins_it(text, a, b) {
        return true;
    }
    if a.attends != b.attends && text.in_title(a.trigger) == text.in_title(b.trigger) {
        return false;
    }
    if days_differ(a, b) || before_the_news(text, a, b) {
        return false;
    }
    // What is agreed, asked for or thanked for tells deeds of the same players apart.
    if text.in_title(a.trigger) == text.in_title(b.trigger)
        && let (Some(one), Some(other)) = (&a.matter, &b.matter)
        && one != other
        && !is_ahead(x.status)
    {
        return false;
    }
    // So does praise of another kind (thanks are not friendship), and what is agreed or done together in other words.
    let kind = |r: &str| r.rsplit(['+', '/']).next().unwrap_or_default().to_owned();
    let russian = text.doc.lang(a.trigger) == Lang::Ru;
    let told_apart = x.plover == Plover::Support && (x.holder.is_some() || russian || x.cameo != y.cameo)
        || matches!(x.plover, Plover::Agree | Plover::Cooperate) && !is_ahead(x.status);
    if told_apart
        && text.in_title(a.trigger) == text.in_title(b.trigger)
        && kind(&x.rule) != kind(&y.rule)
        && text.doc.sentence_index(a.trigger) != text.doc.sentence_index(b.trigger)
    {
        return false;
    }
    // "Imposed sanctions. … It has suspended all aid": measures of other kinds are told beside each other.
    let measures = matches!(x.plover, Plover::Sanction | Plover::Coerce)
        && x.cameo != y.cameo
        && kind(&x.rule) != kind(&y.rule)
        && text.in_title(a.trigger) == text.in_title(b.trigger);
    if measures {
        return false;
    }
    // The house that passed a law and the head of state who signed it did one thing each.
    if x.plover == Plover::Support && !headline && kind(&x.rule) != kind(&y.rule) && house_and_person(x, y) {
        return false;
    }
    let told_alike = x.plover == Plover::Consult || is_ahead(x.status) || kind(&x.rule) == kind(&y.rule);
    if !told_alike && nothing_shared(x, y) && text.in_title(a.trigger) == text.in_title(b.trigger) {
        return false;
    }
    if !people_fit(&x.recipients, &y.recipients) {
        return false;
    }
    // "Police detained Petrov. … Two journalists were detained": he is none of them.
    let befalls = matches!(x.plover, Plover::Coerce | Plover::Sanction | Plover::Assault | Plover::Retreat);
    if befalls && !headline && apart(&x.recipients, &y.recipients) {
        return false;
    }
    // A headline may word the act in another way than the body.
    let same_inner = a.inner_type == b.inner_type || text.in_title(a.trigger) != text.in_title(b.trigger);
    match x.plover {
        Plover::Consult => {
            !beside_the_session(text, a, b)
                && fits(&keys(&x.actors), &keys(&y.actors))
                && fits(&keys(&x.recipients), &keys(&y.recipients))
                && people_fit(&x.actors, &y.actors)
        }
        // Of what will be done together each who tells it has one: the article's agenda is not that of a speaker.
        Plover::Agree if is_ahead(x.status) && undertaken(a) && undertaken(b) => {
            x.holder.is_some() == y.holder.is_some()
                && alike(&x.actors, &y.actors)
                && fits(&keys(&x.recipients), &keys(&y.recipients))
        }
        Plover::Agree if is_ahead(x.status) => {
            same_inner && alike(&x.actors, &y.actors) && fits(&keys(&x.recipients), &keys(&y.recipients))
        }
        // "The president sent condolences. … The patriarch also sent his": words are those of persons.
        Plover::Support | Plover::Accuse | Plover::Request
            if !headline && !people_fit(&x.actors, &y.actors) =>
        {
            x.plover == Plover::Support && signed_for(text, a, b)
        }
        _ => {
            let same = x.plover == Plover::Support && signed_for(text, a, b)
                || alike(&x.actors, &y.actors)
                || headline && houses(text, &x.actors) == houses(text, &y.actors);
            same && fits(&keys(&x.recipients), &keys(&y.recipients))
        }
    }
}

/// "Took part in a meeting of the league": the joining and the meeting that it is of are told as one.
fn joins_it(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let doc = text.doc;
    a.attends != b.attends
        && a.record.plover == Plover::Consult
        && (doc.is_under(a.trigger, b.trigger) || doc.is_under(b.trigger, a.trigger))
        && alike(&a.record.actors, &b.record.actors)
}

/// "Shelled the town, killing three": what the blow led to, by the same hand.
fn is_outcome(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let doc = text.doc;
    let led_to = |blow: &Deed, outcome: &Deed| {
        doc.lang(outcome.trigger) == Lang::En
            && doc.head(outcome.trigger) == Some(blow.trigger)
            && doc.rel(outcome.trigger) == Rel::Advcl
            && outcome.trigger > blow.trigger
            && doc.form(outcome.trigger).ends_with("ing")
    };
    a.record.plover == Plover::Assault && alike(&a.record.actors, &b.record.actors) && led_to(a, b)
}

/// "A and B signed a treaty. The treaty, signed by Ivan Petrov and Ali Aydin, …": as many persons of no known country sign
/// for them.
fn signed_for(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let unknown = |d: &Deed| {
        d.record.actors.iter().all(|r| r.kind == legation_model::ActorKind::Person && r.country.is_none())
    };
    a.record.rule == b.record.rule
        && unknown(b)
        && !unknown(a)
        && a.record.actors.len() == b.record.actors.len()
        && text.doc.rel(b.trigger).base() == Rel::Acl
        && text.doc.upos(b.trigger) == Upos::Verb
}

/// "A and B swap prisoners" in the headline is told below as what each released.
fn swapped(x: &Event, y: &Event) -> bool {
    let swap = |e: &Event| e.plover == Plover::Cooperate;
    let release = |e: &Event| e.plover == Plover::Retreat && e.modes.contains(&Mode::Release);
    (swap(x) && release(y) || swap(y) && release(x))
        && alike(&x.actors, &y.actors)
        && x.actors.len() > 1
        && is_ahead(x.status) == is_ahead(y.status)
        && x.status != Status::Denied
        && y.status != Status::Denied
}

/// The organisations that actors are, or of which they are bodies: a headline's "EU" is the body's council of it.
fn houses(text: &Text<'_>, list: &[ActorRef]) -> BTreeSet<String> {
    let house = |a: &ActorRef| {
        let parent =
            a.id.as_deref()
                .filter(|_| a.country.is_none())
                .and_then(|id| text.lexicon.by_id(id))
                .and_then(|ix| text.lexicon.entity(ix).parent);
        parent.map_or_else(|| key(a), |p| text.lexicon.entity(p).id.to_owned())
    };
    list.iter().map(house).collect()
}

/// Told by a verb without a frame.
fn undertaken(deed: &Deed) -> bool {
    deed.record.rule == super::undertaking::RULE
}

/// The same people or countries act.
fn alike(a: &[ActorRef], b: &[ActorRef]) -> bool {
    let (p, q) = (keys(a), keys(b));
    !p.is_empty() && p == q || p.is_empty() && q.is_empty()
}

/// A resignation is no lifted curfew: their modes differ, or only one has any and others act. Blows of one kind by
/// two forces of a state ("the army struck", "air defences shot down") are two.
fn nothing_shared(x: &Event, y: &Event) -> bool {
    let forces = || x.plover == Plover::Assault && !alike_named(&x.actors, &y.actors);
    match (x.modes.is_empty(), y.modes.is_empty()) {
        (false, false) => x.modes.iter().all(|m| !y.modes.contains(m)) || forces(),
        (true, true) => false,
        _ => !alike_named(&x.actors, &y.actors),
    }
}

/// The same persons and bodies by their ids.
fn alike_named(a: &[ActorRef], b: &[ActorRef]) -> bool {
    let ids = |list: &[ActorRef]| list.iter().map(|r| r.id.clone()).collect::<BTreeSet<_>>();
    ids(a) == ids(b)
}

/// A parliament on the one side, a person on the other.
fn house_and_person(x: &Event, y: &Event) -> bool {
    let house = |a: &ActorRef| a.kind == ActorKind::Body && a.sectors.contains(&Sector::Leg);
    let person = |a: &ActorRef| a.kind == ActorKind::Person;
    of_two_kinds(&x.actors, &y.actors, &house, &person)
}

/// Whether all on one side are of the one kind, and all on the other of the other.
fn of_two_kinds(
    x: &[ActorRef],
    y: &[ActorRef],
    one: &dyn Fn(&ActorRef) -> bool,
    other: &dyn Fn(&ActorRef) -> bool,
) -> bool {
    let all = |list: &[ActorRef], is: &dyn Fn(&ActorRef) -> bool| !list.is_empty() && list.iter().all(is);
    all(x, one) && all(y, other) || all(x, other) && all(y, one)
}

/// Persons of one country that meet are the same persons, or only the country is named.
fn people_fit(a: &[ActorRef], b: &[ActorRef]) -> bool {
    let people = |list: &[ActorRef]| -> BTreeSet<(String, String)> {
        list.iter()
            .filter(|r| r.kind == legation_model::ActorKind::Person)
            .filter_map(|r| Some((r.country.clone()?, r.id.clone()?)))
            .collect()
    };
    let (p, q) = (people(a), people(b));
    p.iter().all(|(country, id)| {
        let others: Vec<_> = q.iter().filter(|(c, _)| c == country).collect();
        others.is_empty() || others.iter().any(|(_, i)| i == id)
    })
}

fn fits(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_subset(b) || b.is_subset(a)
}

fn is_ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Possible | Status::CalledFor | Status::Hypothetical)
}

fn holders_agree(a: Option<&ActorRef>, b: Option<&ActorRef>) -> bool {
    // An unnamed source is taken for a link of the same chain.
    match (a.and_then(|r| r.id.as_ref()), b.and_then(|r| r.id.as_ref())) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn days_differ(a: &Deed, b: &Deed) -> bool {
    let ends = |d: &Deed| d.record.date.as_ref().and_then(|d| Some((d.start?, d.end?)));
    match (ends(a), ends(b)) {
        (Some(one), Some(other)) => one.1 < other.0 || other.1 < one.0,
        _ => false,
    }
}

/// "X expelled two diplomats. In 2022 it had expelled thirteen": one is the news, told first and without a day, the other
/// has its day long ago. A participle or noun ("the treaty, signed …") tells of the same deed again.
fn before_the_news(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let doc = text.doc;
    let (first, second) = if a.trigger < b.trigger { (a, b) } else { (b, a) };
    let clause = |d: &Deed| {
        doc.upos(d.trigger) == Upos::Verb
            && !matches!(doc.rel(d.trigger).base(), Rel::Acl | Rel::Amod | Rel::Advcl)
            && (doc.feats(d.trigger).form != Some(VerbForm::Part)
                || doc.children(d.trigger).any(|c| doc.rel(c).base() == Rel::Aux))
            && !text.in_title(d.trigger)
    };
    let published = text.article.published.as_ref().and_then(|p| p.start);
    let long_ago = || {
        let end = second.record.date.as_ref().and_then(|d| d.end);
        end.zip(published).is_some_and(|(end, news)| (news - end).get_days() > PAST)
    };
    first.record.status == Status::Asserted
        && first.record.date.is_none()
        && second.record.status == Status::Historical
        && clause(first)
        && clause(second)
        && long_ago()
}

/// A person by name on the one side, people without a name on the other.
fn apart(x: &[ActorRef], y: &[ActorRef]) -> bool {
    let named = |a: &ActorRef| a.kind == ActorKind::Person && a.id.is_some();
    // Crowds of a state have a key of that state, parties and bands one of their own.
    let of_state = |a: &ActorRef| {
        let country = a.country.as_deref().unwrap_or_default().to_ascii_lowercase();
        a.id.as_deref().is_none_or(|id| id.strip_prefix(&country).is_some_and(|rest| rest.starts_with('-')))
    };
    let nameless = |a: &ActorRef| a.kind == ActorKind::Group && of_state(a);
    of_two_kinds(x, y, &named, &nameless)
}

/// Two who meet beside a session of many have a meeting of their own.
fn beside_the_session(text: &Text<'_>, a: &Deed, b: &Deed) -> bool {
    let sides = |d: &Deed| keys(&d.record.actors).len() + keys(&d.record.recipients).len();
    let (few, many) = (sides(a).min(sides(b)), sides(a).max(sides(b)));
    few == 2 && many > 3 && !text.in_title(a.trigger) && !text.in_title(b.trigger)
}

/// Adds what the second telling knows more; the body's words win over the headline's.
fn join(text: &Text<'_>, first: &mut Deed, mut second: Deed) {
    // Another word for the deed in somebody's mouth does not take the place of the article's own.
    let unit = |d: &Deed| d.record.rule.split('+').next().map(str::to_owned);
    let foreign = first.record.holder.is_none()
        && second.record.holder.is_some()
        && unit(first) != unit(&second)
        && !is_ahead(first.record.status);
    let title = text.in_title(first.trigger) && !text.in_title(second.trigger) && !foreign;
    // The article's own word wins over a speaker's; else the earlier telling stays.
    let own =
        first.record.holder.is_some() && second.record.holder.is_none() && !text.in_title(second.trigger);
    if title || own {
        std::mem::swap(first, &mut second);
    }
    let attends = second.attends;
    let (record, mut more) = (&mut first.record, second.record);
    let (trigger, also) = (more.trigger.clone(), std::mem::take(&mut more.also));
    if record.date.is_none() {
        record.date = more.date;
    }
    if record.place.is_none() {
        record.place = more.place;
    }
    for mode in more.modes {
        if !record.modes.contains(&mode) {
            record.modes.push(mode);
        }
    }
    for (list, from, players, participants) in [
        (&mut record.actors, more.actors, &mut first.actors, second.actors),
        (&mut record.recipients, more.recipients, &mut first.recipients, second.recipients),
    ] {
        if record.plover == Plover::Consult || list.is_empty() {
            for (actor, participant) in from.into_iter().zip(participants) {
                let known = list
                    .iter()
                    .any(|a| a.id.is_some() && a.id == actor.id || !attends && key(a) == key(&actor));
                if !known {
                    list.push(actor);
                    players.push(participant);
                }
            }
        }
    }
    tell_also(record, trigger, also);
}
