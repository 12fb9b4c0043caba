//! The words of time expressions, read from `lexicon/time/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use legation_model::Lang;

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty seconds, and whatever is shorter.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first third of a month, the first month of a year.
    Beginning,
    /// The second third of a month, June and July.
    Middle,
    /// The last third of a month, December.
    End,
    /// First half.
    FirstHalf,
    /// Second half.
    SecondHalf,
    /// From its start to the anchor ("earlier this year").
    Earlier,
    /// From the anchor to its end ("later this month").
    Later,
    /// These days of it, the negative counted from its end ("the last week of June").
    Days(i8, i8),
    /// The night before it ("в ночь на 5 мая").
    NightBefore,
    /// Not it, but the day so many units away ("two days before 5 May").
    Away(Unit, i32),
}

/// Which of several like periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    BeforeLast,
    Last,
    This,
    Next,
    /// The first one ahead.
    Coming,
    /// Vague past: "recent days".
    Recent,
    /// The one told of: "the same day".
    Same,
}

/// How sure a bare word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// A time word by itself.
    Free,
    /// Also another word: needs a preposition, a number or a qualifier beside it.
    Weak,
    /// Abbreviation: needs a number beside it.
    Short,
    /// Adjective.
    Adjective,
}

/// What a word can mean in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Month(i8, Hold),
    Weekday(i8, Hold),
    Ordinal(i8),
    Tens(i8),
    Number(i32),
    Vague,
    Unit(Unit),
    HalfYearAgo,
    HalfHour,
    YearMark,
    YearAdjective(i8),
    Day(i8),
    Eve(i8),
    Pick(Pick),
    Part(Part),
    Half,
    Third,
    Season(i8, Hold),
    Night,
    Daytime,
    Noon,
    Overnight,
    Now,
    Meridiem,
    Zone,
    ZoneTime,
    DecadeOf(i16),
    Dates,
    Filler,
    About,
    Couple,
    Compare,
    Ago,
    Earlier,
    Later,
    EarlierIn,
    LaterIn,
    In,
    Within,
    For,
    From,
    To,
    Until,
    By,
    NotLater,
    After,
    Between,
    Prep,
    Of,
    The,
    And,
    Roman(i8),
    Counted,
}

impl Sense {
    /// Whether an expression can begin or hang on this word (the scanner stops only at these).
    pub(crate) fn opens(self) -> bool {
        matches!(
            self,
            Sense::Month(..)
                | Sense::Weekday(..)
                | Sense::Ordinal(_)
                | Sense::Tens(_)
                | Sense::Unit(_)
                | Sense::HalfYearAgo
                | Sense::YearAdjective(_)
                | Sense::Day(_)
                | Sense::Eve(_)
                | Sense::Pick(_)
                | Sense::Part(_)
                | Sense::EarlierIn
                | Sense::LaterIn
                | Sense::Season(..)
                | Sense::Roman(_)
                | Sense::HalfHour
                | Sense::Daytime
                | Sense::Noon
                | Sense::Overnight
                | Sense::Now
                | Sense::DecadeOf(_)
        )
    }
}

/// Time words of one language.
#[derive(Debug, Default)]
pub(crate) struct Words {
    senses: HashMap<Box<str>, Vec<Sense>>,
    longest: usize,
}

impl Words {
    /// Senses of a lower-cased form.
    pub(crate) fn get(&self, form: &str) -> &[Sense] {
        if form.len() > self.longest {
            return &[];
        }
        self.senses.get(form).map_or(&[], Vec::as_slice)
    }

    /// Length in bytes of the longest form.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Words of a language; English for those that have no list.
    pub(crate) fn of(lang: Lang) -> &'static Words {
        static RU: LazyLock<Words> =
            LazyLock::new(|| Words::read(include_str!("../../../../lexicon/time/ru.tsv")).0);
        static EN: LazyLock<Words> =
            LazyLock::new(|| Words::read(include_str!("../../../../lexicon/time/en.tsv")).0);
        if lang == Lang::Ru { &RU } else { &EN }
    }

    /// Reads the rows; what cannot be read comes back as the second value, for the test that holds the files to it.
    fn read(table: &str) -> (Words, Vec<String>) {
        let mut words = Words::default();
        let mut bad = Vec::new();
        let rows = || table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let endings: Vec<&str> = rows()
            .filter_map(|row| row.strip_prefix("adjective\t-\t"))
            .flat_map(str::split_whitespace)
            .collect();
        for row in rows() {
            let mut fields = row.split('\t');
            let (Some(class), Some(value), Some(forms)) = (fields.next(), fields.next(), fields.next())
            else {
                bad.push(row.to_owned());
                continue;
            };
            if class == "adjective" {
                continue;
            }
            let Some(sense) = sense(class, value) else {
                bad.push(row.to_owned());
                continue;
            };
            for form in forms.split_whitespace() {
                if class == "month-stem" {
                    for ending in &endings {
                        words.add(&format!("{form}{ending}"), sense);
                    }
                } else {
                    words.add(form, sense);
                }
            }
        }
        (words, bad)
    }

    fn add(&mut self, form: &str, sense: Sense) {
        self.longest = self.longest.max(form.len());
        self.senses.entry(form.into()).or_default().push(sense);
    }
}

fn sense(class: &str, value: &str) -> Option<Sense> {
    let small = || value.parse::<i8>().ok();
    Some(match class {
        "month" => Sense::Month(small()?, Hold::Free),
        "month-weak" => Sense::Month(small()?, Hold::Weak),
        "month-short" => Sense::Month(small()?, Hold::Short),
        "month-stem" => Sense::Month(small()?, Hold::Adjective),
        "weekday" => Sense::Weekday(small()?, Hold::Free),
        "weekday-weak" => Sense::Weekday(small()?, Hold::Weak),
        "weekday-short" => Sense::Weekday(small()?, Hold::Short),
        "ordinal" => Sense::Ordinal(small()?),
        "tens" => Sense::Tens(small()?),
        "number" => Sense::Number(value.parse().ok()?),
        "vague" => Sense::Vague,
        "unit" => Sense::Unit(match value {
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half-year" => Unit::HalfYear,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        }),
        "half-year-ago" => Sense::HalfYearAgo,
        "year-mark" => Sense::YearMark,
        "year-adjective" => Sense::YearAdjective(small()?),
        "day" => Sense::Day(small()?),
        "eve" => Sense::Eve(small()?),
        "rel" => Sense::Pick(match value {
            "before-last" => Pick::BeforeLast,
            "last" => Pick::Last,
            "this" => Pick::This,
            "next" => Pick::Next,
            "coming" => Pick::Coming,
            "recent" => Pick::Recent,
            "same" => Pick::Same,
            _ => return None,
        }),
        "part" => Sense::Part(match value {
            "beginning" => Part::Beginning,
            "middle" => Part::Middle,
            "end" => Part::End,
            _ => return None,
        }),
        "half" => Sense::Half,
        "third" => Sense::Third,
        "season" => Sense::Season(small()?, Hold::Free),
        "season-weak" => Sense::Season(small()?, Hold::Weak),
        "night" => Sense::Night,
        "daytime" => Sense::Daytime,
        "noon" => Sense::Noon,
        "overnight" => Sense::Overnight,
        "now" => Sense::Now,
        "meridiem" => Sense::Meridiem,
        "zone" => Sense::Zone,
        "zone-time" => Sense::ZoneTime,
        "decade-of" => Sense::DecadeOf(value.parse().ok()?),
        "dates" => Sense::Dates,
        "filler" => Sense::Filler,
        "about" => Sense::About,
        "couple" => Sense::Couple,
        "compare" => Sense::Compare,
        "half-hour" => Sense::HalfHour,
        "ago" => Sense::Ago,
        "earlier" => Sense::Earlier,
        "later" => Sense::Later,
        "early-in" => Sense::EarlierIn,
        "late-in" => Sense::LaterIn,
        "in" => Sense::In,
        "within" => Sense::Within,
        "for" => Sense::For,
        "from" => Sense::From,
        "to" => Sense::To,
        "until" => Sense::Until,
        "by" => Sense::By,
        "not-later" => Sense::NotLater,
        "after" => Sense::After,
        "between" => Sense::Between,
        "prep" => Sense::Prep,
        "of" => Sense::Of,
        "the" => Sense::The,
        "and" => Sense::And,
        "roman" => Sense::Roman(small()?),
        "counted" => Sense::Counted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for table in
            [include_str!("../../../../lexicon/time/ru.tsv"), include_str!("../../../../lexicon/time/en.tsv")]
        {
            assert_eq!(Words::read(table).1, Vec::<String>::new());
        }
    }

    #[test]
    fn adjectives_of_months_take_endings() {
        assert_eq!(Words::of(Lang::Ru).get("декабрьского"), &[Sense::Month(12, Hold::Adjective)]);
    }
}
