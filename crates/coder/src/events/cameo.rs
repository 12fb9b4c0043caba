//! CAMEO codes of acts told through an operator: a promise to meet is 036, a refusal to meet 125.

use std::collections::BTreeMap;

use legation_lexicon::Fault;
use legation_model::ontology;

use crate::rules::Sources;

/// The roots that operators give.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// By operator, or by operator and lemma (`request:demand`).
    roots: BTreeMap<String, String>,
}

impl Roots {
    /// Reads the files.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut out = Self::default();
        for source in sources.files("operators/cameo", ".tsv") {
            for (at, line) in source.rows() {
                match line
                    .split_once('\t')
                    .filter(|(_, root)| ontology::is_cameo(&ontology::cameo_over(root, "")))
                {
                    Some((op, root)) => _ = out.roots.insert(op.to_owned(), root.to_owned()),
                    None => faults.push(source.fault(at, "the row is not: operator, root of a CAMEO code")),
                }
            }
        }
        out
    }

    /// The code of an operator, worded by `lemma`, over an act with the code `inner`.
    pub(super) fn over(&self, op: &str, lemma: &str, inner: Option<&str>) -> Option<String> {
        let root = self.roots.get(&format!("{op}:{lemma}")).or_else(|| self.roots.get(op))?;
        Some(ontology::cameo_over(root, inner.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_shift_the_code_of_their_act() {
        let mut faults = Vec::new();
        let roots = Roots::read(&Sources::builtin(), &mut faults);
        assert_eq!(faults, []);
        for (op, lemma, inner, wanted) in [
            ("promise", "promise", Some("040"), "036"),
            ("promise", "pledge", Some("071"), "0331"),
            ("future", "", Some("036"), "036"),
            ("request", "ask", Some("073"), "0233"),
            ("request", "demand", Some("0874"), "1056"),
            ("refuse", "refuse", Some("040"), "125"),
            ("threaten", "threaten", Some("163"), "1312"),
            ("accuse", "accuse", Some("194"), "1123"),
            ("accuse", "accuse", None, "112"),
            ("condemn", "condemn", Some("190"), "111"),
            ("stop", "suspend", Some("072"), "1622"),
            ("promise", "promise", None, "030"),
        ] {
            assert_eq!(roots.over(op, lemma, inner).as_deref(), Some(wanted), "{op} {inner:?}");
        }
        assert_eq!(roots.over("light", "hold", Some("040")), None);
    }
}
