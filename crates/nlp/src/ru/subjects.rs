//! Subjects and objects whose forms tell that the network took one for the other. No words, no other relation.

use crate::doc::TokenRow;
use crate::tags::{Animacy, Case, Gender, Number, Rel, Upos, VerbForm, Voice};

/// "Средства ПВО сбили беспилотник": of two objects of a verb without a subject the nominative before the verb is the subject.
/// "Латвия высылала тринадцать дипломатов": an active verb that has its subject has no passive one.
pub(super) fn by_form(rows: &mut [TokenRow<'_>]) {
    for verb in 0..rows.len() {
        let feats = rows[verb].feats;
        if rows[verb].upos != Upos::Verb || feats.form != Some(VerbForm::Fin) {
            continue;
        }
        let all = |rows: &[TokenRow<'_>], rel: Rel| -> Vec<usize> {
            (0..rows.len()).filter(|&t| rows[t].head == Some(verb) && rows[t].rel == rel).collect()
        };
        // "Поедет в Казань, где состоится и его встреча": a nominative joined to the verb before it, or to a noun in another
        // case before that, is the subject of the verb that has none.
        if all(rows, Rel::Nsubj).is_empty() && all(rows, Rel::NsubjPass).is_empty() {
            let joined = (verb + 1..rows.len()).take_while(|&t| rows[t].upos != Upos::Punct).find(|&t| {
                let noun =
                    matches!(rows[t].upos, Upos::Noun | Upos::Propn) && rows[t].feats.case == Some(Case::Nom);
                let below = rows[t].head.is_some_and(|h| {
                    h == verb || h < verb && rows[h].feats.case.is_some_and(|case| case != Case::Nom)
                });
                noun && below && rows[t].rel == Rel::Conj && rows[t].feats.number == feats.number
            });
            // "По меморандуму Чад и Нигер обязались": nor does a nominative hang on a noun in another case as its genitive does.
            let bare = || {
                (0..verb).rev().find(|&t| {
                    let noun = matches!(rows[t].upos, Upos::Noun | Upos::Propn)
                        && rows[t].feats.case == Some(Case::Nom)
                        && rows[t].rel == Rel::Nmod;
                    let clear = (t..verb).all(|k| rows[k].upos != Upos::Punct && rows[k].upos != Upos::Adp);
                    let below = rows[t]
                        .head
                        .is_some_and(|h| h < t && rows[h].feats.case.is_some_and(|case| case != Case::Nom));
                    let several = (t..verb).any(|k| rows[k].head == Some(t) && rows[k].rel == Rel::Conj);
                    let number = if several { Some(Number::Plur) } else { rows[t].feats.number };
                    noun && clear && below && number == feats.number
                })
            };
            // "Чад обещал помощь, а Кигали в ответ заявил": what is joined to the verb above is the subject of the one that follows.
            let beside = || {
                let above = rows[verb].head.filter(|_| rows[verb].rel == Rel::Conj)?;
                (above + 1..verb).rev().find(|&t| {
                    // "Объявил о приостановке, и Белый дом отказался": nor is it joined to a noun in another case.
                    let joined = rows[t].head == Some(above)
                        || rows[t].head.is_some_and(|h| {
                            let case = rows[t].feats.case;
                            // Nor, behind the verb, to the subject before it.
                            h < above
                                && (rows[h].head, rows[h].rel) == (Some(above), Rel::Nsubj)
                                && case == Some(Case::Nom)
                                || h > above
                                    && rows[h].feats.case != case
                                    && matches!(case, Some(Case::Nom | Case::Acc))
                                    && !matches!(rows[h].feats.case, None | Some(Case::Nom | Case::Acc))
                                    && rows.iter().any(|r| r.head == Some(t) && r.rel == Rel::Cc)
                        });
                    matches!(rows[t].upos, Upos::Noun | Upos::Propn)
                        && joined
                        && rows[t].rel == Rel::Conj
                        && rows[above].upos == Upos::Verb
                        && rows[t].feats.number == feats.number
                        && !(t..verb).any(|k| rows[k].upos == Upos::Punct)
                        && !rows.iter().any(|r| r.head == Some(t) && r.rel == Rel::Case)
                })
            };
            // "Кигали обвинения отвергает": a name is no attribute of the object behind it.
            let name = || {
                let t = (0..verb).find(|&t| rows[t].upos != Upos::Punct)?;
                let object = rows[t].head.filter(|&o| o == t + 1 && rows[o].rel == Rel::Obj)?;
                (rows[t].upos == Upos::Propn && rows[t].rel == Rel::Amod && rows[object].head == Some(verb))
                    .then_some(t)
            };
            if let Some(t) = joined.or_else(bare).or_else(beside).or_else(name) {
                (rows[t].head, rows[t].rel) = (Some(verb), Rel::Nsubj);
            }
        }
        if feats.voice != Some(Voice::Act) {
            continue;
        }
        // "Сообщил Sary-Arqa News представитель МИД": of two subjects the foreign word behind the verb is who was told.
        if let [first, second] = all(rows, Rel::Nsubj)[..]
            && first == verb + 1
            && rows[first].upos == Upos::X
            && rows[second].feats.case == Some(Case::Nom)
            && rows[second].feats.animacy == Some(Animacy::Anim)
        {
            rows[first].rel = Rel::Iobj;
        }
        // "Принимает в столице своего коллегу": a person in the accusative without a preposition is the object.
        if all(rows, Rel::Obj).is_empty() {
            let bare = all(rows, Rel::Obl).into_iter().find(|&t| {
                rows[t].feats.case == Some(Case::Acc)
                    && rows[t].feats.animacy == Some(Animacy::Anim)
                    && rows[t].upos == Upos::Noun
                    && !rows.iter().any(|r| r.head == Some(t) && r.rel == Rel::Case)
            });
            // "Обвинил в срыве перемирия Киншасу": nor is one an attribute of the noun before it.
            let attribute = || {
                (verb + 1..rows.len()).take_while(|&t| rows[t].upos != Upos::Punct).find(|&t| {
                    matches!(rows[t].upos, Upos::Noun | Upos::Propn)
                        && rows[t].feats.case == Some(Case::Acc)
                        && rows[t].rel == Rel::Nmod
                        && rows[t].head.is_some_and(|h| verb < h && h < t && under(rows, h, verb))
                        && !rows.iter().any(|r| r.head == Some(t) && r.rel == Rel::Case)
                })
            };
            if let Some(t) = bare.or_else(attribute) {
                (rows[t].head, rows[t].rel) = (Some(verb), Rel::Obj);
            }
        }
        let (subjects, passive, objects) =
            (all(rows, Rel::Nsubj), all(rows, Rel::NsubjPass), all(rows, Rel::Obj));
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

/// "Стачка докеров парализовала порты": no genitive is a subject whose nominative stands before it. "Возобновили поставки оружия Украине": nor does
/// a dative hang on a noun in the genitive behind the noun that it belongs to.
pub(super) fn by_case(rows: &mut [TokenRow<'_>]) {
    let noun = |r: &TokenRow<'_>| matches!(r.upos, Upos::Noun | Upos::Propn);
    for t in 1..rows.len() {
        let Some(head) = rows[t].head.filter(|_| noun(&rows[t])) else { continue };
        let case = rows[t].feats.case;
        let first = t - 1;
        if rows[t].rel == Rel::Nsubj
            && case == Some(Case::Gen)
            && rows[first].head == Some(t)
            && rows[first].upos == Upos::Noun
            && rows[first].feats.case == Some(Case::Nom)
        {
            (rows[first].head, rows[first].rel) = (Some(head), Rel::Nsubj);
            (rows[t].head, rows[t].rel) = (Some(first), Rel::Nmod);
        } else if rows[t].rel == Rel::Iobj
            && case == Some(Case::Dat)
            && head < t
            && noun(&rows[head])
            && rows[head].rel == Rel::Nmod
            && rows[head].feats.case == Some(Case::Gen)
            && let Some(over) = rows[head].head.filter(|&o| o < head && rows[o].upos == Upos::Noun)
        {
            rows[t].head = Some(over);
        }
    }
}

/// "Ватикан и ООН просят стороны вернуться, но ЭЛН взорвала нефтепровод": two clauses whose subjects were taken crosswise.
pub(super) fn crossed(rows: &mut [TokenRow<'_>]) {
    let subject_of = |rows: &[TokenRow<'_>], verb: usize| -> Option<usize> {
        let mut all = (0..rows.len()).filter(|&t| rows[t].head == Some(verb) && rows[t].rel == Rel::Nsubj);
        all.next().filter(|_| all.next().is_none())
    };
    let finite = |r: &TokenRow<'_>| r.upos == Upos::Verb && r.feats.form == Some(VerbForm::Fin);
    for first in 0..rows.len() {
        let Some(second) = rows[first].head.filter(|&s| {
            first < s
                && finite(&rows[s])
                && matches!(rows[first].rel, Rel::Parataxis | Rel::Conj | Rel::Advcl)
        }) else {
            continue;
        };
        if !finite(&rows[first]) {
            continue;
        }
        let (Some(of_first), Some(of_second)) = (subject_of(rows, first), subject_of(rows, second)) else {
            continue;
        };
        let crosses = of_second < first && first < of_first && of_first < second;
        let parted = (first..of_first).any(|t| rows[t].upos == Upos::Punct)
            && (first..of_first).any(|t| rows[t].upos == Upos::Cconj);
        if crosses && parted {
            rows[of_second].head = Some(first);
            rows[of_first].head = Some(second);
        }
    }
}

/// Whether `t` hangs on the verb through nouns alone.
fn under(rows: &[TokenRow<'_>], t: usize, verb: usize) -> bool {
    let mut at = t;
    for _ in 0..4 {
        match rows[at].head {
            Some(up) if up == verb => return true,
            Some(up) if matches!(rows[up].upos, Upos::Noun | Upos::Propn) => at = up,
            _ => return false,
        }
    }
    false
}
