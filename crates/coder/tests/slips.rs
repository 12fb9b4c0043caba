//! Sentences in which a record would be false: nature that strikes, waits and conditions, what is only asked, a paper's own talks, subjects taken
//! crosswise.

use legation_model::Lang;

mod common;

use common::told;

fn lacks(lang: Lang, text: &str, part: &str) {
    let got = told(lang, text);
    assert!(!got.iter().any(|e| e.contains(part)), "{part} in {got:?}: {text}");
}

fn has(lang: Lang, text: &str, event: &str) {
    let got = told(lang, text);
    assert!(got.iter().any(|e| e == event), "{event} not in {got:?}: {text}");
}

#[test]
fn nature_and_hauliers_are_no_assault() {
    lacks(Lang::En, "Tropical Cyclone Freddy killed at least 99 people in Malawi.", "ASSAULT");
    lacks(Lang::En, "Minsk hit back at Polish hauliers.", "ASSAULT");
    has(Lang::En, "Israel hit back at Hamas with air strikes.", "ASSAULT asserted ISR > PSE");
}

#[test]
fn what_is_waited_for_has_not_happened() {
    let text =
        "Army chief al-Burhan of Sudan ruled out talks until the Rapid Support Forces lay down their arms.";
    lacks(Lang::En, text, "RETREAT asserted");
    has(
        Lang::Ru,
        "Президент Бразилии приедет в Йоханнесбург, даже если президент США его пропустит.",
        "AGREE planned BRA > ZAF",
    );
    has(
        Lang::En,
        "The president of Brazil will visit South Africa even if the president of Mexico stays away.",
        "AGREE planned BRA > ZAF",
    );
}

#[test]
fn things_in_danger_are_not_threatened() {
    let text = "Египет и Саудовская Аравия осудили налёты. Генеральный секретарь ООН заявил, что они угрожают доставке грузов.";
    lacks(Lang::Ru, text, "THREATEN");
    has(Lang::Ru, "Иран угрожает Израилю.", "THREATEN asserted IRN > ISR");
    lacks(Lang::Ru, "Премьер-министр Фиджи заверил, что Китай не причастен к договору.", "AGREE");
    lacks(Lang::Ru, "МИД Казахстана рекомендует воздержаться от поездок в Иран.", "CONSULT");
}

#[test]
fn a_papers_own_talk_is_no_meeting() {
    lacks(Lang::Ru, "Мы поговорили с министром обороны Колумбии.", "CONSULT");
}

#[test]
fn subjects_are_not_taken_crosswise() {
    let text =
        "Ватикан и ООН просят Колумбию вернуться за стол, но Венесуэла на днях закрыла границу с Колумбией.";
    has(Lang::Ru, text, "SANCTION asserted VEN > COL");
    let text = "Армия Конго обвинила Руанду в поставках оружия. Кигали обвинения отвергает.";
    has(Lang::Ru, text, "REJECT asserted RWA > COD");
}

#[test]
fn courts_of_districts_are_of_no_other_state() {
    lacks(Lang::Ru, "В Первомайском районном суде столицы продлили арест журналиста.", "UKR");
    lacks(Lang::Ru, "В Советском районном суде столицы продлили арест журналиста.", "SUN");
}

#[test]
fn thirty_commanders_are_not_the_two_named_before() {
    let text = "Президент Колумбии Густаво Петро и президент США Дональд Трамп поговорили. Прокуратура Колумбии выдала ордера на арест тридцати командиров.";
    lacks(Lang::Ru, text, "> USA");
}

#[test]
fn what_one_insists_is_so_is_no_demand() {
    lacks(Lang::En, "Japan insists that all such claims of Korea were settled by a treaty.", "REQUEST");
    lacks(Lang::En, "The president of Ethiopia insists that he does not want war with Eritrea.", "REQUEST");
    lacks(Lang::En, "The prime minister of Georgia suggested that the speaker had grown tired.", "REQUEST");
    has(
        Lang::En,
        "The president of Ghana insisted that Togo withdraw its troops.",
        "REQUEST asserted GHA > TGO",
    );
    lacks(
        Lang::En,
        "The foreign minister of New Zealand called on the Governor-General, Sir David Kapu.",
        "REQUEST",
    );
}

#[test]
fn the_accused_dismisses_charges_without_conceding() {
    lacks(Lang::En, "Eritrea dismissed the charges of Ethiopia.", "CONCEDE");
    has(
        Lang::En,
        "A court in Kenya dismissed the charges against a Somali trader.",
        "CONCEDE asserted KEN > SOM",
    );
}

#[test]
fn a_second_clause_has_its_own_subject() {
    let text = "Премьер Онтарио Даг Форд объявил о приостановке надбавки, и Белый дом от удвоения отказался.";
    has(Lang::Ru, text, "REJECT asserted USA > ");
    let text =
        "Russian glide bombs hit an apartment block in Ukraine; the president of Poland appeals for weapons.";
    lacks(Lang::En, text, "REQUEST change asserted POL > RUS");
    lacks(Lang::Ru, "Посольство Непала ответило, что Катманду приветствовал бы шаги Индии.", "planned");
}

#[test]
fn what_is_banned_somewhere_is_banned_by_nobody_told() {
    let text = "Министр Франции раскритиковала ввоз запрещенных в ЕС пестицидов.";
    lacks(Lang::Ru, text, "SANCTION");
    lacks(Lang::Ru, "Армия Боливии на улицы не выйдет.", "PROTEST");
    lacks(Lang::En, "Belgium suspended a health programme in Rwanda.", "RETREAT");
}

#[test]
fn marchers_are_not_of_the_state_that_acts_beside_them() {
    let text = "Police fired on Saturday to disperse thousands of supporters of the opposition who were marching in Maputo, as neighbouring South Africa announced an envoy.";
    lacks(Lang::En, text, "PROTEST asserted ZAF");
    has(
        Lang::En,
        "The United States imposed visa restrictions on six Venezuelan officials.",
        "SANCTION asserted USA > VEN",
    );
}

#[test]
fn our_neighbours_are_others() {
    let got = told(Lang::En, "\"Our allies condemned the attack by Sudan,\" said the president of Chad.");
    assert!(!got.iter().any(|e| e.starts_with("ACCUSE asserted TCD")), "{got:?}");
    lacks(Lang::Ru, "«Наши партнёры просят о помощи», — сказал министр обороны Франции.", "REQUEST");
    has(
        Lang::En,
        "\"Our government condemned the attack by Sudan,\" said the president of Chad.",
        "ACCUSE asserted TCD > SDN",
    );
}
