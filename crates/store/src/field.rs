//! Which actors and which words a record holds, and in which field. Knows records, no table but `field`.

use legation_model::{ActorRef, DateRef, Evidence, Named, PlaceRef, Record};

macro_rules! fields {
    ($($name:ident = $number:literal $text:literal),+ $(,)?) => {
        /// A role of an actor or a field that holds evidence; the number is that of the table `field`. Roles come
        /// first, so that they fit the bits of `facet_record.roles`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Field { $($name = $number),+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Field] = &[$(Field::$name),+];

            /// Its name in the store.
            pub const fn as_str(self) -> &'static str {
                match self { $(Field::$name => $text),+ }
            }
        }
    };
}

fields! {
    Person = 1 "person", Of = 2 "of", Speaker = 3 "speaker", CoSpeaker = 4 "co_speaker",
    OnBehalfOf = 5 "on_behalf_of", Addressee = 6 "addressee", Relay = 7 "relay", Actor = 8 "actor",
    Recipient = 9 "recipient", Holder = 10 "holder", Party = 11 "party", By = 12 "by", To = 13 "to",
    StepParty = 14 "step_party", StepHolder = 15 "step_holder", Title = 16 "title", Cue = 17 "cue",
    Content = 18 "content", Venue = 19 "venue", Name = 20 "name", Trigger = 21 "trigger", Action = 22 "action",
    Date = 23 "date", Due = 24 "due", Place = 25 "place", StepTrigger = 26 "step_trigger",
    StepDate = 27 "step_date", StepDue = 28 "step_due", Span = 29 "span", Also = 30 "also",
}

impl Field {
    /// Its number in the table `field`.
    pub const fn id(self) -> i64 {
        self as i64
    }

    /// Its bit in `facet_record.roles`.
    pub const fn bit(self) -> i64 {
        1 << self.id()
    }
}

/// What is found in a record.
pub enum Found<'a> {
    /// An actor in a role.
    Actor(Field, &'a ActorRef),
    /// A link of a relay chain that is not known.
    Name(Field, &'a str),
    /// Words that prove a field; those of an actor stand under its role.
    Words(Field, &'a Evidence),
}

/// Hands everything that a record holds to `take`, in the order of the wire.
pub fn each<'a>(record: &'a Record, take: &mut dyn FnMut(Found<'a>)) {
    let mut v = Visit { take };
    match record {
        Record::Article(_) => {}
        Record::Office(r) => {
            v.actor(Field::Person, &r.person);
            v.words(Field::Title, &r.title);
            v.actors(Field::Of, &r.of);
            v.date(Field::Date, r.as_of.as_ref());
        }
        Record::Statement(r) => {
            v.actor(Field::Speaker, &r.speaker);
            v.actors(Field::CoSpeaker, &r.co_speakers);
            v.actors(Field::OnBehalfOf, &r.on_behalf_of);
            v.each(Field::Cue, &r.cue);
            v.each(Field::Content, &r.content);
            v.each(Field::Also, &r.also);
            v.actors(Field::Addressee, &r.addressee);
            v.each(Field::Venue, &r.venue);
            v.relay(&r.relay);
            v.date(Field::Date, r.date.as_ref());
            v.place(r.place.as_ref());
        }
        Record::Event(r) => {
            v.actors(Field::Actor, &r.actors);
            v.actors(Field::Recipient, &r.recipients);
            v.date(Field::Date, r.date.as_ref());
            v.place(r.place.as_ref());
            v.actors(Field::Holder, &r.holder);
            v.relay(&r.relay);
            v.words(Field::Trigger, &r.trigger);
            v.each(Field::Also, &r.also);
        }
        Record::Agreement(r) => {
            v.words(Field::Name, &r.name);
            v.actors(Field::Party, &r.parties);
            for step in &r.assertions {
                v.actors(Field::StepParty, &step.party);
                v.date(Field::StepDate, step.date.as_ref());
                v.date(Field::StepDue, step.due.as_ref());
                v.actors(Field::StepHolder, &step.holder);
                v.words(Field::StepTrigger, &step.trigger);
            }
        }
        Record::Commitment(r) => {
            v.actors(Field::By, &r.by);
            v.actors(Field::To, &r.to);
            v.words(Field::Action, &r.action);
            v.date(Field::Due, r.due.as_ref());
            v.words(Field::Trigger, &r.trigger);
        }
        Record::Diagnostic(r) => v.each(Field::Span, &r.span),
    }
}

struct Visit<'v, 'a> {
    take: &'v mut dyn FnMut(Found<'a>),
}

impl<'a> Visit<'_, 'a> {
    fn words(&mut self, field: Field, words: &'a Evidence) {
        (self.take)(Found::Words(field, words));
    }

    fn each(&mut self, field: Field, list: impl IntoIterator<Item = &'a Evidence>) {
        list.into_iter().for_each(|e| self.words(field, e));
    }

    fn actor(&mut self, role: Field, actor: &'a ActorRef) {
        (self.take)(Found::Actor(role, actor));
        self.each(role, &actor.spans);
    }

    fn actors(&mut self, role: Field, list: impl IntoIterator<Item = &'a ActorRef>) {
        list.into_iter().for_each(|a| self.actor(role, a));
    }

    fn relay(&mut self, links: &'a [Named]) {
        for link in links {
            match link {
                Named::Actor(a) => self.actor(Field::Relay, a),
                Named::Name(name) => (self.take)(Found::Name(Field::Relay, name)),
            }
        }
    }

    fn date(&mut self, field: Field, date: Option<&'a DateRef>) {
        self.each(field, date.and_then(|d| d.span.as_ref()));
    }

    fn place(&mut self, place: Option<&'a PlaceRef>) {
        self.each(Field::Place, place.map(|p| &p.span));
    }
}
