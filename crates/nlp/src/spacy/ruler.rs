//! Attribute rules: parts of speech, features and some lemmas from tags, forms and relations.

use std::collections::HashMap;

use super::meta::{Constraint, Rule};
use crate::tags::{Feats, Upos};

/// A compiled constraint.
#[derive(Debug, Clone, Default)]
struct Test {
    /// Allowed tags and relations, a bit each; all when nothing is asked.
    tags: u64,
    deps: u128,
    /// Allowed forms; nothing asked when empty.
    lower: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Compiled {
    tests: Vec<Test>,
    index: usize,
    pos: Option<Upos>,
    feats: Option<Feats>,
    lemma: Option<u32>,
}

/// Compiled rules.
#[derive(Debug, Default)]
pub(crate) struct Ruler {
    rules: Vec<Compiled>,
    /// Rules whose first token may have the tag, in order.
    by_tag: Vec<Vec<u32>>,
    forms: HashMap<String, u32>,
    pub(crate) lemmas: Vec<String>,
}

/// What the rules say of a token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ruled {
    pub(crate) pos: Option<Upos>,
    pub(crate) feats: Feats,
    /// Index in [`Ruler::lemmas`].
    pub(crate) lemma: Option<u32>,
    /// Number of the rule that set the part of speech, the features, the lemma: later ones win.
    order: [u32; 3],
}

impl Ruler {
    /// Compiles `rules`; `None` when there are more tags or relations than bits.
    pub(crate) fn new(rules: &[Rule], tags: &[String], deps: &[String]) -> Option<Self> {
        if tags.len() > 64 || deps.len() > 128 {
            return None;
        }
        let mut out = Self::default();
        for rule in rules {
            let tests: Vec<Test> = rule.pattern.iter().map(|c| out.compile(c, tags, deps)).collect();
            if tests.is_empty() || rule.index >= tests.len() {
                return None;
            }
            let lemma = rule.lemma.as_ref().map(|lemma| {
                out.lemmas.push(lemma.clone());
                out.lemmas.len() as u32 - 1
            });
            out.rules.push(Compiled {
                tests,
                index: rule.index,
                pos: rule.pos.as_deref().map(|p| Upos::parse(p).unwrap_or(Upos::X)),
                feats: rule.morph.as_deref().map(Feats::parse),
                lemma,
            });
        }
        out.by_tag = (0..tags.len())
            .map(|tag| {
                let fits = |r: &Compiled| r.tests[0].tags >> tag & 1 == 1;
                (0..out.rules.len() as u32).filter(|&r| fits(&out.rules[r as usize])).collect()
            })
            .collect();
        Some(out)
    }

    fn compile(&mut self, c: &Constraint, tags: &[String], deps: &[String]) -> Test {
        let bits = |all: &[String], yes: &[String], no: &[String]| {
            all.iter().enumerate().fold(0u128, |bits, (i, name)| {
                let fits = (yes.is_empty() || yes.contains(name)) && !no.contains(name);
                bits | u128::from(fits) << i
            })
        };
        let lower = c
            .lower
            .iter()
            .map(|form| {
                let next = self.forms.len() as u32 + 1;
                *self.forms.entry(form.clone()).or_insert(next)
            })
            .collect();
        Test { tags: bits(tags, &c.tag, &c.tag_not) as u64, deps: bits(deps, &c.dep, &c.dep_not), lower }
    }

    /// Number of a lower-case form; 0 for one that no rule names.
    pub(crate) fn form(&self, lower: &str) -> u32 {
        self.forms.get(lower).copied().unwrap_or(0)
    }

    /// Applies the rules to tokens given as (tag, relation, number of the form).
    pub(crate) fn apply(&self, tokens: &[(u8, u16, u32)], out: &mut Vec<Ruled>) {
        out.clear();
        out.resize(tokens.len(), Ruled::default());
        for (i, &(tag, _, _)) in tokens.iter().enumerate() {
            for &r in self.by_tag.get(usize::from(tag)).into_iter().flatten() {
                let rule = &self.rules[r as usize];
                let Some(window) = tokens.get(i..i + rule.tests.len()) else { continue };
                let fits = window.iter().zip(&rule.tests).all(|(&(tag, dep, form), test)| {
                    test.tags >> tag & 1 == 1
                        && test.deps >> dep & 1 == 1
                        && (test.lower.is_empty() || test.lower.contains(&form))
                });
                if !fits {
                    continue;
                }
                let to = &mut out[i + rule.index];
                if let Some(pos) = rule.pos.filter(|_| to.order[0] <= r + 1) {
                    to.pos = Some(pos);
                    to.order[0] = r + 1;
                }
                if let Some(feats) = rule.feats.filter(|_| to.order[1] <= r + 1) {
                    to.feats = feats;
                    to.order[1] = r + 1;
                }
                if rule.lemma.is_some() && to.order[2] <= r + 1 {
                    to.lemma = rule.lemma;
                    to.order[2] = r + 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|&w| w.to_owned()).collect()
    }

    #[test]
    fn later_rules_win_and_reach_their_token() -> Result<(), &'static str> {
        let (tags, deps) = (words(&["TO", "VB"]), words(&["aux", "ROOT"]));
        let one = |tag: &str| Constraint { tag: words(&[tag]), ..Constraint::default() };
        let lower = |w: &str| Constraint { lower: words(&[w]), ..Constraint::default() };
        let rules = [
            Rule { pattern: vec![one("VB")], pos: Some("VERB".to_owned()), ..Rule::default() },
            Rule {
                pattern: vec![Constraint {
                    dep: words(&["aux"]),
                    tag_not: words(&["TO"]),
                    ..Constraint::default()
                }],
                pos: Some("AUX".to_owned()),
                ..Rule::default()
            },
            Rule {
                pattern: vec![lower("gon"), lower("na")],
                index: 1,
                lemma: Some("to".to_owned()),
                ..Rule::default()
            },
        ];
        let ruler = Ruler::new(&rules, &tags, &deps).ok_or("rules do not compile")?;
        let mut out = Vec::new();
        ruler.apply(&[(1, 1, ruler.form("gon")), (0, 0, ruler.form("na")), (1, 0, 0)], &mut out);
        assert_eq!(out.iter().map(|r| r.pos).collect::<Vec<_>>(), [Some(Upos::Verb), None, Some(Upos::Aux)]);
        assert_eq!(out[1].lemma.map(|l| ruler.lemmas[l as usize].as_str()), Some("to"));
        Ok(())
    }
}
