//! Copulas, coordination, and relations that depend on the finished clause.

use super::Work;
use super::labels::{Dep, Tag};
use crate::en::words::Words;
use crate::tags::{Rel, Upos};

/// Makes predicates the heads of their copulas.
pub(super) fn copulas(w: &mut Work<'_>) {
    for be in w.bottom_up() {
        let auxiliary = matches!(w.dep[be], Dep::Aux | Dep::AuxPass);
        if auxiliary || w.lemma[be] != "be" || !w.tag[be].is_verb() {
            continue;
        }
        if w.kids(be).any(|k| w.tag[k] == Tag::Ex && w.dep[k] == Dep::Expl) {
            let subject = w.kids(be).find(|&k| w.dep[k] == Dep::Attr);
            if let Some(k) = subject {
                w.rel[k] = Rel::Nsubj;
            }
            w.upos[be] = Upos::Verb;
            continue;
        }
        let Some(predicate) = predicate(w, be) else { continue };
        w.promote(predicate, be);
        w.phrase[predicate] = false;
        w.rel[be] = Rel::Cop;
        w.upos[be] = Upos::Aux;
    }
}

/// The predicate of the copula `be`.
fn predicate(w: &Work<'_>, be: usize) -> Option<usize> {
    let of = |dep: Dep| {
        w.kids(be).find(|&k| w.dep[k] == dep && k > be).or_else(|| w.kids(be).find(|&k| w.dep[k] == dep))
    };
    let own_subject = |t: usize| w.kids(t).any(|k| w.rel[k].is_subject());
    if let Some(k) = of(Dep::Attr).or_else(|| of(Dep::Acomp)).filter(|&k| !own_subject(k)) {
        return Some(k);
    }
    // "is in Minsk": a phrase right behind, only adverbs between.
    let close = |k: usize| {
        let (low, _) = w.edges(k);
        low > be && (be + 1..low).all(|t| matches!(w.dep[t], Dep::Advmod | Dep::Neg) && w.head[t] == be)
    };
    w.kids(be).find(|&k| k > be && w.phrase[k] && w.rel[k] == Rel::Obl && close(k))
}

/// `asked Minsk to reply`: the subject of a clause without a finite verb is the object of the verb above.
pub(super) fn raising(w: &mut Work<'_>, words: &Words) {
    for t in 0..w.len() {
        if w.rel[t] != Rel::Ccomp || w.is_root(t) {
            continue;
        }
        let verb = w.head[t];
        let has = |test: &dyn Fn(usize) -> bool| w.kids(t).any(test);
        let to = has(&|k| w.rel[k] == Rel::Mark && w.tag[k] == Tag::To);
        let finite = has(&|k| {
            matches!(w.rel[k], Rel::Aux | Rel::AuxPass | Rel::Cop)
                && matches!(w.tag[k], Tag::Md | Tag::Vbd | Tag::Vbp | Tag::Vbz)
        });
        let marked = has(&|k| w.rel[k] == Rel::Mark && w.tag[k] != Tag::To);
        let open = match w.tag[t] {
            Tag::Vb => to || words.bare.contains(w.lemma[verb].as_str()),
            Tag::Vbg | Tag::Vbn => true,
            tag => !tag.is_verb() && (to || !has(&|k| w.rel[k] == Rel::Cop)),
        };
        let subject = w.kids(t).find(|&k| w.rel[k].is_subject() && verb < k && k < t);
        let Some(subject) = subject.filter(|_| open && !finite && !marked && w.tag[verb].is_verb()) else {
            continue;
        };
        if !matches!(w.rel[subject], Rel::Nsubj | Rel::NsubjPass) || w.tag[subject] == Tag::Ex {
            continue;
        }
        let taken = w.kids(verb).any(|k| w.rel[k] == Rel::Obj);
        if !taken {
            w.head[subject] = verb;
            w.rel[subject] = Rel::Obj;
            w.rel[t] = Rel::Xcomp;
        }
    }
}

/// `warned the minister would resign`: a finite clause without subject or mark right behind the object of a verb has that
/// object for its subject.
pub(super) fn unmarked(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.rel[t] != Rel::Ccomp || w.is_root(t) || w.head[t] > t {
            continue;
        }
        let verb = w.head[t];
        let own = w.kids(t).any(|k| w.rel[k].is_subject() || matches!(w.rel[k], Rel::Mark | Rel::Cc));
        let first = w.edges(t).0;
        let carries = |k: usize| matches!(w.rel[k], Rel::Aux | Rel::AuxPass | Rel::Cop) || k == t;
        let finite = matches!(w.tag[first], Tag::Md | Tag::Vbd | Tag::Vbz | Tag::Vbp) && carries(first);
        let object = w
            .kids(verb)
            .find(|&k| w.rel[k] == Rel::Obj && k > verb && w.is_nominal(k) && w.edges(k).1 + 1 == first);
        let Some(object) = object.filter(|_| finite && !own && w.tag[verb].is_verb()) else { continue };
        let passive = w.kids(t).any(|k| w.rel[k] == Rel::AuxPass);
        if w.attach(object, t) {
            w.rel[object] = if passive { Rel::NsubjPass } else { Rel::Nsubj };
        }
    }
}

/// `said it "hurts those who elect it" and called …`: what stands behind a quotation goes on with the verb before it, not with
/// one inside.
pub(super) fn out_of_quotes(w: &mut Work<'_>) {
    let Some(inside) = quoted(w) else { return };
    for t in (0..w.len()).filter(|&t| !inside[t]) {
        if w.rel[t] != Rel::Conj || w.is_root(t) || !matches!(w.tag[t], Tag::Vbd | Tag::Vbz) {
            continue;
        }
        let own = w.kids(t).any(|k| w.rel[k].is_subject());
        let first = w.head[t];
        let mut at = first;
        while inside[at] && !w.is_root(at) {
            at = w.head[at];
        }
        if at != first && first < t && !own && !inside[at] && w.tag[at] == w.tag[t] {
            w.attach(t, at);
        }
    }
}

/// Which words stand between quotation marks; nothing where a mark alone opens here or closes what began before.
fn quoted(w: &Work<'_>) -> Option<Vec<bool>> {
    let mut open = false;
    let mut inside = Vec::with_capacity(w.len());
    for form in &w.form {
        match *form {
            "“" => open = true,
            "”" => open = false,
            "\"" => open = !open,
            _ => {}
        }
        inside.push(open);
    }
    (!open).then_some(inside)
}

/// `called the verdict "harsh and unjust"`: an adjective in quotation marks behind the object is what it is called.
pub(super) fn named(w: &mut Work<'_>, words: &Words) {
    for t in 1..w.len() {
        let noun = w.head[t];
        if w.is_root(t)
            || w.rel[t].base() != Rel::Amod
            || t < noun
            || w.rel[noun] != Rel::Obj
            || w.is_root(noun)
        {
            continue;
        }
        let first = w.edges(t).0;
        let marks = |t: usize| matches!(w.form[t], "\"" | "“" | "'" | "‘");
        let quoted = marks(first) || first > 0 && marks(first - 1);
        let verb = w.head[noun];
        if quoted && words.naming.contains(w.lemma[verb].as_str()) && w.attach(t, verb) {
            w.rel[t] = Rel::Xcomp;
        }
    }
}

/// `flew to Windhoek`: a name that the model took for an infinitive is where somebody went.
pub(super) fn gone_to(w: &mut Work<'_>) {
    let capital = |form: &str| form.starts_with(char::is_uppercase);
    for t in 1..w.len() {
        let mark = t - 1;
        let head = w.head[t];
        let marked = w.tag[mark] == Tag::To && w.head[mark] == t && w.rel[mark] == Rel::Mark;
        let clause = matches!(w.rel[t].base(), Rel::Advcl | Rel::Xcomp | Rel::Acl) && !w.is_root(t);
        let bare =
            |k: usize| !w.rel[k].is_subject() && !matches!(w.rel[k].base(), Rel::Obj | Rel::Aux | Rel::Cop);
        // In a headline every word has a capital.
        let named = capital(w.form[t]) && !capital(w.form[head]) && w.tag[head].is_verb();
        if named && marked && clause && w.kids(t).all(bare) {
            w.rel[mark] = Rel::Case;
            w.upos[mark] = Upos::Adp;
            (w.tag[t], w.upos[t], w.phrase[t], w.rel[t]) = (Tag::Nnp, Upos::Propn, true, Rel::Obl);
        }
    }
}

/// `it is important to agree`: the clause is the subject, "it" only fills its place.
pub(super) fn extraposition(w: &mut Work<'_>, words: &Words) {
    for t in 0..w.len() {
        if !words.extraposing.contains(w.lemma[t].to_lowercase().as_str()) {
            continue;
        }
        let it = w.kids(t).find(|&k| w.lower[k] == "it" && w.rel[k] == Rel::Nsubj && k < t);
        let clause = w.kids(t).find(|&k| {
            k > t
                && matches!(w.rel[k], Rel::Xcomp | Rel::Ccomp | Rel::Advcl)
                && w.kids(k).any(|m| w.rel[m] == Rel::Mark && (w.tag[m] == Tag::To || w.lower[m] == "that"))
        });
        if let (Some(it), Some(clause)) = (it, clause) {
            w.rel[it] = Rel::Expl;
            w.rel[clause] = Rel::Csubj;
        }
    }
}

/// All conjuncts hang on the first, a conjunction on the conjunct after it; a verb that goes on with the subject of a later
/// conjunct ("parliament passed it, but Ann refused and complained") stays with that one.
pub(super) fn coordination(w: &mut Work<'_>) {
    let has_subject = |w: &Work<'_>, t: usize| w.kids(t).any(|k| w.rel[k].is_subject());
    for t in 0..w.len() {
        if w.rel[t] != Rel::Conj || w.is_root(t) {
            continue;
        }
        let mut head = w.head[t];
        let shares = w.tag[t].is_verb() && !has_subject(w, t);
        while w.rel[head] == Rel::Conj && !w.is_root(head) && head != t && !(shares && has_subject(w, head)) {
            head = w.head[head];
        }
        w.attach(t, head);
    }
    // "said that X would not close its border but denied …": a past form cannot share "would", "had" or "was doing", so
    // it goes on with "said".
    for t in 0..w.len() {
        if w.rel[t] != Rel::Conj || w.is_root(t) || w.tag[t] != Tag::Vbd {
            continue;
        }
        let inner = w.head[t];
        let apart = w.kids(inner).any(|k| {
            w.rel[k] == Rel::Aux
                && (w.tag[k] == Tag::Md
                    || w.tag[inner] == Tag::Vbn && w.lemma[k] == "have"
                    || w.tag[inner] == Tag::Vbg)
        });
        let own = w.kids(t).any(|k| w.rel[k].is_subject());
        if own || !apart || w.rel[inner] != Rel::Ccomp || w.is_root(inner) {
            continue;
        }
        let outer = w.head[inner];
        if w.tag[outer] == Tag::Vbd && outer < inner {
            w.attach(t, outer);
        }
    }
    for t in 0..w.len() {
        if w.rel[t] != Rel::Cc || w.is_root(t) {
            continue;
        }
        let head = w.head[t];
        let first =
            if w.rel[head] == Rel::Conj && !w.is_root(head) && head < t { w.head[head] } else { head };
        let next = w.kids(first).find(|&k| k > t && w.rel[k] == Rel::Conj);
        if let Some(next) = next {
            w.attach(t, next);
        }
    }
}

/// "Urged X to ratify the deal and condemned Y": a finite verb without a subject goes on with the finite verb above, not with
/// a noun, an infinitive or a gerund.
pub(super) fn finite_conjuncts(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.rel[t] != Rel::Conj || w.is_root(t) || !matches!(w.tag[t], Tag::Vbd | Tag::Vbz) {
            continue;
        }
        let first = w.head[t];
        let infinitive = w.tag[first] == Tag::Vb && w.kids(first).any(|k| w.tag[k] == Tag::To);
        let noun = matches!(w.tag[first], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps) && !has_copula(w, first);
        let gerund = w.tag[first] == Tag::Vbg && !w.kids(first).any(|k| w.rel[k] == Rel::Aux);
        let own = w.kids(t).any(|k| w.rel[k].is_subject());
        let apart = w.kids(first).any(|k| k > first && k < t && w.rel[k].base() == Rel::Acl);
        if own || apart || !(infinitive || gerund || noun) {
            continue;
        }
        let mut at = first;
        while !w.is_root(at) {
            at = w.head[at];
            if w.tag[at] == w.tag[t] && at < first {
                w.attach(t, at);
                break;
            }
        }
    }
}

/// "In Oslo, Norway's envoy, Ola Berg, accused …": a finite verb without a subject takes the noun behind the comma that the
/// model hung on the place before it.
pub(super) fn fronted(w: &mut Work<'_>) {
    let Some(verb) = (0..w.len()).find(|&t| w.is_root(t)) else { return };
    let finite = |t: usize| matches!(w.tag[t], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let carried = w.kids(verb).any(|k| finite(k) && matches!(w.rel[k], Rel::Aux | Rel::AuxPass | Rel::Cop));
    if !(matches!(w.tag[verb], Tag::Vbd | Tag::Vbz) || w.tag[verb].is_verb() && carried)
        || w.kids(verb).any(|k| w.rel[k].is_subject())
    {
        return;
    }
    let front: Vec<usize> = w.kids(verb).filter(|&k| k < verb && w.rel[k].base() == Rel::Obl).collect();
    let noun = |t: usize| matches!(w.tag[t], Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps);
    let subject = (0..verb).find(|&t| {
        let (low, high) = w.edges(t);
        w.rel[t].base() == Rel::Appos
            && noun(t)
            && low > 0
            && w.lower[low - 1] == ","
            && high < verb
            && front.iter().any(|&f| f < t && w.is_under(t, f))
    });
    if let Some(subject) = subject
        && w.attach(subject, verb)
    {
        let passive = w.kids(verb).any(|k| w.rel[k] == Rel::AuxPass);
        w.rel[subject] = if passive { Rel::NsubjPass } else { Rel::Nsubj };
    }
}

/// "The army shot down two jets, its spokesman Ola Berg said": the noun behind the last comma that the model took for an
/// apposition of the object is the subject of the verb that ends the sentence.
pub(super) fn told_last(w: &mut Work<'_>) {
    let Some(verb) = (0..w.len()).find(|&t| w.is_root(t)) else { return };
    let told = w.kids(verb).find(|&k| k < verb && w.rel[k] == Rel::Ccomp);
    let bare = !w.kids(verb).any(|k| w.rel[k].is_subject() || w.rel[k].base() == Rel::Aux);
    let Some(told) = told.filter(|_| bare && matches!(w.tag[verb], Tag::Vbd | Tag::Vbz)) else { return };
    let subject = (told..verb).find(|&t| {
        let (low, high) = w.edges(t);
        w.rel[t].base() == Rel::Appos
            && high + 1 == verb
            && low > told
            && w.lower[low - 1] == ","
            && w.is_under(t, told)
            && matches!(w.tag[t], Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps)
    });
    if let Some(subject) = subject.or_else(|| split_off(w, told, verb))
        && w.attach(subject, verb)
    {
        w.rel[subject] = Rel::Nsubj;
    }
}

/// "Sanctions against the RSF, spokeswoman Ada Berg said": the noun that has the last word before the comma for its compound; what stands
/// before the comma gets its place.
fn split_off(w: &mut Work<'_>, told: usize, verb: usize) -> Option<usize> {
    let noun = |t: usize| matches!(w.tag[t], Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps);
    let (comma, head) = (told + 1..verb).rev().filter(|&t| w.lower[t] == ",").find_map(|comma| {
        let head = (comma + 1..verb).find(|&t| noun(t) && w.head[t] < comma && w.edges(t).1 + 1 == verb)?;
        Some((comma, head))
    })?;
    let first = comma - 1;
    let fits = noun(first)
        && w.head[first] == head
        && w.rel[first].base() == Rel::Compound
        && w.is_under(head, told)
        && matches!(w.rel[head].base(), Rel::Obj | Rel::Obl | Rel::Nmod);
    if !fits || !w.attach(first, w.head[head]) {
        return None;
    }
    w.rel[first] = w.rel[head];
    for t in w.edges(head).0..first {
        if w.head[t] == head {
            w.head[t] = first;
        }
    }
    Some(head)
}

/// "X, a lawyer who worked in Y, called on Z", "the summit of X ended in Y": where nothing else in the sentence is finite,
/// the past form behind the commas that the model took for a participle, or hung on the noun, is what the noun before did.
pub(super) fn told_of(w: &mut Work<'_>) {
    let Some(name) = (0..w.len()).find(|&t| w.is_root(t)) else { return };
    let ends = w.form.iter().rev().find(|f| f.chars().any(|c| !matches!(c, '"' | '”' | '’' | '\'')));
    if !matches!(w.tag[name], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
        || ends.is_none_or(|f| !matches!(*f, "." | ";"))
        || has_copula(w, name)
        || w.kids(name).any(|k| w.rel[k].is_subject() || matches!(w.rel[k], Rel::Parataxis | Rel::Ccomp))
    {
        return;
    }
    let insert = |w: &Work<'_>, verb: usize| {
        w.kids(name).any(|k| {
            k > name && k < verb && matches!(w.rel[k].base(), Rel::Appos | Rel::Acl | Rel::Nmod | Rel::Conj)
        })
    };
    let verb = w.kids(name).find(|&k| {
        k > name + 1
            && w.rel[k] == Rel::Acl
            && (w.tag[k] == Tag::Vbd || w.tag[k] == Tag::Vbn && behind_comma(w, k))
            && !w.kids(k).any(|c| {
                w.rel[c].is_subject()
                    || w.rel[c] == Rel::OblAgent
                    || w.kids(c).any(|p| w.rel[p] == Rel::Case && w.lower[p] == "by")
            })
            && w.kids(k)
                .any(|c| c > k && matches!(w.rel[c].base(), Rel::Obj | Rel::Obl | Rel::Xcomp | Rel::Ccomp))
            && (w.tag[k] == Tag::Vbd && !behind_comma(w, k) || insert(w, k))
    });
    let Some(verb) = verb.or_else(|| behind_relative(w, name)) else { return };
    let later: Vec<usize> = w.kids(name).filter(|&k| k > verb).collect();
    w.head[verb] = verb;
    w.head[name] = verb;
    w.rel[name] = Rel::Nsubj;
    w.tag[verb] = Tag::Vbd;
    for k in later {
        w.head[k] = verb;
        if w.rel[k] == Rel::Acl {
            w.rel[k] = Rel::Advcl;
        }
    }
}

/// "Sweden, whose minister visited Kyiv, promised aid": the past form behind the clause about `name` that the model joined to that clause
/// without a conjunction.
fn behind_relative(w: &Work<'_>, name: usize) -> Option<usize> {
    let clause = w.kids(name).find(|&k| w.rel[k] == Rel::AclRelcl && behind_comma(w, k))?;
    w.kids(clause).find(|&k| {
        k > clause
            && w.rel[k] == Rel::Conj
            && w.tag[k] == Tag::Vbd
            && behind_comma(w, k)
            && !w.kids(k).any(|c| w.rel[c].is_subject() || w.rel[c] == Rel::Cc && c < k)
    })
}

/// "X accused Y of theft, a charge Y denies": the clause before the comma is no content of the last verb, whose object
/// stands before its subject; that verb describes its object.
pub(super) fn afterthought(w: &mut Work<'_>) {
    let Some(last) = (0..w.len()).find(|&t| w.is_root(t)) else { return };
    let finite = |t: usize| matches!(w.tag[t], Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let subject = w.kids(last).find(|&k| w.rel[k].is_subject() && k < last);
    let object = w.kids(last).find(|&k| {
        w.rel[k] == Rel::Obj && subject.is_some_and(|s| k < s) && w.is_nominal(k) && behind_comma(w, k)
    });
    let Some(object) = object.filter(|_| w.tag[last].is_verb()) else { return };
    let main = w.kids(last).find(|&k| k < object && w.rel[k] == Rel::Ccomp && finite(k));
    let Some(main) = main else { return };
    let before: Vec<usize> = w.kids(last).filter(|&k| k < object && k != main).collect();
    w.head[main] = main;
    w.head[object] = main;
    w.rel[object] = Rel::Parataxis;
    w.head[last] = object;
    w.rel[last] = Rel::AclRelcl;
    for k in before {
        w.head[k] = main;
    }
}

fn behind_comma(w: &Work<'_>, t: usize) -> bool {
    w.lower[w.edges(t).0.saturating_sub(1)] == ","
}

/// "A memorandum on the border, signed by X": a participle of a deed done to papers, behind a comma, describes the first noun.
pub(super) fn papers(w: &mut Work<'_>, words: &Words) {
    for t in 1..w.len() {
        let own = |t: usize| w.rel[t].base() == Rel::Acl && w.tag[t] == Tag::Vbn && !w.is_root(t);
        if !own(t)
            || w.lower[w.edges(t).0.saturating_sub(1)] != ","
            || !words.papers.contains(w.lemma[t].as_str())
        {
            continue;
        }
        let mut top = w.head[t];
        while !w.is_root(top) && w.rel[top].base() == Rel::Nmod {
            top = w.head[top];
        }
        w.attach(t, top);
    }
}

/// Relations that depend on what the governor has become.
pub(super) fn relations(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.is_root(t) {
            w.rel[t] = Rel::Root;
            continue;
        }
        let head = w.head[t];
        // "at least", "after all"
        let short = w.tag[t] == Tag::In && w.rel[t] == Rel::Advmod && head == t + 1;
        if short && matches!(w.tag[head], Tag::Jjs | Tag::Rbs | Tag::Dt | Tag::Jj) {
            w.rel[t] = Rel::Case;
            if w.rel[head] == Rel::Advmod && !w.is_root(head) {
                w.rel[head] = if w.is_nominal(w.head[head]) { Rel::Nmod } else { Rel::Obl };
            }
        }
        if w.rel[t] == Rel::Obl && w.dep[t] == Dep::NpAdvmod && w.is_nominal(head) && !has_copula(w, head) {
            w.rel[t] = Rel::Nmod;
        }
    }
}

/// "Police detained opposition leader Ivan Petrov": a person right behind an active verb that has its subject and no object is no time or
/// measure.
pub(super) fn acted_on(w: &mut Work<'_>, persons: &[(usize, usize)]) {
    for &(start, end) in persons {
        let Some(t) = (start..end).find(|&t| w.head[t] < start && !w.is_root(t)) else { continue };
        let verb = w.head[t];
        let loose = w.rel[t] == Rel::Obl && w.dep[t] == Dep::NpAdvmod && !w.phrase[t];
        let taken =
            |k: usize| matches!(w.rel[k], Rel::Obj | Rel::Iobj | Rel::AuxPass | Rel::Xcomp | Rel::Ccomp);
        let subject = w.kids(verb).any(|k| k < verb && w.rel[k] == Rel::Nsubj);
        let beside = w.edges(t).0 == verb + 1;
        if loose && beside && subject && w.tag[verb].is_verb() && !w.kids(verb).any(taken) {
            w.rel[t] = Rel::Obj;
        }
    }
}

/// "In Kinshasa demonstrators hurled stones": people in small letters behind the name of a place that opens the sentence, no comma between,
/// are the subject of the verb that has none.
pub(super) fn placed(w: &mut Work<'_>) {
    if w.len() < 4 || w.lower[0] != "in" {
        return;
    }
    let name = |w: &Work<'_>, t: usize| matches!(w.tag[t], Tag::Nnp | Tag::Nnps);
    let end = (1..w.len()).find(|&t| !name(w, t)).unwrap_or(w.len());
    let Some(head) = (end..w.len()).find(|&t| w.tag[t] == Tag::Nns) else { return };
    let before = |t: usize| matches!(w.tag[t], Tag::Nn | Tag::Jj | Tag::Cd) || t == head;
    let verb = w.head[head];
    let open = end > 1
        && (end..=head).all(before)
        && w.rel[head] == Rel::Obl
        && w.head[0] == head
        && matches!(w.tag[verb], Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && verb > head
        && (head + 1..verb).all(|t| w.rel[t].base() != Rel::Punct && w.tag[t] != Tag::Nns)
        && !w.kids(verb).any(|k| w.rel[k].is_subject());
    let place = end - 1;
    if !open || w.head[place] != head {
        return;
    }
    for t in 0..place {
        if w.head[t] == head {
            w.head[t] = place;
        }
    }
    (w.head[place], w.rel[place]) = (verb, Rel::Obl);
    w.rel[head] = Rel::Nsubj;
    w.phrase[head] = false;
    w.phrase[place] = true;
}

/// "Ivan Petrov to visit Oslo": in a headline without a finite verb the infinitive behind a name is what the name does.
pub(super) fn headline(w: &mut Work<'_>) {
    if (0..w.len()).any(|t| matches!(w.tag[t], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)) {
        return;
    }
    let Some(name) = (0..w.len()).find(|&t| w.is_root(t) && matches!(w.tag[t], Tag::Nnp | Tag::Nnps)) else {
        return;
    };
    let verb = w.kids(name).find(|&k| {
        k > name
            && w.tag[k].is_verb()
            && w.rel[k].base() == Rel::Acl
            && w.kids(k).any(|m| m < k && w.tag[m] == Tag::To)
    });
    if let Some(verb) = verb {
        let passive = w.kids(verb).any(|k| w.rel[k] == Rel::AuxPass);
        w.head[verb] = verb;
        w.head[name] = verb;
        w.rel[name] = if passive { Rel::NsubjPass } else { Rel::Nsubj };
    }
}

/// "Said on Monday he would travel": a time between a verb and the subject of the clause that it takes, without "that",
/// is the verb's.
pub(super) fn told_on(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.is_root(t) || !matches!(w.rel[t].base(), Rel::Obl | Rel::Nmod) {
            continue;
        }
        let inner = w.head[t];
        if w.is_root(inner) || w.rel[inner] != Rel::Ccomp {
            continue;
        }
        let outer = w.head[inner];
        let subject = w.kids(inner).find(|&k| w.rel[k].is_subject());
        let marked = w.kids(inner).any(|k| w.rel[k] == Rel::Mark && k < t);
        if outer < t
            && subject.is_some_and(|s| t < s)
            && !marked
            && w.tag[outer].is_verb()
            && w.edges(t).0 > outer
        {
            w.attach(t, outer);
        }
    }
}

fn has_copula(w: &Work<'_>, t: usize) -> bool {
    w.kids(t).any(|k| w.rel[k] == Rel::Cop)
}
