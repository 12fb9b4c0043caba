//! Actors, offices and references in analysed sentences.

use legation_coder::Text;
use legation_coder::cast::Cast;
use legation_model::Lang;
use legation_nlp::TokenId;

mod common;

/// Runs `check` over the cast of `words`.
fn with<T>(lang: Lang, words: &str, check: impl FnOnce(&Text<'_>, &Cast) -> T) -> T {
    common::with_cast(lang, words, |text, _, cast| check(text, cast))
}

fn offices(lang: Lang, words: &str) -> Vec<String> {
    with(lang, words, |_, cast| {
        cast.offices()
            .iter()
            .map(|o| {
                let of = o.of.as_ref().and_then(|of| of.id.clone()).unwrap_or_else(|| "?".to_owned());
                format!("{} {} {of} {}", o.person.id.as_deref().unwrap_or("?"), o.office, o.phase)
            })
            .collect()
    })
}

/// Ids (or names) of those that the phrase around the word `head` names.
fn named(lang: Lang, words: &str, head: &str) -> Vec<String> {
    with(lang, words, |text, cast| {
        let head =
            (0..text.doc.len() as TokenId).find(|&t| text.doc.form(t) == head).expect("the word is there");
        cast.participants(text, head, None)
            .iter()
            .map(|p| cast.reference(text, p))
            .map(|r| r.id.clone().unwrap_or(r.name))
            .collect()
    })
}

#[test]
fn offices_of_titles_and_names() {
    for (lang, words, expected) in [
        (
            Lang::Ru,
            "Министр иностранных дел Грузии Заур Квеладзе прибыл в Ереван.",
            "zaur-kveladze foreign-minister GEO current",
        ),
        (
            Lang::Ru,
            "Бывший посол Казахстана в Сербии Асан Бекетов дал интервью.",
            "asan-beketov ambassador KAZ former",
        ),
        (
            Lang::Ru,
            "Заместитель министра иностранных дел Белоруссии Пётр Гордиевич выступил на форуме.",
            "pyotr-gordievich deputy-foreign-minister BLR current",
        ),
        (
            Lang::Ru,
            "Официальный представитель МИД Армении Анаит Тороян провела брифинг.",
            "anait-toroyan spokesperson ARM current",
        ),
        (
            Lang::En,
            "Georgian Foreign Minister Zaur Kveladze arrived in Yerevan.",
            "zaur-kveladze foreign-minister GEO current",
        ),
        (
            Lang::En,
            "Zaur Kveladze, the foreign minister of Georgia, arrived in Yerevan.",
            "zaur-kveladze foreign-minister GEO current",
        ),
        (
            Lang::En,
            "Former Irish Prime Minister Donal Breen criticised the plan.",
            "donal-breen head-of-government IRL former",
        ),
        (
            Lang::En,
            "President Ahmed Darwish of Egypt welcomed the guests.",
            "ahmed-darwish head-of-state EGY current",
        ),
    ] {
        assert_eq!(offices(lang, words), [expected], "{words}");
    }
}

#[test]
fn ministers_of_two_states_are_each_of_their_own() {
    let two = ["zaur-kveladze foreign-minister GEO current", "armen-toroyan foreign-minister ARM current"];
    let ru = "Министры иностранных дел Грузии и Армении Заур Квеладзе и Армен Тороян провели встречу.";
    assert_eq!(offices(Lang::Ru, ru), two);
    let en = "Foreign ministers of Georgia and Armenia Zaur Kveladze and Armen Toroyan held a meeting.";
    assert_eq!(offices(Lang::En, en), two);
}

#[test]
fn known_persons_keep_their_key_in_both_scripts() {
    let of = |lang, words| offices(lang, words);
    assert_eq!(
        of(Lang::Ru, "Встреча с главой МИД РФ Сергеем Лавровым прошла в среду."),
        ["sergey-lavrov foreign-minister RUS current"]
    );
    assert_eq!(
        of(Lang::En, "Russian Foreign Minister Sergei Lavrov met reporters."),
        ["sergey-lavrov foreign-minister RUS current"]
    );
}

#[test]
fn invented_countries_leave_the_country_open() {
    let all = with(Lang::En, "President Gustav Zeller of Zubrowka thanked the delegation.", |_, cast| {
        cast.offices().iter().map(|o| (o.person.name.clone(), o.person.country.clone())).collect::<Vec<_>>()
    });
    assert_eq!(all, [("Gustav Zeller".to_owned(), None)]);
}

#[test]
fn participants_of_coordination() {
    let ru = "Лавров и Рыженков обсудили проект договора России и Белоруссии.";
    assert_eq!(named(Lang::Ru, ru, "Лавров"), ["sergey-lavrov", "maxim-ryzhenkov"]);
    let en = "Russia and Belarus signed a memorandum.";
    assert_eq!(named(Lang::En, en, "Russia"), ["RUS", "BLR"]);
}

#[test]
fn a_capital_acts_or_is_a_place() {
    assert_eq!(named(Lang::Ru, "Москва приветствует это решение.", "Москва"), ["RUS"]);
    assert!(named(Lang::Ru, "Переговоры прошли в Москве.", "Москве").is_empty());
    assert!(named(Lang::En, "The talks were held in Moscow.", "Moscow").is_empty());
}

#[test]
fn agents_have_the_country_beside_them() {
    let country = |lang, words: &str, head: &str| {
        with(lang, words, |text, cast| {
            let head = (0..text.doc.len() as TokenId).find(|&t| text.doc.form(t) == head).expect("the word");
            let refs: Vec<_> =
                cast.participants(text, head, None).iter().map(|p| cast.reference(text, p)).collect();
            refs.first().map(|r| (r.country.clone(), r.sectors.first().map(ToString::to_string)))
        })
    };
    let some = |c: &str, s: &str| Some((Some(c.to_owned()), Some(s.to_owned())));
    assert_eq!(country(Lang::Ru, "Власти Грузии открыли границу.", "Власти"), some("GEO", "GOV"));
    assert_eq!(country(Lang::En, "Rebels in eastern Chad attacked a convoy.", "Rebels"), some("TCD", "REB"));
    assert_eq!(country(Lang::En, "Guyanese police officers arrested him.", "officers"), some("GUY", "COP"));
    assert_eq!(named(Lang::En, "Observers praised the decision.", "Observers"), ["Observers"]);
}

#[test]
fn later_words_mean_those_named_before() {
    let ru = "Министр иностранных дел Грузии Заур Квеладзе прибыл в Ереван. Министр провёл переговоры.";
    assert_eq!(named(Lang::Ru, ru, "Министр").first().map(String::as_str), Some("zaur-kveladze"));
    let he = "Министр иностранных дел Грузии Заур Квеладзе прибыл в Ереван. Он провёл переговоры.";
    assert_eq!(named(Lang::Ru, he, "Он"), ["zaur-kveladze"]);
    let she = "Georgian Foreign Minister Nino Kveladze arrived in Yerevan. She met the president.";
    assert_eq!(named(Lang::En, she, "She"), ["nino-kveladze"]);
    let sides = "Министр иностранных дел Грузии Заур Квеладзе встретился с министром иностранных дел Армении \
                 Арменом Торояном. Стороны обсудили торговлю.";
    assert_eq!(named(Lang::Ru, sides, "Стороны").len(), 2);
}

#[test]
fn the_side_of_a_state_is_the_state() {
    assert_eq!(named(Lang::Ru, "Российская сторона поддержала предложение.", "сторона"), ["RUS"]);
    assert_eq!(named(Lang::En, "The Turkish side supported the proposal.", "side"), ["TUR"]);
}

#[test]
fn no_input_breaks_it() {
    for words in [
        "",
        " ",
        "«",
        "Министр",
        "экс-",
        "of the of",
        "президент президент президент и и",
        "А. Б. В.",
        "постоянного представителя России при",
        "Иван Петров из",
        "губернатор округа",
        "ambassador to",
        "envoy of Chad in",
        "a spokesperson for the",
        "Police in",
        "companies based",
        "Anna Berg of",
        "Governor of Tver Region",
        "she'd",
    ] {
        with(Lang::Ru, words, |_, cast| cast.mentions().len());
        with(Lang::En, words, |_, cast| cast.mentions().len());
    }
}

/// Initials that the tokens cut apart, and oblique cases that look like a woman's name, are the same person.
#[test]
fn known_persons_keep_their_ids_in_every_form() {
    for (words, expected) in [
        ("Состоялась встреча министра иностранных дел России С.В.Лаврова с послом.", "sergey-lavrov"),
        ("Визит президента Белоруссии Александра Лукашенко завершился.", "alexander-lukashenko"),
        ("Переговоры с президентом Белоруссии Александром Лукашенко завершились.", "alexander-lukashenko"),
        ("Визит президента Франции Эммануэля Макрона завершился.", "emmanuel-macron"),
    ] {
        let found = offices(Lang::Ru, words);
        assert!(found.iter().any(|o| o.starts_with(expected)), "{words}: {found:?}");
    }
}

/// Person, position, whose it is, phase.
fn positions(lang: Lang, words: &str) -> Vec<String> {
    with(lang, words, |_, cast| {
        cast.offices()
            .iter()
            .map(|o| {
                let of = o.of.as_ref().map_or("-", |of| of.name.as_str());
                format!("{}: {} of {of}, {}", o.person.name, o.title.quote, o.phase)
            })
            .collect()
    })
}

#[test]
fn a_title_is_parted_into_position_and_house() {
    for (words, expected) in [
        (
            "Министр торговли Грузии Заур Квеладзе прибыл.",
            "Заур Квеладзе: Министр торговли of Грузии, current",
        ),
        (
            "Директором завода «Маяк» назначена Ольга Котова.",
            "Ольга Котова: Директором of завода «Маяк», current",
        ),
        (
            "Ольга Котова занимает пост директора завода «Маяк».",
            "Ольга Котова: директора of завода «Маяк», current",
        ),
        (
            "Лидер Движения против коррупции Павел Ким выступил.",
            "Павел Ким: Лидер of Движения против коррупции, current",
        ),
        (
            "Анна Юрьева, экс-глава департамента торговли, арестована.",
            "Анна Юрьева: экс-глава of департамента торговли, former",
        ),
        (
            "Олег Громов назначен директором по стратегии корпорации «Вектор».",
            "Олег Громов: директором по стратегии of корпорации «Вектор», current",
        ),
        ("Иван Петров возглавляет компанию «Заря».", "Иван Петров: возглавляет of компанию «Заря», current"),
    ] {
        assert_eq!(positions(Lang::Ru, words), [expected], "{words}");
    }
    for (words, expected) in [
        (
            "Peter Stone was appointed chief executive of Vector Group.",
            "Peter Stone: chief executive of Vector Group, current",
        ),
        ("Ann Lee, the former mayor of Springdale, was charged.", "Ann Lee: mayor of Springdale, former"),
        (
            "John Smith, director of strategy at Acme Bank, said so.",
            "John Smith: director of strategy of Acme Bank, current",
        ),
        ("Mary Brown heads the Energy Commission.", "Mary Brown: heads of Energy Commission, current"),
        (
            "Bank of Zubrowka economist Lucy Gray said so.",
            "Lucy Gray: economist of Bank of Zubrowka, current",
        ),
    ] {
        assert_eq!(positions(Lang::En, words), [expected], "{words}");
    }
}

#[test]
fn occupations_without_a_house_and_denied_ones_give_no_office() {
    for words in ["Журналист Иван Петров прибыл в Баку.", "Иван Петров не возглавляет компанию «Заря»."]
    {
        assert!(positions(Lang::Ru, words).is_empty(), "{words}");
    }
    for words in ["Journalist Peter Stone arrived in Baku.", "Peter Stone may lead Vector Group."] {
        assert!(positions(Lang::En, words).is_empty(), "{words}");
    }
}

#[test]
fn a_candidate_holds_no_office() {
    for words in [
        "Кандидат в президенты Грузии Заур Квеладзе прибыл в Батуми.",
        "Заур Квеладзе стал кандидатом на пост главы Грузии.",
    ] {
        assert!(offices(Lang::Ru, words).is_empty(), "{words}");
    }
    assert!(offices(Lang::En, "Jim Dale, candidate for governor of Springdale, spoke.").is_empty());
    let ru = "В беседе с корреспондентом газеты «Луч» директор завода Иван Петров отрицал это.";
    assert_eq!(positions(Lang::Ru, ru), ["Иван Петров: директор of завода, current"]);
}

#[test]
fn whoever_serves_a_person_is_somebody_else() {
    let ru = "Представитель Путина прибыл в Баку.";
    assert_eq!(named(Lang::Ru, ru, "Представитель"), ["Представитель Путина"]);
    let en = "A representative of Putin arrived in Baku.";
    assert_eq!(named(Lang::En, en, "representative"), ["representative of Putin"]);
    let both = "Пресс-секретарь Путина Дмитрий Песков выступил.";
    assert_eq!(offices(Lang::Ru, both), ["dmitry-peskov spokesperson RUS current"]);
    let later = "Заместитель министра Турции посетил Баку. Заместитель министра торговли Турции Кемаль Озтюрк \
                 прибыл в Тбилиси.";
    assert_eq!(named(Lang::Ru, later, "Заместитель"), ["Заместитель министра Турции"]);
}

#[test]
fn both_the_latter_and_the_body_mean_those_named_before() {
    let ru = "Президент Франции Жан Морель встретился с президентом Турции Ахметом Демиром. Оба президента \
              подписали декларацию.";
    assert_eq!(named(Lang::Ru, ru, "президента").len(), 2);
    let en = "The foreign ministers of Georgia and Armenia, Zaur Kveladze and Armen Toroyan, signed a plan. Both \
              ministers condemned the attack. The latter invited journalists.";
    let two = ["zaur-kveladze", "armen-toroyan"];
    with(Lang::En, en, |text, cast| {
        let last = |word: &str| {
            (0..text.doc.len() as TokenId)
                .rev()
                .find(|&t| text.doc.form(t) == word)
                .expect("the word is there")
        };
        let ids = |head| -> Vec<String> {
            let all = cast.participants(text, head, None);
            all.iter().filter_map(|p| cast.reference(text, p).id).collect()
        };
        assert_eq!(ids(last("ministers")), two);
        assert_eq!(ids(last("latter")), ["armen-toroyan"]);
    });
    let body = "МИД Армении поддержал план. Ведомство отметило прогресс.";
    assert_eq!(named(Lang::Ru, body, "Ведомство"), ["arm-foreign-ministry"]);
}

#[test]
fn roles_without_names_have_country_and_sectors() {
    let role = |lang, words: &str, head: &str| {
        with(lang, words, |text, cast| {
            let head = (0..text.doc.len() as TokenId).find(|&t| text.doc.form(t) == head).expect("the word");
            let refs: Vec<_> =
                cast.participants(text, head, None).iter().map(|p| cast.reference(text, p)).collect();
            refs.first().map(|r| {
                let sectors: Vec<String> = r.sectors.iter().map(ToString::to_string).collect();
                format!("{} {}", r.country.as_deref().unwrap_or("-"), sectors.join("+"))
            })
        })
        .unwrap_or_default()
    };
    for (lang, words, head, expected) in [
        (Lang::En, "A court in Gomel sentenced an activist.", "court", "BLR JUD"),
        (Lang::En, "Opposition leaders condemned the vote.", "leaders", "- OPP"),
        (Lang::En, "Former Turkish officials criticised the decree.", "officials", "TUR ELI"),
        (Lang::En, "Turkish soldiers shot two migrants.", "soldiers", "TUR MIL"),
        (Lang::En, "Zubrowka soldiers left the town.", "soldiers", "- MIL"),
        (Lang::Ru, "Суд в Гомеле приговорил активиста.", "Суд", "BLR JUD"),
        (Lang::Ru, "Полиция Гайаны арестовала двух человек.", "Полиция", "GUY COP"),
        (Lang::Ru, "Шахтёры объявили забастовку.", "Шахтёры", "- LAB"),
        (Lang::Ru, "Манифестанты разбили витрины.", "Манифестанты", "- CVL"),
    ] {
        assert_eq!(role(lang, words, head), expected, "{words}");
    }
}

#[test]
fn names_that_nobody_knows_still_act() {
    let en = "Zubrowka accused Lutha of aggression.";
    assert_eq!(named(Lang::En, en, "Zubrowka"), ["zubrowka"]);
    assert_eq!(named(Lang::En, en, "Lutha"), ["lutha"]);
    let body = "The Zubrowka government condemned the attack.";
    assert_eq!(named(Lang::En, body, "government"), ["zubrowka-government"]);
}

#[test]
fn two_names_behind_a_comma_are_of_the_two_states_before_it() {
    let en = "The presidents of Chile and Peru, Tomás Quiroga and Santiago Valdés, signed the document.";
    let two = ["tomas-quiroga head-of-state CHL current", "santiago-valdes head-of-state PER current"];
    assert_eq!(offices(Lang::En, en), two);
}

#[test]
fn particles_before_a_hyphen_belong_to_the_name() {
    let ru = "Министр обороны Ирака Хасан аз-Захири прибыл в Багдад.";
    assert_eq!(offices(Lang::Ru, ru), ["khasan-az-zakhiri defence-minister IRQ current"]);
}

#[test]
fn korean_names_end_behind_their_hyphen() {
    let en =
        "South Korean Foreign Minister Park Tae-ho arrived in Hanoi. Park told reporters that he was glad.";
    assert_eq!(offices(Lang::En, en), ["park-tae-ho foreign-minister KOR current"]);
    assert_eq!(named(Lang::En, en, "reporters").len(), 1);
}

#[test]
fn a_list_of_ministers_has_one_state() {
    let en = "Turkish Foreign Minister Cem Aydin, Defence Minister Orhan Polat and Interior Minister Veli Kurt \
              met Iraqi officials in Baghdad.";
    let all = offices(Lang::En, en);
    assert!(all.contains(&"orhan-polat defence-minister TUR current".to_owned()), "{all:?}");
}

#[test]
fn a_name_that_looks_like_a_patronymic_is_one_person() {
    let ru = "Министр обороны Сербии Горан Вукович прибыл в Будапешт. Вукович встретился с коллегой.";
    assert_eq!(offices(Lang::Ru, ru), ["goran-vukovich defence-minister SRB current"]);
    assert_eq!(named(Lang::Ru, ru, "Вукович"), ["goran-vukovich"]);
}

#[test]
fn foreign_names_stand_as_they_are_told() {
    for (ru, id) in [
        ("Министр финансов Ирана Мохаммад Резаи заявил об этом.", "mokhammad-rezai"),
        ("Встреча с премьер-министром Ганы Джоном Атте прошла для Атте успешно.", "dzhon-atte"),
        ("Президент принял министра финансов Перу Антонио Паломино.", "antonio-palomino"),
    ] {
        let all = offices(Lang::Ru, ru);
        assert!(all.iter().any(|o| o.starts_with(&format!("{id} "))), "{ru} {all:?}");
    }
}

#[test]
fn a_counterpart_with_a_name_is_one_actor() {
    let en = "Kenyan Foreign Minister Peter Otieno met his Somali counterpart Yusuf Warsame in Nairobi.";
    assert_eq!(named(Lang::En, en, "counterpart"), ["yusuf-warsame"]);
}

#[test]
fn the_body_told_before_is_whose_spokesman_it_is() {
    let ru =
        "МИД Чили выступил с заявлением. Официальный представитель ведомства Пабло Арайя провел брифинг.";
    assert_eq!(offices(Lang::Ru, ru), ["pablo-arayya spokesperson CHL current"]);
}

#[test]
fn an_adviser_of_a_minister_serves_the_state() {
    let en =
        "Iraqi Prime Minister Salim Jabbari arrived. Jabbari's adviser Karim Hatem told reporters about it.";
    let all = offices(Lang::En, en);
    assert!(all.iter().any(|o| o.starts_with("karim-hatem other IRQ")), "{all:?}");
}

#[test]
fn an_unnamed_deputy_is_nobody_named_later() {
    let ru = "К нам приедет и замминистра иностранных дел. Об этом заявил заместитель министра иностранных дел \
              Грузии Заур Квеладзе.";
    assert_eq!(named(Lang::Ru, ru, "замминистра"), ["замминистра иностранных дел"]);
}

#[test]
fn words_joined_by_and_share_their_country() {
    let whose = |lang, words: &str, head: &str| {
        with(lang, words, |text, cast| {
            let head = (0..text.doc.len() as TokenId)
                .find(|&t| text.doc.form(t) == head)
                .expect("the word is there");
            let all = cast.participants(text, head, None);
            all.iter().map(|p| cast.reference(text, p).country.unwrap_or_default()).collect::<Vec<_>>()
        })
    };
    for (lang, words, head, wanted) in [
        (Lang::En, "Thai and Cambodian troops held a parade.", "troops", vec!["THA", "KHM"]),
        (Lang::Ru, "Российские и белорусские военные провели парад.", "военные", vec!["RUS", "BLR"]),
        (Lang::En, "Danish students and workers thanked Norway.", "students", vec!["DNK", "DNK"]),
        (Lang::En, "Lawmakers and officials in Chad thanked Norway.", "Lawmakers", vec!["TCD", "TCD"]),
        (Lang::En, "Lawmakers and Norwegian officials thanked Chad.", "Lawmakers", vec!["", "NOR"]),
        (Lang::En, "Danish media and government thanked Chad.", "media", vec!["DNK", "DNK"]),
        (Lang::En, "The Danish parliament and government thanked Chad.", "parliament", vec!["DNK", "DNK"]),
        (Lang::En, "The Danish government and media thanked Chad.", "government", vec!["DNK", "DNK"]),
        (Lang::En, "The government thanked Danish students and media of Chad.", "media", vec!["TCD"]),
    ] {
        assert_eq!(whose(lang, words, head), wanted, "{words}");
    }
}

#[test]
fn a_name_for_several_states_means_each() {
    let baltic = ["EST", "LTU", "LVA"];
    for (lang, words, head) in [
        (Lang::En, "The Baltic states thanked Norway.", "states"),
        (Lang::Ru, "Страны Балтии поблагодарили Норвегию.", "Страны"),
        (Lang::Ru, "Норвегия поблагодарила прибалтийские государства.", "государства"),
    ] {
        assert_eq!(named(lang, words, head), baltic, "{words}");
    }
    for (lang, words, head) in [
        (Lang::En, "The governments of the Baltic states thanked Norway.", "governments"),
        (Lang::Ru, "Правительства стран Балтии поблагодарили Норвегию.", "Правительства"),
        (Lang::Ru, "Лидеры стран Балтии поблагодарили Норвегию.", "Лидеры"),
    ] {
        let states: Vec<String> = with(lang, words, |text, cast| {
            let head = (0..text.doc.len() as TokenId).find(|&t| text.doc.form(t) == head).expect("the word");
            let all = cast.participants(text, head, None);
            all.iter().filter_map(|p| cast.reference(text, p).country).collect()
        });
        assert_eq!(states, baltic, "{words}");
    }
    assert_eq!(named(Lang::Ru, "Три страны Балтии поблагодарили Норвегию.", "страны"), baltic);
    assert!(
        !named(Lang::Ru, "Два других государства Балтии ушли.", "государства").contains(&"EST".to_owned())
    );
    // A region is no group of states.
    assert!(!named(Lang::En, "Snow fell in the Baltics.", "Baltics").contains(&"EST".to_owned()));
}

#[test]
fn a_state_behind_the_first_word_of_a_sentence_is_no_person() {
    let en = "Mighty Poland, the tiny Malta, and good France thanked Norway.";
    assert_eq!(named(Lang::En, en, "Poland")[0], "POL");
    let people = with(Lang::En, "Mournful Zambia and Chad met.", |_, cast| {
        let named = cast.mentions().iter().flat_map(|m| &m.actors);
        named.filter(|ix| cast.actor(**ix).kind == legation_model::ActorKind::Person).count()
    });
    assert_eq!(people, 0);
    assert_eq!(named(Lang::En, "Michael Jordan thanked Norway.", "Jordan"), ["michael-jordan"]);
}

#[test]
fn a_first_name_that_is_no_common_one_means_its_bearer() {
    let en = "The commander of the Laotian army, General Sonthu Boonyarat, arrived. Sonthu thanked Chad.";
    let ids = with(Lang::En, en, |text, cast| {
        let all = (0..text.doc.len() as TokenId).filter(|&t| text.doc.form(t) == "Sonthu");
        let met: Vec<_> = all.map(|t| cast.covering(t).map(|m| m.actors.clone())).collect();
        (met.len(), met[0] == met[1] && met[0].is_some())
    });
    assert_eq!(ids, (2, true));
}

#[test]
fn his_government_is_of_the_country_of_whom_it_means() {
    let en = "The president of Peru visited Chile on Monday. He said his government would help.";
    assert_eq!(named(Lang::En, en, "government"), ["per-government"]);
    let ru = "Президент Перу посетил Чили. Он сказал, что его правительство поможет.";
    assert_eq!(named(Lang::Ru, ru, "правительство"), ["per-government"]);
}

#[test]
fn a_counterpart_may_be_named_behind_a_comma() {
    let words =
        "The foreign minister of Chile Alberto Sandoval met his Peruvian counterpart, Ana Quispe, in Lima.";
    assert_eq!(named(Lang::En, words, "counterpart"), ["ana-quispe"]);
}

#[test]
fn the_sides_are_not_those_who_speak_of_them() {
    let en = "Israel and Hamas held talks, Qatari foreign ministry spokesman Majed al-Ansari said. The sides exchanged lists.";
    assert_eq!(named(Lang::En, en, "sides"), ["ISR", "hamas"]);
}

#[test]
fn his_minister_serves_the_state_of_the_person_before() {
    let got = offices(
        Lang::En,
        "Portuguese Prime Minister Ana Silva left Rabat. Morocco and Spain agreed with Silva, and his defence minister, Rui Costa, stayed.",
    );
    assert!(got.contains(&"rui-costa defence-minister PRT current".to_owned()), "{got:?}");
}

#[test]
fn bands_act_in_their_own_name() {
    assert_eq!(named(Lang::En, "Al-Shabaab gunmen killed a judge in Kenya.", "gunmen"), ["al-shabaab"]);
}

#[test]
fn names_go_on_behind_particles() {
    let got =
        offices(Lang::En, "The deal was praised by European Commission President Ursula von der Leyen.");
    assert!(got.iter().any(|o| o.starts_with("ursula-von-der-leyen ")), "{got:?}");
}

#[test]
fn organs_of_a_union_are_of_it() {
    with(Lang::En, "The UN Security Council met. The International Monetary Fund lent money.", |_, cast| {
        let country = |id: &str| {
            let mut all = cast.mentions().iter().flat_map(|m| &m.actors).map(|&ix| cast.actor(ix));
            all.find(|a| a.id.as_deref() == Some(id)).and_then(|a| a.country.clone())
        };
        assert_eq!(country("un-security-council").as_deref(), Some("un"));
        assert_eq!(country("imf"), None);
    });
}

#[test]
fn a_bare_minister_is_what_the_list_says_of_him() {
    let got = offices(Lang::En, "Secretary Antony Blinken thanked Hungary.");
    assert_eq!(got, ["antony-blinken foreign-minister USA current"]);
}

#[test]
fn a_rank_is_no_part_of_a_name() {
    assert_eq!(
        offices(Lang::En, "Sudanese army spokesman Brigadier General Nabil Abdallah spoke."),
        ["nabil-abdallah spokesperson SDN current"]
    );
    let got = offices(Lang::En, "Kenya's Principal Secretary for Foreign Affairs, Mary Njoroge, spoke.");
    assert_eq!(got, ["mary-njoroge other KEN current"]);
}

#[test]
fn a_counterpart_named_holds_the_same_office() {
    let en = "Kenyan Foreign Minister Peter Otieno met his Somali counterpart, Yusuf Warsame, in Nairobi.";
    let all = offices(Lang::En, en);
    assert!(all.contains(&"yusuf-warsame foreign-minister SOM current".to_owned()), "{all:?}");
    let ru =
        "Министр обороны Кении Питер Отиено встретился со своим сомалийским коллегой Юсуфом Ибрагимовым.";
    let all = offices(Lang::Ru, ru);
    assert!(all.contains(&"yusuf-ibragimov defence-minister SOM current".to_owned()), "{all:?}");
}

#[test]
fn a_plural_title_in_capitals_is_everybody_s_behind_it() {
    let all =
        offices(Lang::En, "The treaty was signed by Prime Ministers Narendra Modi and Edi Rama in Rome.");
    assert_eq!(
        all,
        ["narendra-modi head-of-government IND current", "edi-rama head-of-government ALB current"]
    );
}

#[test]
fn its_minister_is_of_the_state_before_it() {
    let en = "Japan, according to its defence minister, Kenta Mori, is preparing to send soldiers to Chile.";
    assert_eq!(offices(Lang::En, en), ["kenta-mori defence-minister JPN current"]);
    // A band stands between: nobody says whose leader he is.
    let band = "The United States designated the Taliban and its defence minister, Omar Gul.";
    assert!(!offices(Lang::En, band).iter().any(|o| o.contains("USA")), "{:?}", offices(Lang::En, band));
}

#[test]
fn a_house_in_capitals_is_no_name_of_a_person() {
    let en = "The minister met the Head of the EU Delegation, Janis Ozols, and the chairperson of the African Union \
              Commission, Kwame Addo.";
    let all = offices(Lang::En, en);
    let of = |name: &str| all.iter().any(|o| o.starts_with(name));
    assert!(of("janis-ozols other") && of("kwame-addo other"), "{all:?}");
    assert!(!of("delegation") && !of("commission"), "{all:?}");
}

#[test]
fn a_short_surname_and_an_initial_are_not_enough() {
    // "M. Morshed Khan" of the list is not "Han Min-soo".
    let all = offices(Lang::En, "South Korean Defense Minister Han Min-soo resigned.");
    assert_eq!(all, ["han-min-soo defence-minister KOR current"]);
}
