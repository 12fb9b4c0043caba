//! The analyser: one for the process, a [`Worker`] for each thread.

use std::sync::{LazyLock, OnceLock};

use legation_model::Lang;
use legation_text::Span;

use crate::doc::{Doc, DocBuilder, Segment, TokenRow};
use crate::en::{self, English};
use crate::pack::{Pack, PackError};
use crate::ru::{self, Given, RawLabel, Russian, Splitter};
use crate::tags::{Feats, Rel, Upos};

static EN: &[u8] = include_bytes!("../../../models/en.pack");
static RU: &[u8] = include_bytes!("../../../models/ru.pack");

/// Why the models cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A pack is unfit.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The dictionary is unfit.
    #[error("the Russian dictionary cannot be read: {0}")]
    Dictionary(String),
}

/// The models of all languages; read only. The built-in ones are unpacked when the first text of their language comes.
#[derive(Debug)]
pub struct Analyzer {
    en: Model<English>,
    ru: Model<Russian>,
    splitter: Splitter,
}

/// A pack and what is unpacked from it.
#[derive(Debug)]
struct Model<T> {
    pack: Pack,
    load: fn(&Pack) -> Result<T, LoadError>,
    loaded: OnceLock<T>,
}

impl<T> Model<T> {
    fn of(pack: Pack, load: fn(&Pack) -> Result<T, LoadError>) -> Self {
        Self { pack, load, loaded: OnceLock::new() }
    }

    fn get(&self) -> &T {
        self.loaded.get_or_init(|| {
            (self.load)(&self.pack).unwrap_or_else(|error| panic!("embedded models: {error}"))
        })
    }

    /// Unpacks it now, so that what is wrong is told.
    fn loaded(self) -> Result<Self, LoadError> {
        let model = (self.load)(&self.pack)?;
        Ok(Self { loaded: OnceLock::from(model), ..self })
    }
}

impl Analyzer {
    /// The analyser with the packs that are part of the program.
    ///
    /// # Panics
    /// When the embedded packs are unfit, which a test rules out.
    pub fn builtin() -> &'static Analyzer {
        static BUILTIN: LazyLock<Analyzer> = LazyLock::new(|| {
            let pack = |bytes| Pack::table(bytes).unwrap_or_else(|error| panic!("embedded models: {error}"));
            Analyzer::of(pack(EN), pack(RU))
        });
        &BUILTIN
    }

    /// Loads the models from packs.
    ///
    /// # Errors
    /// When a pack is damaged or of another version.
    pub fn load(en: &'static [u8], ru: &'static [u8]) -> Result<Self, LoadError> {
        let all = Self::of(Pack::open(en)?, Pack::open(ru)?);
        Ok(Self { en: all.en.loaded()?, ru: all.ru.loaded()?, ..all })
    }

    fn of(en: Pack, ru: Pack) -> Self {
        Self {
            en: Model::of(en, |pack| Ok(English::load(pack)?)),
            ru: Model::of(ru, Russian::load),
            splitter: Splitter::new(),
        }
    }

    /// Languages with a model and the checksums of their packs.
    pub fn packs(&self) -> [(Lang, String); 2] {
        [(Lang::En, self.en.pack.checksum()), (Lang::Ru, self.ru.pack.checksum())]
    }

    /// Working memory for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { models: self, en: en::State::default(), ru: ru::State::default() }
    }
}

/// Analyses texts one after the other. What it remembers makes it faster and never shows in a result.
#[derive(Debug)]
pub struct Worker<'a> {
    models: &'a Analyzer,
    en: en::State,
    ru: ru::State,
}

impl Worker<'_> {
    /// Analyses the segments of a text, which come in order and do not overlap.
    pub fn analyze(&mut self, text: &str, segments: &[Segment]) -> Doc {
        let mut builder = DocBuilder::new();
        let numbered: Vec<(u32, Segment)> = (0..).zip(segments.iter().copied()).collect();
        for run in numbered.chunk_by(|a, b| a.1.lang == b.1.lang) {
            match run[0].1.lang {
                Lang::En => self.models.en.get().run(&mut self.en, text, run, &mut builder),
                Lang::Ru => {
                    self.models.ru.get().run(&mut self.ru, &self.models.splitter, text, run, &mut builder);
                }
                lang => self.plain(lang, text, run, &mut builder),
            }
        }
        builder.finish()
    }

    /// Analyses sentences whose tokens are given; also returns the text that they make, joined by spaces.
    pub fn analyze_tokens(&mut self, lang: Lang, sentences: &[Vec<&str>]) -> (String, Doc) {
        let (text, given) = join(sentences);
        let doc = self.given(&text, lang, &given);
        (text, doc)
    }

    /// Analyses sentences of a text, each given as the spans of its tokens.
    pub fn analyze_spans(&mut self, text: &str, lang: Lang, sentences: &[Vec<Span>]) -> Doc {
        let given: Vec<Given> = (0..)
            .zip(sentences)
            .filter_map(|(segment, tokens)| {
                let span = tokens.first()?.cover(*tokens.last()?);
                Some(Given { span, segment, tokens: tokens.clone() })
            })
            .collect();
        self.given(text, lang, &given)
    }

    fn given(&mut self, text: &str, lang: Lang, given: &[Given]) -> Doc {
        let mut builder = DocBuilder::new();
        match lang {
            Lang::En => {
                let sentences = given.iter().map(|g| (g.segment, &*g.tokens));
                self.models.en.get().sentences(&mut self.en, text, sentences, &mut builder);
            }
            Lang::Ru => self.models.ru.get().sentences(&mut self.ru, text, given, &mut builder),
            _ => given.iter().for_each(|s| flat(lang, text, s, &mut builder)),
        }
        builder.finish()
    }

    /// The Russian networks' own labels of given tokens, for comparison with other programs.
    pub fn raw_russian(&mut self, sentences: &[Vec<&str>]) -> Vec<Vec<RawLabel>> {
        let (text, given) = join(sentences);
        self.models.ru.get().raw(&mut self.ru, &text, &given)
    }

    /// Sentences and tokens alone, for a language without a model.
    fn plain(&self, lang: Lang, text: &str, segments: &[(u32, Segment)], builder: &mut DocBuilder) {
        for &(index, segment) in segments {
            self.models.splitter.sentences(text, segment.span, |span, tokens| {
                flat(lang, text, &Given { span, segment: index, tokens: tokens.to_vec() }, builder);
            });
        }
    }
}

/// Text of given tokens, and where they lie in it.
fn join(sentences: &[Vec<&str>]) -> (String, Vec<Given>) {
    let mut text = String::new();
    let mut given = Vec::new();
    for (segment, sentence) in (0..).zip(sentences) {
        let start = text.len();
        let mut tokens = Vec::with_capacity(sentence.len());
        for token in sentence {
            tokens.push(Span::of(text.len(), text.len() + token.len()));
            text.push_str(token);
            text.push(' ');
        }
        let span = Span::of(start, text.len().saturating_sub(1).max(start));
        given.push(Given { span, segment, tokens });
    }
    (text, given)
}

/// A sentence without analysis: every token hangs on the first.
fn flat(lang: Lang, text: &str, sentence: &Given, builder: &mut DocBuilder) {
    let rows: Vec<TokenRow<'_>> = sentence
        .tokens
        .iter()
        .enumerate()
        .map(|(i, &span)| {
            let word = span.slice(text);
            let mark = !word.chars().any(char::is_alphanumeric);
            let upos = match word.chars().next() {
                _ if mark => Upos::Punct,
                Some(c) if c.is_numeric() => Upos::Num,
                _ => Upos::X,
            };
            let rel = if mark { Rel::Punct } else { Rel::Dep };
            TokenRow { span, lemma: word, upos, feats: Feats::default(), head: (i > 0).then_some(0), rel }
        })
        .collect();
    builder.sentence(text, sentence.span, sentence.segment, lang, &rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyze(text: &str, lang: Lang) -> Doc {
        let segment = Segment { span: Span::of(0, text.len()), lang };
        Analyzer::builtin().worker().analyze(text, &[segment])
    }

    #[test]
    fn packs_of_the_program_are_whole() -> Result<(), LoadError> {
        Analyzer::load(EN, RU).map(|_| ())
    }

    #[test]
    fn a_russian_sentence_is_understood() {
        let text = "Министр иностранных дел Сербии прибыл в Минск.";
        let doc = analyze(text, Lang::Ru);
        assert_eq!(doc.check(), Ok(()));
        let root = doc.root(&doc.sentences()[0]).map(|t| doc.lemma(t));
        assert_eq!(root, Some("прибыть"));
        let subject = doc.child(4, Rel::Nsubj).map(|t| doc.form(t));
        assert_eq!(subject, Some("Министр"));
        let names: Vec<&str> = doc.names().iter().map(|n| doc.cover(n.tokens.clone()).slice(text)).collect();
        assert_eq!(names, ["Сербии", "Минск"]);
    }

    #[test]
    fn what_was_analysed_before_does_not_show() {
        let (one, two) = ("Посол вручил ноту.", "Нота вручена послом в Москве, сообщили в МИД.");
        let fresh = analyze(two, Lang::Ru);
        let mut worker = Analyzer::builtin().worker();
        let segment = |t: &str| [Segment { span: Span::of(0, t.len()), lang: Lang::Ru }];
        worker.analyze(one, &segment(one));
        for _ in 0..2 {
            let again = worker.analyze(two, &segment(two));
            assert_eq!(crate::conllu::write(&again, two), crate::conllu::write(&fresh, two));
        }
    }

    #[test]
    fn segments_of_several_languages_keep_their_order() {
        let text = "Посол прибыл. The envoy left. Посол убыл.";
        let second = text.find("The").unwrap_or(0);
        let third = text.rfind("Посол").unwrap_or(0);
        let segment = |a, b, lang| Segment { span: Span::of(a, b), lang };
        let segments = [
            segment(0, second, Lang::Ru),
            segment(second, third, Lang::Und),
            segment(third, text.len(), Lang::Ru),
        ];
        let doc = Analyzer::builtin().worker().analyze(text, &segments);
        assert_eq!(doc.check(), Ok(()));
        let langs: Vec<(Lang, u32)> = doc.sentences().iter().map(|s| (s.lang, s.segment)).collect();
        assert_eq!(langs, [(Lang::Ru, 0), (Lang::Und, 1), (Lang::Ru, 2)]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(analyze("", Lang::Ru).is_empty());
        assert!(analyze(" \n\n ", Lang::Und).is_empty());
        assert!(Analyzer::builtin().worker().analyze_tokens(Lang::Ru, &[vec![]]).1.is_empty());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_becomes_trees_whose_tokens_tile_it(
            text in "([а-яёА-Я]{1,7}|[A-Za-z]{1,5}|[0-9]{1,3}|[.,!?«»()–-]|[ \n\t]|г\\.|т\\.д\\.|\\PC){0,60}"
        ) {
            for lang in [Lang::Ru, Lang::En, Lang::Und] {
                let doc = analyze(&text, lang);
                proptest::prop_assert_eq!(doc.check(), Ok(()));
                if lang != Lang::En {
                    let mut at = 0;
                    for t in 0..doc.len() as u32 {
                        let span = doc.span(t);
                        proptest::prop_assert!(Span::new(at, span.start).slice(&text).trim().is_empty());
                        at = span.end;
                    }
                    proptest::prop_assert!(text[at as usize..].trim().is_empty());
                }
            }
        }
    }
}
