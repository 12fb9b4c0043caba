//! English from outside: trees, features, names, and promises that hold for any text.

use legation_nlp::{Analyzer, Doc, Lang, NameKind, Segment, Span, Upos, conllu};

fn analyze(text: &str) -> Doc {
    let segment = Segment { span: Span::of(0, text.len()), lang: Lang::En };
    let doc = Analyzer::builtin().worker().analyze(text, &[segment]);
    assert_eq!(doc.check(), Ok(()), "{text}");
    doc
}

/// Asserts `form>rel>governor` for some words.
fn has(text: &str, wanted: &[&str]) {
    let doc = analyze(text);
    let arc = |t: u32| {
        let head = doc.head(t).map_or("", |h| doc.form(h));
        format!("{}>{}>{head}", doc.form(t), doc.rel(t).as_str())
    };
    let found: Vec<String> = (0..doc.len() as u32).map(arc).collect();
    for arc in wanted {
        assert!(found.iter().any(|f| f == arc), "{arc} not in {found:?}");
    }
}

#[test]
fn prepositions_are_case_marks() {
    has(
        "The minister flew to Cairo with a delegation.",
        &["to>case>Cairo", "Cairo>obl>flew", "delegation>obl>flew"],
    );
    has("The president of Ghana resigned.", &["of>case>Ghana", "Ghana>nmod>president"]);
    has("The visit was cancelled because of the storm.", &["because>case>storm", "of>fixed>because"]);
    has("After signing the treaty, they left.", &["After>mark>signing", "signing>advcl>left"]);
}

#[test]
fn copulas_hang_on_their_predicate() {
    has(
        "The talks were constructive.",
        &["constructive>root>", "were>cop>constructive", "talks>nsubj>constructive"],
    );
    has("The delegation is in Oslo.", &["Oslo>root>", "is>cop>Oslo", "in>case>Oslo"]);
    has("There were three proposals.", &["There>expl>were", "proposals>nsubj>were"]);
}

#[test]
fn passives_and_agents() {
    has(
        "The agreement was signed by the ambassador.",
        &["agreement>nsubj:pass>signed", "was>aux:pass>signed", "ambassador>obl:agent>signed"],
    );
}

#[test]
fn what_a_thing_is_worth_has_no_dependants_of_its_own() {
    has("Spain announced a package worth $30 million for Peru.", &["Peru>nmod>package"]);
}

#[test]
fn an_accusation_is_the_verbs() {
    has("Peru accused the court of bias.", &["bias>obl>accused"]);
    has("Peru accused the court of Chile.", &["Chile>nmod>court"]);
}

#[test]
fn coordination_hangs_on_the_first_conjunct() {
    has("France, Italy and Spain signed.", &["Italy>conj>France", "Spain>conj>France", "and>cc>Spain"]);
}

#[test]
fn raised_objects() {
    has(
        "Norway urged Chad to release the hostages.",
        &["Chad>obj>urged", "release>xcomp>urged", "to>mark>release"],
    );
}

#[test]
fn a_latin_predicate_hangs_on_its_verb() {
    has(
        "South Sudan declared the envoy of Kenya persona non grata.",
        &[
            "envoy>obj>declared",
            "of>case>Kenya",
            "Kenya>nmod>envoy",
            "persona>xcomp>declared",
            "non>fixed>persona",
        ],
    );
    has(
        "Ghana declared two Togolese diplomats personae non gratae on Friday.",
        &["diplomats>obj>declared", "personae>xcomp>declared", "gratae>fixed>personae"],
    );
    has(
        "The ambassador of Chile was declared persona non grata by Peru.",
        &[
            "ambassador>nsubj:pass>declared",
            "persona>xcomp>declared",
            "Peru>obl:agent>declared",
            "by>case>Peru",
        ],
    );
}

#[test]
fn titles_and_names_of_people() {
    has(
        "Foreign Minister Anna Kovacs arrived.",
        &["Kovacs>flat>Anna", "Anna>nsubj>arrived", "Minister>nmod:desc>Anna"],
    );
}

#[test]
fn features_and_names() {
    let doc = analyze("Peru has not ratified the treaties, Lima said on Tuesday.");
    let feats = |t: u32| doc.feats(t).to_string();
    assert_eq!(feats(1), "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
    assert_eq!(feats(2), "Polarity=Neg");
    assert_eq!(feats(3), "Tense=Past|VerbForm=Part");
    assert_eq!(feats(5), "Number=Plur");
    assert_eq!((doc.upos(0), doc.upos(1), doc.lemma(3)), (Upos::Propn, Upos::Aux, "ratify"));
    assert!(doc.names().iter().any(|n| n.kind == NameKind::Place && n.tokens == (0..1)));
    assert!(doc.names().iter().any(|n| n.kind == NameKind::Date));
    assert!(analyze("The bridge was destroyed.").feats(3).to_string().contains("Voice=Pass"));
}

#[test]
fn tokens_tile_any_text_and_trees_stay_trees() {
    let parts = [
        "Mr. ",
        "U.S.",
        " ",
        "\n",
        "\n\n",
        "“",
        "”",
        "(",
        ")",
        "don't",
        "...",
        ".",
        "!",
        "?",
        ",",
        "-",
        "—",
        "$5m ",
        "the ",
        "minister ",
        "said ",
        "that ",
        "is ",
        "was ",
        "and ",
        "of ",
        "to ",
        "in ",
        "1,000 ",
        "é",
        "мир ",
        "漢字",
        "\u{200b}",
        "\u{1f600}",
        "'s ",
        "http://a.bc/d",
        "@x",
        "is in ",
        "signed by ",
        "It is clear that ",
    ];
    let mut x = 12_345u32;
    let mut next = || {
        x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (x >> 8) as usize
    };
    for _ in 0..200 {
        let text: String = (0..next() % 40).map(|_| parts[next() % parts.len()]).collect();
        let doc = analyze(&text);
        let mut at = 0;
        for t in 0..doc.len() as u32 {
            let span = doc.span(t);
            let gap = &text[at..span.start as usize];
            assert!(gap.chars().all(char::is_whitespace), "{gap:?} lost in {text:?}");
            assert!(!span.is_empty());
            at = span.end as usize;
        }
        assert!(text[at..].chars().all(char::is_whitespace));
    }
}

#[test]
fn what_was_analysed_before_does_not_show() {
    let texts =
        ["The envoy left Rome.", "Rome expelled the envoy's aides, he said.", "They're in the U.S. now."];
    let mut worker = Analyzer::builtin().worker();
    for round in 0..3 {
        for i in 0..texts.len() {
            let text = texts[(i * 2 + round) % texts.len()];
            let segment = Segment { span: Span::of(0, text.len()), lang: Lang::En };
            let warm = worker.analyze(text, &[segment]);
            assert_eq!(conllu::write(&warm, text), conllu::write(&analyze(text), text));
        }
    }
}

#[test]
fn a_sentence_with_insertions_keeps_its_verb() {
    has(
        "Foreign Minister Jan Nowak, who met the president on Monday, called on Serbia to withdraw its troops.",
        &["called>root>", "Jan>nsubj>called", "met>acl:relcl>Jan", "withdraw>xcomp>called"],
    );
    has(
        "The minister urged Hungary to ratify the deal and condemned the attack.",
        &["condemned>conj>urged", "deal>obj>ratify"],
    );
}

#[test]
fn a_noun_behind_the_place_in_front_is_the_subject() {
    has(
        "In Oslo, Chile's envoy, Ana Rojas, accused Peru of shielding the smugglers and demanded that it arrest them.",
        &["envoy>nsubj>accused", "demanded>conj>accused"],
    );
    has(
        "At the invitation of President Ann Lee, President of Norway Ola Berg will pay a visit to Chile.",
        &["visit>obj>pay", "President>nsubj>pay"],
    );
}

#[test]
fn a_signed_paper_is_the_one_named_first() {
    has(
        "A memorandum on the border, signed by Kenya and Somalia, entered into force in May.",
        &["signed>acl>memorandum"],
    );
    has(
        "The minister accused the organisers of seeking to topple the government.",
        &["seeking>advcl>accused"],
    );
}

#[test]
fn clauses_without_a_mark_have_a_subject() {
    has(
        "The envoy warned the president would face sanctions if he stayed.",
        &["president>nsubj>face", "face>ccomp>warned"],
    );
    has("The envoy warned the president on Monday.", &["president>obj>warned"]);
}

#[test]
fn names_behind_to_are_where_somebody_goes() {
    has("The President of Russia flew to Windhoek from Abuja.", &["Windhoek>obl>flew", "to>case>Windhoek"]);
}

#[test]
fn what_stands_behind_a_quotation_goes_on_with_the_verb_before_it() {
    has(
        "Berg said the government \"no longer protects the people who elected it\" and called on the president to act.",
        &["called>conj>said"],
    );
}

#[test]
fn quoted_adjectives_behind_the_object_name_it() {
    has("The minister called the verdict \"chilling and draconian\".", &["chilling>xcomp>called"]);
}

#[test]
fn who_tells_behind_the_last_comma_is_the_subject() {
    has(
        "The Pakistani army shot down two Indian jets, its spokesman Asif Ghafoor said.",
        &["spokesman>nsubj>said", "shot>ccomp>said"],
    );
    has("The army met the envoy, a lawyer named Berg.", &["lawyer>appos>envoy"]);
}

#[test]
fn clauses_between_semicolons_are_parsed_by_themselves() {
    has(
        "Poland imposed sanctions on Belarus in May; Lithuania is expected to follow in June.",
        &["imposed>root>", "expected>parataxis>imposed", "Lithuania>nsubj:pass>expected"],
    );
    has(
        "Senegal, which surrounds Gambia on three sides, called for a meeting of the council; its minister warned Gambia.",
        &["called>root>", "Senegal>nsubj>called", "warned>parataxis>called", "minister>nsubj>warned"],
    );
    // A list of names, a relative clause or a quotation is no clause of its own.
    has(
        "Ghana sent Ada Berg, its envoy; Ali Diop, a lawyer; and two judges.",
        &["sent>root>", "Ghana>nsubj>sent"],
    );
    has("He met Berg, who leads the bank; Diop, who left; and others.", &["met>root>"]);
    has("“Ghana paid; Togo did not,” the minister said.", &["said>root>"]);
}

#[test]
fn a_contraction_before_a_participle_is_had() {
    let lemma = |text: &str| {
        let doc = analyze(text);
        let t = (0..doc.len() as u32).find(|&t| doc.form(t).ends_with('d') && doc.form(t).len() < 5 && t > 0);
        t.map(|t| doc.lemma(t).to_owned())
    };
    assert_eq!(lemma("She'd phoned her counterpart.").as_deref(), Some("have"));
    assert_eq!(lemma("He’d earlier said the toll might rise.").as_deref(), Some("have"));
    assert_eq!(lemma("They'd sign the treaty.").as_deref(), Some("would"));
}

#[test]
fn a_verb_goes_on_with_the_subject_next_before_it() {
    has(
        "Parliament passed the bill in May, but the president refused to sign it and complained in a letter.",
        &["refused>conj>passed", "complained>conj>refused"],
    );
    has("Parliament passed the bill and sent it on and rested.", &["sent>conj>passed"]);
}

#[test]
fn what_stands_behind_a_relative_clause_is_what_the_noun_did() {
    has(
        "Sweden, whose foreign minister, Eva Lund, visited Kyiv, promised aid to Ukraine.",
        &["promised>root>", "Sweden>nsubj>promised", "minister>nsubj>visited"],
    );
    has("Sweden, whose minister visited Kyiv and promised aid, is small.", &["promised>conj>visited"]);
}

#[test]
fn the_compound_before_the_comma_stays_behind_its_preposition() {
    has(
        "The government imposed sanctions on the RSF, spokeswoman Ada Berg said.",
        &["Ada>nsubj>said", "RSF>nmod>sanctions"],
    );
}

#[test]
fn a_person_behind_a_verb_without_object_is_acted_on() {
    has(
        "Tanzanian police detained opposition leader Tundu Lissu as he left a rally.",
        &["Tundu>obj>detained", "police>nsubj>detained"],
    );
}

#[test]
fn people_behind_the_place_that_opens_a_sentence_act() {
    has(
        "In Kinshasa demonstrators hurled stones at the embassies of France and Belgium.",
        &["demonstrators>nsubj>hurled", "Kinshasa>obl>hurled"],
    );
}
