//! Parts of speech and features of UD.

use super::Work;
use super::labels::Tag;
use crate::tags::{Mood, Number, Person, Rel, Tense, Upos, VerbForm, Voice};

/// Sets parts of speech and features by tag and place in the tree.
pub(super) fn assign(w: &mut Work<'_>) {
    for t in 0..w.len() {
        w.upos[t] = part_of_speech(w, t);
    }
    for t in 0..w.len() {
        features(w, t);
    }
}

fn part_of_speech(w: &Work<'_>, t: usize) -> Upos {
    let on_number = !w.is_root(t) && w.upos[w.head[t]] == Upos::Num;
    match (w.tag[t], w.rel[t]) {
        (Tag::In | Tag::Wrb, Rel::Mark) => Upos::Sconj,
        (Tag::In, Rel::Advmod) if on_number => Upos::Adv,
        (Tag::To | Tag::In, Rel::Case) => Upos::Adp,
        (Tag::Wrb, _) => Upos::Adv,
        (Tag::WpPoss, _) => Upos::Pron,
        (Tag::Dt | Tag::Wdt, Rel::Det) => Upos::Det,
        (tag, Rel::Aux | Rel::AuxPass | Rel::Cop) if tag.is_verb() => Upos::Aux,
        _ if w.form[t] == "%" => Upos::Sym,
        _ => w.upos[t],
    }
}

fn features(w: &mut Work<'_>, t: usize) {
    let has = |rel: Rel| w.kids(t).any(|k| w.rel[k] == rel);
    let passive = has(Rel::AuxPass);
    let helped = has(Rel::Aux);
    let subject = w.kids(t).any(|k| w.rel[k].is_subject());
    let marked = w.kids(t).any(|k| w.rel[k] == Rel::Mark && w.tag[k] == Tag::To);
    let (root, rel) = (w.is_root(t), w.rel[t]);
    let f = &mut w.feats[t];
    match w.tag[t] {
        Tag::Vbd => {
            f.mood = Some(Mood::Ind);
            f.tense = Some(Tense::Past);
            f.form = Some(VerbForm::Fin);
        }
        Tag::Vbz => {
            f.mood = Some(Mood::Ind);
            f.number = Some(Number::Sing);
            f.person = Some(Person::Third);
            f.tense = Some(Tense::Pres);
            f.form = Some(VerbForm::Fin);
        }
        Tag::Vbp => {
            f.mood = Some(Mood::Ind);
            f.tense = Some(Tense::Pres);
            f.form = Some(VerbForm::Fin);
        }
        Tag::Vb => {
            let command = !subject && !helped && !marked && !passive;
            if command && (root || matches!(rel, Rel::Ccomp | Rel::Parataxis)) {
                f.mood = Some(Mood::Imp);
                f.form = Some(VerbForm::Fin);
            } else {
                f.form = Some(VerbForm::Inf);
            }
        }
        Tag::Vbg => {
            f.aspect = None;
            if helped || rel == Rel::Amod {
                f.form = Some(VerbForm::Part);
                f.tense = Some(Tense::Pres);
            } else {
                f.form = Some(VerbForm::Ger);
                f.tense = None;
            }
        }
        Tag::Vbn => {
            f.aspect = None;
            f.form = Some(VerbForm::Part);
            f.tense = Some(Tense::Past);
            let reduced = matches!(rel, Rel::Acl | Rel::Amod | Rel::Advcl) && !helped && !subject;
            if passive || reduced {
                f.voice = Some(Voice::Pass);
            }
        }
        Tag::Md => f.form = Some(VerbForm::Fin),
        _ => {}
    }
}
