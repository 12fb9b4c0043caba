//! ClearNLP trees into Universal Dependencies.
//!
//! The steps run in this order, each keeping the tree a tree: prepositions become case marks of what they govern,
//! copulas of their predicate; coordination hangs on the first conjunct; sums of money on the currency; names and
//! titles, fixed word groups and punctuation get the shape of UD; then parts of speech and features follow.

mod clauses;
mod features;
mod labels;
mod names;
mod phrases;
mod punct;

use super::words::Words;
use crate::spacy::{Analysed, Token};
use crate::tags::{Feats, Rel, Upos};
use labels::Dep;
pub(crate) use labels::Tag;

/// Converts sentences.
#[derive(Debug)]
pub(crate) struct Converter {
    tags: Vec<Tag>,
    deps: Vec<Dep>,
    fixed: phrases::Fixed,
    pub(crate) words: Words,
}

/// A converted sentence.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) upos: Vec<Upos>,
    pub(crate) feats: Vec<Feats>,
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) rels: Vec<Rel>,
}

impl Tree {
    /// Puts a clause behind the others, beside the first.
    fn join(&mut self, clause: Tree) {
        let before = self.heads.len();
        let first = self.heads.iter().position(Option::is_none);
        for (head, rel) in clause.heads.into_iter().zip(clause.rels) {
            let root = head.is_none();
            self.heads.push(head.map(|h| h + before).or(first));
            self.rels.push(if root && first.is_some() { Rel::Parataxis } else { rel });
        }
        self.upos.extend(clause.upos);
        self.feats.extend(clause.feats);
    }
}

/// A sentence at work.
pub(crate) struct Work<'a> {
    pub(crate) form: Vec<&'a str>,
    pub(crate) lower: Vec<String>,
    pub(crate) lemma: &'a [String],
    pub(crate) tag: Vec<Tag>,
    /// Relation of ClearNLP; a promoted word takes over that of the word it replaces.
    pub(crate) dep: Vec<Dep>,
    pub(crate) upos: Vec<Upos>,
    pub(crate) feats: Vec<Feats>,
    /// Governor; itself for the root.
    pub(crate) head: Vec<usize>,
    pub(crate) rel: Vec<Rel>,
    /// Whether a word now stands for its prepositional phrase.
    pub(crate) phrase: Vec<bool>,
}

impl Work<'_> {
    pub(crate) fn len(&self) -> usize {
        self.head.len()
    }

    pub(crate) fn is_root(&self, t: usize) -> bool {
        self.head[t] == t
    }

    pub(crate) fn kids(&self, t: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&k| k != t && self.head[k] == t)
    }

    /// Whether `t` is `top` or below it.
    pub(crate) fn is_under(&self, mut t: usize, top: usize) -> bool {
        loop {
            if t == top {
                return true;
            }
            if self.is_root(t) {
                return false;
            }
            t = self.head[t];
        }
    }

    /// Distance from the root.
    fn depth(&self, mut t: usize) -> usize {
        let mut depth = 0;
        while !self.is_root(t) && depth < self.len() {
            t = self.head[t];
            depth += 1;
        }
        depth
    }

    /// Words, the deepest first.
    pub(crate) fn bottom_up(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|&t| std::cmp::Reverse(self.depth(t)));
        order
    }

    /// Puts `kid` in the place of its governor `top`, which comes under it with all its other dependants.
    pub(crate) fn promote(&mut self, kid: usize, top: usize) {
        for t in 0..self.len() {
            if t != kid && t != top && self.head[t] == top {
                self.head[t] = kid;
            }
        }
        self.head[kid] = if self.is_root(top) { kid } else { self.head[top] };
        self.head[top] = kid;
        self.dep[kid] = self.dep[top];
        self.rel[kid] = self.rel[top];
    }

    /// Hangs `t` on `head` unless that would close a cycle.
    pub(crate) fn attach(&mut self, t: usize, head: usize) -> bool {
        let possible = t != head && !self.is_root(t) && !self.is_under(head, t);
        if possible {
            self.head[t] = head;
        }
        possible
    }

    /// First and last word under `t`.
    pub(crate) fn edges(&self, t: usize) -> (usize, usize) {
        let under = (0..self.len()).filter(|&k| self.is_under(k, t));
        under.fold((t, t), |(low, high), k| (low.min(k), high.max(k)))
    }

    /// Whether `t` is a noun, pronoun, number or the like, as the tagger has it.
    pub(crate) fn is_nominal(&self, t: usize) -> bool {
        match self.upos[t] {
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Det | Upos::X => true,
            // "the richest of them"
            Upos::Adj => matches!(
                self.dep[t],
                Dep::Nsubj | Dep::NsubjPass | Dep::Dobj | Dep::Pobj | Dep::Dative | Dep::Appos
            ),
            _ => false,
        }
    }
}

impl Converter {
    /// A converter for pipelines with these labels.
    pub(crate) fn new(tags: &[String], deps: &[String]) -> Self {
        Self {
            tags: tags.iter().map(|t| Tag::read(t)).collect(),
            deps: deps.iter().map(|d| Dep::read(d)).collect(),
            fixed: phrases::Fixed::new(),
            words: Words::new(),
        }
    }

    /// Converts the sentence whose first token is number `low` of those in `labels`; `persons` are names of people. A clause that the
    /// parser took by itself is converted by itself and stands beside the first.
    pub(crate) fn convert(
        &self,
        text: &str,
        tokens: &[Token],
        labels: &Analysed,
        low: usize,
        persons: &[(usize, usize)],
        out: &mut Tree,
    ) {
        *out = Tree::default();
        let n = tokens.len();
        let mut start = 0;
        while start < n {
            let end = (start + 1..n).find(|&t| labels.trees[low + t]).unwrap_or(n);
            let of: Vec<(usize, usize)> = persons
                .iter()
                .filter(|p| p.0 >= start && p.1 <= end)
                .map(|p| (p.0 - start, p.1 - start))
                .collect();
            let clause = self.tree(text, &tokens[start..end], labels, low + start, &of);
            out.join(clause);
            start = end;
        }
    }

    /// The tree of the words that begin at number `low` of those in `labels`.
    fn tree(
        &self,
        text: &str,
        tokens: &[Token],
        labels: &Analysed,
        low: usize,
        persons: &[(usize, usize)],
    ) -> Tree {
        let n = tokens.len();
        let all = low..low + n;
        let form: Vec<&str> = tokens.iter().map(|t| t.span.slice(text)).collect();
        let mut w = Work {
            lower: form.iter().map(|f| f.to_lowercase()).collect(),
            form,
            lemma: &labels.lemmas[all.clone()],
            tag: labels.tags[all.clone()].iter().map(|&t| self.tags[t as usize]).collect(),
            dep: labels.deps[all.clone()].iter().map(|&d| self.deps[d as usize]).collect(),
            upos: labels.pos[all.clone()].iter().map(|p| p.unwrap_or(Upos::X)).collect(),
            feats: labels.feats[all].to_vec(),
            head: Vec::with_capacity(n),
            rel: Vec::with_capacity(n),
            phrase: vec![false; n],
        };
        // One root: should there be more, the others hang on the first.
        let mut root = None;
        for t in 0..n {
            let head = labels.heads[low + t] as usize;
            let inside = head != low + t && (low..low + n).contains(&head);
            w.head.push(if inside { head - low } else { *root.get_or_insert(t) });
            w.rel.push(relation(w.dep[t], w.tag[t]));
        }
        phrases::prepositions(&mut w);
        clauses::copulas(&mut w);
        clauses::raising(&mut w, &self.words);
        clauses::unmarked(&mut w);
        clauses::gone_to(&mut w);
        clauses::named(&mut w, &self.words);
        clauses::extraposition(&mut w, &self.words);
        clauses::coordination(&mut w);
        clauses::out_of_quotes(&mut w);
        clauses::finite_conjuncts(&mut w);
        clauses::told_on(&mut w);
        phrases::money(&mut w);
        phrases::worth(&mut w);
        phrases::object_of(&mut w, &self.words);
        names::names(&mut w, persons, &self.words);
        self.fixed.apply(&mut w);
        phrases::function_words(&mut w);
        clauses::headline(&mut w);
        clauses::told_of(&mut w);
        clauses::afterthought(&mut w);
        clauses::fronted(&mut w);
        clauses::told_last(&mut w);
        clauses::papers(&mut w, &self.words);
        clauses::acted_on(&mut w, persons);
        clauses::placed(&mut w);
        clauses::relations(&mut w);
        punct::attach(&mut w);
        features::assign(&mut w);
        let heads = (0..n).map(|t| (!w.is_root(t)).then_some(w.head[t])).collect();
        Tree { heads, rels: w.rel, upos: w.upos, feats: w.feats }
    }
}

/// The UD relation where nothing else is known.
fn relation(dep: Dep, tag: Tag) -> Rel {
    match dep {
        Dep::Neg if tag == Tag::Dt => Rel::Det,
        Dep::Acl => Rel::Acl,
        Dep::Acomp | Dep::Attr | Dep::Oprd | Dep::Xcomp => Rel::Xcomp,
        Dep::Advcl | Dep::Pcomp => Rel::Advcl,
        Dep::Advmod | Dep::Agent | Dep::Neg | Dep::Prep | Dep::Quantmod => Rel::Advmod,
        Dep::Amod => Rel::Amod,
        Dep::Appos => Rel::Appos,
        Dep::Aux if tag == Tag::To => Rel::Mark,
        Dep::Aux => Rel::Aux,
        Dep::AuxPass => Rel::AuxPass,
        Dep::Case => Rel::Case,
        Dep::Cc | Dep::Preconj => Rel::Cc,
        Dep::Ccomp => Rel::Ccomp,
        Dep::Compound | Dep::Nmod => Rel::Compound,
        Dep::Conj => Rel::Conj,
        Dep::Csubj => Rel::Csubj,
        Dep::CsubjPass => Rel::CsubjPass,
        Dep::Dative => Rel::Iobj,
        Dep::Det | Dep::Predet => Rel::Det,
        Dep::Dobj => Rel::Obj,
        Dep::Expl => Rel::Expl,
        Dep::Intj => Rel::Discourse,
        Dep::Mark => Rel::Mark,
        Dep::NpAdvmod | Dep::Pobj => Rel::Obl,
        Dep::Nsubj => Rel::Nsubj,
        Dep::NsubjPass => Rel::NsubjPass,
        Dep::Nummod => Rel::Nummod,
        Dep::Parataxis => Rel::Parataxis,
        Dep::Poss => Rel::NmodPoss,
        Dep::Prt => Rel::CompoundPrt,
        Dep::Punct => Rel::Punct,
        Dep::Relcl => Rel::AclRelcl,
        Dep::Root => Rel::Root,
        Dep::Meta | Dep::Dep => Rel::Dep,
    }
}
