//! Places.

use std::collections::BTreeSet;

use super::{Check, entities};

/// Files of places; cities stand in the order of their people.
const FILES: [&str; 2] = ["places/cities.tsv", "places/regions.tsv"];

pub(super) fn check(check: &mut Check<'_>) {
    let ids = entities::all_ids(check);
    let mut numbers = BTreeSet::new();
    let mut last = u64::MAX;
    let rows: Vec<_> = FILES.iter().flat_map(|path| check.rows(path)).collect();
    for (table, row) in rows {
        let ranked = table.path.ends_with("cities.tsv");
        let (path, line) = (table.path, row.line);
        let cell = |column| table.cell(&row, column);
        let number = cell("geonames");
        if !number.is_empty() && (number.parse::<u32>().is_err() || !numbers.insert(number)) {
            check.add(path, line, format_args!("GeoNames number {number:?} is bad or stands twice"));
        }
        if cell("names_en").is_empty() && (check.house() || cell("names_ru").is_empty()) {
            check.add(path, line, "the place has no English name");
        }
        let country = cell("country");
        // A gazetteer may name countries that nobody speaks for.
        let code = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
        if !(ids.contains(country) || check.house() && code) {
            check.add(path, line, format_args!("country {country:?} is no entity"));
        }
        let nowhere = !check.house() && cell("lat").is_empty() && cell("lon").is_empty();
        for (column, most) in [("lat", 90.0), ("lon", 180.0)] {
            if !nowhere && !cell(column).parse::<f64>().is_ok_and(|d| d.abs() <= most) {
                check.add(path, line, format_args!("bad {column} {:?}", cell(column)));
            }
        }
        match cell("population").parse::<u64>() {
            Ok(people) if people <= last || !check.house() => last = people,
            Ok(_) => check.add(path, line, "places stand in the order of their people, most first"),
            Err(_) if cell("population").is_empty() && !(check.house() && ranked) => {}
            Err(_) => check.add(path, line, "bad population"),
        }
        for column in ["names_en", "names_ru"] {
            entities::names(check, &table, &row, column);
        }
    }
}
