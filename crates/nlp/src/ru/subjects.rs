//! Subjects and objects whose forms tell that the network took one for the other. No words, no other relation.

use crate::doc::TokenRow;
use crate::tags::{Case, Rel, Upos, VerbForm, Voice};

/// "Средства ПВО сбили беспилотник": of two objects of a verb without a subject the nominative before the verb is the subject.
/// "Латвия высылала тринадцать дипломатов": an active verb that has its subject has no passive one.
pub(super) fn by_form(rows: &mut [TokenRow<'_>]) {
    for verb in 0..rows.len() {
        let feats = rows[verb].feats;
        if rows[verb].upos != Upos::Verb
            || feats.form != Some(VerbForm::Fin)
            || feats.voice != Some(Voice::Act)
        {
            continue;
        }
        let of = |rel: Rel| -> Vec<usize> {
            (0..rows.len()).filter(|&t| rows[t].head == Some(verb) && rows[t].rel == rel).collect()
        };
        let (subjects, passive, objects) = (of(Rel::Nsubj), of(Rel::NsubjPass), of(Rel::Obj));
        match (subjects.as_slice(), passive.as_slice(), objects.as_slice()) {
            ([_], [other], []) if verb < *other && rows[*other].feats.case != Some(Case::Nom) => {
                rows[*other].rel = Rel::Obj;
            }
            ([], [], [first, second]) if *first < verb && verb < *second => {
                let noun = rows[*first].feats;
                let agrees = noun.number.is_none() || feats.number.is_none() || noun.number == feats.number;
                if noun.case == Some(Case::Nom) && agrees {
                    rows[*first].rel = Rel::Nsubj;
                }
            }
            _ => {}
        }
    }
}
