//! Subjects and objects whose forms tell that the network took one for the other. No words, no other relation.

use crate::doc::TokenRow;
use crate::tags::{Animacy, Case, Gender, Number, Rel, Upos, VerbForm, Voice};

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
                let several =
                    (*first..verb).any(|t| rows[t].head == Some(*first) && rows[t].rel == Rel::Conj);
                let number = if several { Some(Number::Plur) } else { noun.number };
                let agrees = number.is_none() || feats.number.is_none() || number == feats.number;
                // Plurals of things have one form for both; that of "средства", "силы" is a genitive too.
                let things = noun.animacy == Some(Animacy::Inan) && feats.number == Some(Number::Plur);
                let alike = match (noun.case, noun.number) {
                    (Some(Case::Acc), Some(Number::Plur)) => true,
                    // "Чад, Нигер и Бенин подписали соглашение".
                    (Some(Case::Acc), Some(Number::Sing)) => {
                        several && matches!(noun.gender, Some(Gender::Neut | Gender::Masc))
                    }
                    (Some(Case::Gen), Some(Number::Sing)) => {
                        matches!(noun.gender, Some(Gender::Neut | Gender::Fem))
                    }
                    _ => false,
                };
                if noun.case == Some(Case::Nom) && agrees || things && alike {
                    rows[*first].rel = Rel::Nsubj;
                }
            }
            _ => {}
        }
    }
}
