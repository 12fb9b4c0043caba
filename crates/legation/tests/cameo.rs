//! `legation code --ontology cameo`: events as rows of the old scheme.

mod common;

use common::{stdout, with_input};
use legation_model::cameo::CameoRow;

const STORY: &str = "Ministers meet, ships are seized\n\n\
    LISBON, 3 July 2024 - The following was reported from several capitals of the world on Wednesday by agencies. \
    The president of Brazil visited Chile on Monday. \
    The leaders of Kenya and Uganda discussed the drought in Nairobi. \
    Iran seized a Greek tanker. \
    France will meet Algeria in May. \
    Turkey urged Greece to withdraw its troops from Cyprus. \
    Japan did not sign the treaty with Norway. \
    Canada may impose sanctions on Mali.\n";

fn rows(format: &str) -> String {
    stdout(&with_input(
        &["code", "-", "--ontology", "cameo", "--format", format, "--quiet"],
        STORY.as_bytes(),
    ))
}

#[test]
fn each_pair_is_a_row_with_a_code() {
    let list: Vec<CameoRow> =
        rows("ndjson").lines().map(|l| serde_json::from_str(l).expect("a row a line")).collect();
    let told: Vec<String> = list.iter().map(|r| format!("{} {} {}", r.source, r.target, r.code)).collect();
    for wanted in [
        // A visit goes both ways, as does what both do.
        "BRAGOV CHL 042",
        "CHL BRAGOV 043",
        "KENGOV UGAGOV 040",
        "UGAGOV KENGOV 040",
        "IRN GRC 171",
        // What is planned is an intent, what is asked an appeal, a possible sanction a threat.
        "FRA DZA 036",
        "TUR GRC 0256",
        "CAN MLI 1312",
    ] {
        assert!(told.iter().any(|t| t == wanted), "no {wanted} in {told:#?}");
    }
    // What is said not to have happened is left out.
    assert!(!told.iter().any(|t| t.contains("JPN")), "{told:#?}");
    for row in &list {
        assert!(legation_model::ontology::is_cameo(&row.code), "{row:?}");
        assert!(!row.name.is_empty() && (1..=4).contains(&row.quad), "{row:?}");
    }
}

#[test]
fn every_format_has_the_rows() {
    let csv = rows("csv");
    assert!(csv.starts_with("date,source,target,code,"), "{csv}");
    assert!(csv.contains(",IRN,GRC,171,"), "{csv}");
    assert!(rows("table").contains("GRC"));
    let json: Vec<CameoRow> = serde_json::from_str(&rows("json")).expect("an array");
    assert_eq!(json.len(), csv.lines().count() - 1);
}
