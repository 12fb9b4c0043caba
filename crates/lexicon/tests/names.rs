//! Names in running text, in both languages.

mod words;

use legation_lexicon::{Class, Form, Lexicon};

/// Mentions of `text`, each as `id kind`.
fn found(text: &str) -> Vec<String> {
    let forms = words::cut(text);
    let lexicon = Lexicon::builtin();
    lexicon
        .mentions(&words::words(&forms))
        .iter()
        .map(|m| {
            let kind = match m.form {
                Form::Name => "name",
                Form::Acronym => "acronym",
                Form::Adjective => "adjective",
                Form::Demonym => "people",
                Form::Capital => "capital",
                Form::Seat => "seat",
            };
            format!("{} {kind}", lexicon.body_id(m.entity, m.owner))
        })
        .collect()
}

/// Asserts that `text` names just `expected`.
fn names(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "in {text:?}");
}

#[test]
fn russian_names_are_found_in_every_case() {
    for form in ["Южная Осетия", "Южной Осетии", "Южную Осетию", "Южной Осетией"]
    {
        names(&format!("Это {form} сегодня"), &["south-ossetia name"]);
    }
    for form in ["Египет", "Египта", "Египту", "Египтом", "Египте"] {
        names(&format!("Это {form}"), &["EGY name"]);
    }
    for form in ["Эмираты", "Эмиратов", "Эмиратам", "Эмиратами", "Эмиратах"]
    {
        names(&format!("Объединенные Арабские {form}"), &["ARE name"]);
    }
    names("Делегация Республики Южная Осетия прибыла", &["south-ossetia name"]);
    names("в рамках Организации Договора о коллективной безопасности", &["csto name"]);
    names("страны Содружества Независимых Государств", &["cis name"]);
    names("между Россией и Белоруссией", &["RUS name", "BLR name"]);
    names("вместе с Беларусью и Казахстаном", &["BLR name", "KAZ name"]);
    names("Переговоры в США с россиянами", &["USA acronym", "RUS people"]);
    names("в Соединённых Штатах Америки", &["USA name"]);
    names("делегаты из Объединённых Арабских Эмиратов", &["ARE name"]);
    names("между Китайской Народной Республикой и Лаосом", &["CHN name", "LAO name"]);
    names("с Маршалловыми Островами и Новой Зеландией", &["MHL name", "NZL name"]);
    names("Из Нидерландов и с Филиппин", &["NLD name", "PHL name"]);
    names("в Шанхайской организации сотрудничества", &["sco name"]);
    names("с Республикой Корея и Корейской Народно-Демократической Республикой", &["KOR name", "PRK name"]);
    names("от Совета Безопасности ООН", &["un-security-council name"]);
    names("в Евразийском экономическом союзе", &["eaeu name"]);
    names("с Донецкой Народной Республикой", &["donetsk name"]);
    names("под эгидой Международного комитета Красного Креста", &["icrc name"]);
    names(
        "с Приднестровьем, Абхазией и Нагорным Карабахом",
        &["transnistria name", "abkhazia name", "nagorno-karabakh name"],
    );
}

#[test]
fn words_that_do_not_bend_stay_as_they_are() {
    names("в Чили, Перу и Мали", &["CHL name", "PER name", "MLI name"]);
    names("Его племянник чилил дома", &[]);
    names("Сочи принимает гостей", &[]);
}

#[test]
fn peoples_and_adjectives() {
    names("украинцев, белорусов и датчан", &["UKR people", "BLR people", "DNK people"]);
    names("с китайцами и норвежцами", &["CHN people", "NOR people"]);
    names("в киргизском и южноосетинском обществах", &["KGZ adjective", "south-ossetia adjective"]);
    names("турок и греков", &["TUR people", "GRC people"]);
    names("Russians and Belarusians met a Kazakh envoy", &["RUS people", "BLR people", "KAZ adjective"]);
    names("по натовским стандартам", &["nato adjective"]);
}

#[test]
fn capitals_and_seats_stand_for_states() {
    names("Москва и Цхинвал договорились", &["RUS capital", "south-ossetia capital"]);
    names("заявили в Кремле и Белом доме", &["RUS seat", "USA seat"]);
    names("на Смоленской площади считают", &["RUS seat"]);
    names("Downing Street told the Kremlin", &["GBR seat", "RUS seat"]);
    names("the Élysée said", &["FRA seat"]);
    let lexicon = Lexicon::builtin();
    let forms = words::cut("Брюссель ответил");
    let mentions = lexicon.mentions(&words::words(&forms));
    assert_eq!(lexicon.entity(mentions[0].entity).id, "eu");
    assert_eq!(mentions[0].also.iter().map(|e| lexicon.entity(*e).id).collect::<Vec<_>>(), ["BEL"]);
}

#[test]
fn english_names() {
    names("The U.S. and the UK told the U.N. so", &["USA acronym", "GBR acronym", "un acronym"]);
    names("the Republic of South Ossetia and South Korea", &["south-ossetia name", "KOR name"]);
    names("Côte d'Ivoire and Türkiye", &["CIV name", "TUR name"]);
    names("Bosnia and Herzegovina joined Guinea-Bissau", &["BIH name", "GNB name"]);
    names("the Collective Security Treaty Organization (CSTO)", &["csto name", "csto acronym"]);
    names("Equatorial Guinea, Guinea and Papua New Guinea", &["GNQ name", "GIN name", "PNG name"]);
    names("Niger and Nigeria", &["NER name", "NGA name"]);
    names("Let us tell them who said it", &[]);
}

#[test]
fn bodies_take_the_owner_beside_them() {
    names("заявил глава МИД России", &["rus-foreign-ministry acronym"]);
    names("в белорусском МИДе сообщили", &["blr-foreign-ministry acronym"]);
    names("Министерство иностранных дел Южной Осетии", &["south-ossetia-foreign-ministry name"]);
    names("внешнеполитическое ведомство Киргизии", &["kgz-foreign-ministry name"]);
    names("посольством Казахстана в Минске", &["kaz-embassy name", "BLR capital"]);
    names("the Russian Foreign Ministry said", &["rus-foreign-ministry name"]);
    names("Belarus's Foreign Ministry said", &["blr-foreign-ministry name"]);
    names("Serbia's powerful interior ministry", &["srb-interior-ministry name"]);
    names("the Ministry of Foreign Affairs of the Russian Federation", &["rus-foreign-ministry name"]);
    names("the US Embassy in Warsaw", &["usa-embassy name", "POL capital"]);
    names("the foreign ministry said", &["foreign-ministry name"]);
    names(
        "заявили в МИД и Минобороны России",
        &["rus-foreign-ministry acronym", "rus-defence-ministry name"],
    );
}

#[test]
fn bodies_of_one_state() {
    names("депутаты Государственной Думы и Бундестага", &["rus-state-duma name", "deu-bundestag name"]);
    names("в Госдепартаменте США и Пентагоне", &["usa-state-department name", "usa-pentagon name"]);
    names("the Knesset and the Verkhovna Rada", &["isr-knesset name", "ukr-rada name"]);
}

#[test]
fn compounds_name_both() {
    names("российско-белорусские переговоры", &["RUS adjective", "BLR adjective"]);
    names("Американо-российский диалог", &["USA adjective", "RUS adjective"]);
    names("об армяно-азербайджанской границе", &["ARM adjective", "AZE adjective"]);
    names("российско-югоосетинских отношений", &["RUS adjective", "south-ossetia adjective"]);
    names("US-Russian talks", &["USA adjective", "RUS adjective"]);
    names("the Russian-Turkmen commission", &["RUS adjective", "TKM adjective"]);
}

#[test]
fn outlets_and_groups() {
    names("сообщает БЕЛТА со ссылкой на РИА Новости", &["belta acronym", "ria-novosti name"]);
    names("Reuters and The New York Times report", &["reuters name", "new-york-times name"]);
    names("движение ХАМАС и «Хезболла»", &["hamas acronym", "hezbollah name"]);
    names("контракт «Газпрома» с «Росатомом»", &["gazprom name", "rosatom name"]);
}

#[test]
fn weak_names_need_a_mark() {
    names("Звезда погасла", &[]);
    names("об этом сообщил телеканал «Звезда»", &["zvezda name"]);
    names("пишет газета «Ведомости»", &["vedomosti name"]);
    names("Известия пришли вечером", &[]);
}

#[test]
fn names_within_other_names_are_none() {
    names("страны Латинской Америки", &[]);
    names("in the South China Sea and the Indian Ocean", &[]);
    names("в Южно-Китайском море", &[]);
    names("the Vienna Convention on the Law of Treaties", &[]);
    names("знает русский язык", &[]);
    names("Парижское соглашение по климату", &[]);
}

#[test]
fn common_words_and_persons_are_none() {
    names("Того требует закон", &[]);
    names("Самое важное, что Самоа согласна", &["WSM name"]);
    names("социал-демократы и вице-президент", &[]);
    names("президент Того прибыл", &["TGO name"]);
    names("без того и этого", &[]);
    names("Yesterday Michael Jordan retired when Jordan agreed", &["JOR name"]);
    names("they ate turkey in Turkey", &["TUR name"]);
    names("в воздухе чад, а в Чаде выборы", &["TCD name"]);
}

#[test]
fn states_have_what_news_call_them() {
    let lexicon = Lexicon::builtin();
    assert!(lexicon.entities().filter(|(_, e)| e.class == Class::State).count() >= 194);
    assert!(lexicon.entities().filter(|(_, e)| e.class == Class::Polity).count() >= 25);
    assert!(lexicon.entities().filter(|(_, e)| e.class == Class::Organisation).count() >= 60);
    for (ix, entity) in lexicon.entities() {
        assert_eq!(lexicon.by_id(entity.id), Some(ix));
        assert!(!entity.label_en.is_empty() && !entity.label_ru.is_empty(), "{}", entity.id);
        if entity.class == Class::State {
            // The label finds the state itself, in both languages.
            for label in [entity.label_en, entity.label_ru] {
                let forms = words::cut(label);
                let words = words::words(&forms);
                let mentions = lexicon.mentions(&words);
                let own = mentions.iter().any(|m| m.entity == ix || m.also.contains(&ix));
                assert!(
                    own || matches!(label, "Того" | "Чад" | "Мали"),
                    "{label} is not found as {}",
                    entity.id
                );
            }
        }
    }
    assert_eq!(lexicon.hash().len(), 64);
}

#[test]
fn memberships_are_dated() {
    let lexicon = Lexicon::builtin();
    let ix = |id| lexicon.by_id(id).unwrap();
    let holds = |org, member, day| lexicon.members(ix(org), day).any(|m| m == ix(member));
    assert!(holds("eu", "GBR", "2015-06-01") && !holds("eu", "GBR", "2021-01-01"));
    assert!(holds("sco", "BLR", "2024-07-04") && !holds("sco", "BLR", "2024-07-03"));
    assert!(holds("nato", "FIN", "2024-01-01") && !holds("cis", "GEO", "2010-01-01"));
    assert_eq!(lexicon.members(ix("eu"), "2024-01-01").count(), 27);
    assert_eq!(lexicon.members(ix("nato"), "2025-01-01").count(), 32);
    assert_eq!(lexicon.members(ix("un"), "2025-01-01").count(), 193);
}

#[test]
fn places() {
    let lexicon = Lexicon::builtin();
    let places = |text: &str| -> Vec<(String, Option<&str>)> {
        let forms = words::cut(text);
        lexicon
            .places(&words::words(&forms))
            .iter()
            .map(|m| {
                let place = lexicon.place(m.place);
                (place.label_en.to_owned(), place.country)
            })
            .collect()
    };
    let one = |name: &str, country| vec![(name.to_owned(), Some(country))];
    assert_eq!(places("встреча в Сочи"), one("Sochi", "RUS"));
    assert_eq!(places("в Ростове-на-Дону"), one("Rostov-na-Donu", "RUS"));
    assert_eq!(places("из Санкт-Петербурга"), one("Saint Petersburg", "RUS"));
    assert_eq!(places("в Цхинвале"), one("Tskhinvali", "south-ossetia"));
    assert_eq!(places("talks in Geneva"), one("Geneva", "CHE"));
    assert_eq!(places("они приехали из Владимира"), one("Vladimir", "RUS"));
    assert_eq!(places("сказал Владимир"), []);
    let sochi = lexicon.places(&words::words(&words::cut("Сочи")))[0].place;
    assert_eq!(lexicon.place(sochi).geonames, Some(491_422));
}
