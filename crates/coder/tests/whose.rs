//! Whose the officials, bodies and persons are whom a text names without an owner: clues of words and places.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{told, who};

/// Country of each speaker and event of an article with a headline.
fn countries(lang: Lang, text: &str) -> Vec<String> {
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
    let record = |r: Record| match r {
        Record::Statement(s) => Some(format!("says {}", who(&[s.speaker]))),
        Record::Event(e) => Some(format!("{} {} > {}", e.plover, who(&e.actors), who(&e.recipients))),
        _ => None,
    };
    code(&article, &doc, Lexicon::builtin()).records.into_iter().filter_map(record).collect()
}

#[test]
fn the_state_that_opens_a_paragraph_is_the_home_of_its_services() {
    let en = "Mozambique mourns\n\nMozambique began three days of mourning. The president of Mozambique spoke in Maputo.\n\nIn Zimbabwe, where 98 \
              were killed, the opposition accused the government of ignoring warnings. Information minister Monica Mutsvangwa rejected the \
              claim. Police arrested two activists.";
    let got = countries(Lang::En, en);
    for expected in ["ACCUSE ZWE > ZWE", "REJECT ZWE > ", "COERCE ZWE > ZWE"] {
        assert!(got.iter().any(|r| r == expected), "{expected} not in {got:?}");
    }
    let ru = "Мозамбик скорбит\n\nМозамбик начал трёхдневный траур. Президент Мозамбика выступил в Мапуту.\n\nВ Зимбабве, где погибли 98 человек, \
              оппозиция обвинила правительство в бездействии. Полиция задержала двух активистов.";
    let got = countries(Lang::Ru, ru);
    for expected in ["ACCUSE ZWE > ZWE", "COERCE ZWE > ZWE"] {
        assert!(got.iter().any(|r| r.starts_with(expected)), "{expected} not in {got:?}");
    }
    // A guest who acts there makes it no home.
    let guest = "Syria talks\n\nThe foreign minister of Syria met the foreign minister of Russia.\n\nIn Moscow, the Syrian minister spoke of \
                 reform. The opposition accused the government of crimes.";
    assert!(countries(Lang::En, guest).iter().all(|r| r != "ACCUSE RUS > RUS"));
}

#[test]
fn its_minister_is_of_the_state_that_acts() {
    for (lang, text) in [
        (Lang::En, "News\nDenmark is to withhold aid to Uganda, its foreign minister, Lars Holm, said."),
        (Lang::En, "News\nDenmark, whose foreign minister, Lars Holm, visited Uganda, promised aid."),
        (
            Lang::Ru,
            "Новости\nДания приостановит помощь Уганде, сообщил её министр иностранных дел Ларс Хольм.",
        ),
    ] {
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let of = records.iter().find_map(|r| match r {
            Record::Office(o) => o.of.as_ref().and_then(|of| of.country.clone()),
            _ => None,
        });
        assert_eq!(of.as_deref(), Some("DNK"), "{text}");
    }
}

#[test]
fn the_opposition_is_of_the_state_where_the_story_plays() {
    let text = "Foreign troops enter Bahrain\nKing Hamad of Bahrain declared a state of emergency after Saudi soldiers came from Saudi Arabia to \
                Bahrain.\nSeven opposition groups described the Saudi presence as “an overt occupation”.";
    assert!(countries(Lang::En, text).contains(&"says BHR".to_owned()));
}

#[test]
fn a_service_is_of_the_towns_that_the_sentence_names() {
    assert_eq!(
        countries(Lang::En, "News\nShells hit a market in Omdurman, the health ministry said."),
        ["says SDN"]
    );
}

#[test]
fn whose_a_minister_is_the_sentence_before_and_the_town_tell() {
    let of = |lang: Lang, text: &str| {
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
        code(&article, &doc, Lexicon::builtin()).records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some(o.of.as_ref().and_then(|of| of.country.clone())),
            _ => None,
        })
    };
    for (lang, text, expected) in [
        (
            Lang::En,
            "Row deepens\nChad and Mali quarrel over gold. Niger looks on.\nChadian prosecutors have opened an inquiry. Justice Minister Ali \
             Omar denied that the navy had a part in it.",
            Some("TCD"),
        ),
        (
            Lang::En,
            "Tariffs answered\nCanada and the United States quarrel.\nThe Canadian tariffs, which cover steel, take effect today, Finance \
             Minister Ann Lee said in Ottawa.",
            Some("CAN"),
        ),
        (
            Lang::En,
            "Row grows\nGuyana protested to Venezuela. The United States promised to give Georgetown two boats, Ambassador Nicole Terry \
             told reporters.",
            Some("USA"),
        ),
        (
            Lang::Ru,
            "Спор о границе\nГайана направила ноту Венесуэле. США пообещали передать Джорджтауну катера, рассказала журналистам посол \
             Николь Терио.",
            Some("USA"),
        ),
    ] {
        assert_eq!(of(lang, text).flatten().as_deref(), expected, "{text}");
    }
}

#[test]
fn whose_a_person_is_the_house_or_the_town_behind_his_name_tells() {
    let told = |text: &str| countries(Lang::En, &format!("News\nChad and Mali quarrel.\n{text}"));
    for (text, expected) in [
        ("“We need fuel,” said Anna Holm of the French health ministry, which works with Spain.", "says FRA"),
        ("Commodore Jay Reyes of the Philippine coast guard said China had lied.", "says PHL"),
        ("Katia Berg, an analyst with a leadership network in London, said Mali should act.", "says GBR"),
        ("“He takes hostages,” said Linas Vilks, who heads a study centre in Vilnius.", "says LTU"),
    ] {
        assert!(told(text).contains(&expected.to_owned()), "{text}: {:?}", told(text));
    }
    // Whence he was sent is not whose he is.
    let text = "Новости\nСША и Таиланд спорят. Мали ждёт.\nИван Громов из Таиланда прибыл в США. «Я ждал», — сказал Громов.";
    assert!(!countries(Lang::Ru, text).contains(&"says THA".to_owned()));
}

#[test]
fn the_official_is_the_one_told_of_before() {
    let text = "Envoys to meet\nThe envoys will meet, a Philippine official said. President Ferdinand Marcos Jr. spoke in Cebu. The official \
                said China was considering a delay.";
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let names: Vec<String> = records
        .into_iter()
        .filter_map(|r| match r {
            Record::Statement(s) => Some(s.speaker.label),
            _ => None,
        })
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|n| !n.contains("Marcos")), "{names:?}");
}

#[test]
fn the_head_of_state_is_the_host_not_the_guest_named_last() {
    let text = "Berg and Ruiz discuss trade\nPresident of Norway Anna Berg met with President of Chile Juan Ruiz, who is paying a visit to \
                Oslo.\nThe President briefed her Chilean counterpart. “The pressure is not enough,” the Head of State stressed.";
    assert!(countries(Lang::En, text).contains(&"says NOR".to_owned()));
}

#[test]
fn a_homonym_of_another_state_is_not_meant() {
    let text = "Row\nColombia and the Dominican Republic quarrel.\nColombian prosecutors opened an inquiry. Defence Minister Pedro Sanchez \
                said that nothing had happened.";
    assert!(!countries(Lang::En, text).contains(&"says ESP".to_owned()));
}

#[test]
fn a_name_behind_a_region_is_a_person() {
    let got = countries(
        Lang::En,
        "Meeting\nVladimir Putin received Sergei Tsivilev.\nActing Governor of Kemerovo Region Sergei Tsivilev: Thank you for your trust.",
    );
    assert!(got.contains(&"says RUS".to_owned()), "{got:?}");
}

#[test]
fn his_country_is_the_speaker_s() {
    let text = "Новости\nГлава МИД Эфиопии Гедион Тимотеос встретил делегацию Судана. Министр добавил, что его страна готова возобновить консультации.";
    let got = countries(Lang::Ru, text);
    assert!(got.contains(&"AGREE ETH > ".to_owned()), "{got:?}");
    assert!(!got.iter().any(|r| r.starts_with("AGREE SDN")), "{got:?}");
}

#[test]
fn letters_before_a_name_are_parts_of_it() {
    for name in ["С.А.Рябков", "И.В.Петров", "К.И.Косачев", "А.Ю.Руденко", "А. Ю. Руденко"]
    {
        let text = format!(
            "Новости\nЗаместитель Министра иностранных дел Российской Федерации {name} принял посла Индонезии."
        );
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), Lang::Ru, &text);
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let person = records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some(o.person.name),
            _ => None,
        });
        let surname = name.rsplit(['.', ' ']).next().unwrap_or(name);
        assert!(person.as_deref().is_some_and(|p| p.ends_with(surname)), "{name}: {person:?}");
    }
}

#[test]
fn a_surname_that_does_not_bend_is_not_whom_the_envoy_serves() {
    let text = "Новости\nСША пообещали катера, рассказала журналистам посол Николь Терио.";
    assert!(countries(Lang::Ru, text).contains(&"says USA".to_owned()));
}

#[test]
fn the_fighters_are_of_the_one_band_named_before() {
    let text =
        "Raid\nColombian forces bombed a camp of the FARC in Ecuador. The rebels said they wanted peace.";
    assert!(countries(Lang::En, text).contains(&"says COL".to_owned()));
    let two = "Raid\nThe FARC and the ELN attacked a camp in Ecuador. The rebels said they wanted peace.";
    assert!(!countries(Lang::En, two).contains(&"says COL".to_owned()));
}

#[test]
fn police_in_a_place_that_nobody_knows_are_of_no_state() {
    let text = "Kenya agrees to send engineers to Mozambique\nNAIROBI, Oct 7 - Kenya signed a pact on Tuesday. The president of Kenya spoke. Kenya \
                will pay.\nPolice in Ancuabe district said that they had arrested 11 people. Police in Nampula said that they had not.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says MOZ".to_owned()) && !got.contains(&"says KEN".to_owned()), "{got:?}");
    assert!(!got.iter().any(|r| r.starts_with("COERCE KEN")), "{got:?}");
}

#[test]
fn whose_a_nameless_source_is_the_words_around_him_tell() {
    let en = |text: &str| {
        countries(
            Lang::En,
            &format!("Row\nThe president of Chad, Ali Omar, avoids the row with Mali.\n{text}"),
        )
    };
    assert!(en("An official at his office said the government would wait.").contains(&"says TCD".to_owned()));
    assert!(en("A source in the French government said Paris would wait.").contains(&"says FRA".to_owned()));
    let ru =
        "Спор\nГайана согласилась на переговоры с Венесуэлой, сообщил источник агентства в бразильском МИД.";
    assert!(countries(Lang::Ru, ru).contains(&"says BRA".to_owned()));
}

#[test]
fn we_of_a_house_is_the_state_that_opens_its_page() {
    let text = "Imposing sanctions\nThe United States is today sanctioning seven companies based in Chad.\nWe call on all states to refrain from \
                supplying weapons.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says USA".to_owned()), "{got:?}");
    assert!(got.contains(&"SANCTION USA > TCD".to_owned()), "{got:?}");
}

#[test]
fn congress_is_not_of_a_state_that_nobody_names() {
    let text = "Unions paralyse Buenos Aires\nArgentine senators debated a bill of President Javier Milei of Argentina.\nCongress condemned the strike.";
    assert!(!countries(Lang::En, text).iter().any(|r| r.contains("USA")));
}

#[test]
fn a_story_of_its_own_towns_is_not_the_one_foreign_state_s_that_it_names() {
    let text = "В Челябинске задержан директор завода\nПолиция задержала в аэропорту Челябинска бывшего директора Игоря Савельева, который собирался в \
                Казахстан.\n«Мой доверитель вину не признаёт», — заявила адвокат Марина Левит. Рабочие в Магнитогорске вышли на митинг.";
    let got = countries(Lang::Ru, text);
    assert!(!got.contains(&"says KAZ".to_owned()), "{got:?}");
}

#[test]
fn the_ministry_is_the_one_told_of_as_a_ministry() {
    let text = "Detention\nThe Ministry of Foreign Affairs of Lithuania condemns the detention of an employee in Baku.\nThe State Security Service of \
                Azerbaijan accused the embassy of spying. The Ministry recommends that Lithuanian citizens refrain from travel.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says LTU".to_owned()), "{got:?}");
}

#[test]
fn a_region_s_name_is_no_part_of_its_governor_s() {
    let of = |text: &str| {
        let (article, doc) =
            common::page(&mut Analyzer::builtin().worker(), Lang::Ru, &format!("Новости\n{text}"));
        code(&article, &doc, Lexicon::builtin()).records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some((o.person.name, o.person.country)),
            _ => None,
        })
    };
    let name = |text: &str| of(text).map(|o| o.0);
    assert_eq!(name("Губернатор округа Марсабит Мохамуд Али прибыл.").as_deref(), Some("Мохамуд Али"));
    assert_eq!(
        name("Губернатор штата Лагос Бабаджиде Санво-Олу прибыл.").as_deref(),
        Some("Бабаджиде Санво-Олу")
    );
    // Where he goes is not whose he is.
    assert_eq!(of("Губернатор области Иван Петров прибыл в Лондон."), Some(("Иван Петров".to_owned(), None)));
}

#[test]
fn an_agency_is_no_party_with_its_letters() {
    let got = countries(
        Lang::En,
        "News\nThe state news agency AKP reported that the prime minister of Cambodia had written a letter.",
    );
    assert!(!got.contains(&"says TUR".to_owned()), "{got:?}");
}

#[test]
fn a_title_of_few_states_is_of_the_one_that_the_article_names() {
    let got = told(
        Lang::En,
        "The Foreign Secretary spoke with Serbia's Foreign Minister, Marko Đurić, about the United Kingdom. The Foreign Secretary accused Iran of lying.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted GBR > IRN"), "{got:?}");
}

#[test]
fn an_adviser_is_of_the_state_whose_president_he_serves() {
    let got = told(
        Lang::En,
        "Massad Boulos, the US president's senior adviser for Africa, accused Rwanda of lying about Congo.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted USA > RWA"), "{got:?}");
}

#[test]
fn a_body_whose_deed_an_official_reports_is_his_own() {
    let got = told(
        Lang::En,
        "The Rwandan army denied it. Congo's communications minister, Patrick Muyaya, said that the army had attacked Uganda.",
    );
    assert!(got.iter().any(|e| e == "ASSAULT asserted COD > UGA"), "{got:?}");
    let got = told(
        Lang::Ru,
        "Армия Руанды это отрицает. Министр связи Конго Патрик Муяя сообщил, что армия напала на Уганду.",
    );
    assert!(got.iter().any(|e| e == "ASSAULT asserted COD > UGA"), "{got:?}");
}

#[test]
fn congress_is_that_of_the_state_where_the_story_plays() {
    let mut worker = Analyzer::builtin().worker();
    let text = "Peru's judges at odds with parliament\nPeru's Constitutional Court annulled the ban. The United States welcomed it.\nThe president of Congress, Fernando Rospigliosi, said that parliament of Peru would not comply.";
    let (article, doc) = common::page(&mut worker, Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let of = records.iter().find_map(|r| match r {
        Record::Statement(s) if s.speaker.name.contains("Rospigliosi") => s.speaker.country.clone(),
        _ => None,
    });
    assert_eq!(of.as_deref(), Some("PER"));
}

#[test]
fn a_fellow_is_of_the_state_in_which_his_institute_is() {
    let mut worker = Analyzer::builtin().worker();
    let text = "The Gulf states quarrel\nThe Emirates and Saudi Arabia recalled their envoys.\n\"This is about who decides,\" said Hala Mansouri, a fellow at a research institute in Kuwait.";
    let list = common::statements(&mut worker, Lang::En, text);
    let of =
        list.iter().find(|s| s.speaker.name.contains("Mansouri")).and_then(|s| s.speaker.country.clone());
    assert_eq!(of.as_deref(), Some("KWT"));
}

#[test]
fn supporters_of_somebody_are_of_his_state() {
    let got = told(Lang::En, "Supporters of Kenyan President William Ruto attacked Uganda.");
    assert_eq!(got, ["ASSAULT asserted KEN > UGA"]);
}

#[test]
fn police_behind_a_dateline_are_of_its_state() {
    let got = countries(
        Lang::En,
        "Mozambique police fire tear gas; Pretoria sends envoy\nMAPUTO, Mozambique (AP) — Police fired tear gas at thousands of demonstrators on Saturday, as South Africa announced that it was dispatching an envoy.\nMozambique has seen weeks of protests. South Africa closed a crossing to Mozambique. The president of Mozambique spoke in Maputo.",
    );
    assert!(got.contains(&"ASSAULT MOZ > ?".to_owned()), "{got:?}");
    // What South Africa announces is behind the verb, not before it.
    assert_eq!(got.iter().filter(|r| r.starts_with("says")).count(), 1, "{got:?}");
}

#[test]
fn states_by_their_full_names() {
    for (lang, text, of) in [
        (
            Lang::Ru,
            "Министр иностранных дел Демократической Социалистической Республики Шри-Ланка Виджита Херат обвинил Чад во лжи.",
            "LKA",
        ),
        (Lang::Ru, "Президент Кооперативной Республики Гайана Ирфаан Али обвинил Чад во лжи.", "GUY"),
        (
            Lang::En,
            "The Minister of Foreign Affairs of the Federal Democratic Republic of Nepal, Arzu Rana, accused Chad of lying.",
            "NPL",
        ),
    ] {
        assert_eq!(told(lang, text), [format!("ACCUSE asserted {of} > TCD")], "{text}");
    }
}

#[test]
fn troops_are_of_the_army_that_tells_of_them() {
    let text = "Rwanda recalled its envoy from Kinshasa on Tuesday. Rwanda joined talks in Luanda. \
        Congolese army spokesman Sylvain Ekenge said government forces had shelled rebel positions on Monday night.";
    let got = told(Lang::En, text);
    assert!(!got.iter().any(|e| e.starts_with("ASSAULT asserted RWA")), "{got:?}");
    assert!(got.iter().any(|e| e.starts_with("ASSAULT asserted COD")), "{got:?}");
}
