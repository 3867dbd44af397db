//! Random stories, told to the store and to the simplest thing that could be right.

use crate::bench::{AUTHOR, Bench, at, intent, unit};
use proptest::prelude::*;
use shuiheng_store::{Draft, Kind, RecordId, Scope, StoreError};
use std::collections::BTreeMap;

/// What the scopes hold, and the states that undo and redo lead to.
#[derive(Default)]
struct Model {
    now: BTreeMap<usize, u8>,
    undo: Vec<BTreeMap<usize, u8>>,
    redo: Vec<BTreeMap<usize, u8>>,
}

#[derive(Clone, Debug)]
enum Act {
    /// New bodies of some records; none: deleted.
    Change(Vec<(usize, Option<u8>)>),
    Undo,
    Redo,
    Restart,
    Rebuild,
}

/// One act in one of three scopes, at a time that jumps about.
fn act() -> impl Strategy<Value = (usize, i64, Act)> {
    let edit = (0..4_usize, proptest::option::weighted(0.7, 0..3_u8));
    let act = prop_oneof![
        6 => proptest::collection::vec(edit, 0..4).prop_map(Act::Change),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => Just(Act::Restart),
        1 => Just(Act::Rebuild),
    ];
    (0..3_usize, -50..50_i64, act)
}

impl Model {
    fn change(&mut self, edits: &[(usize, Option<u8>)]) {
        let before = self.now.clone();
        for (record, body) in edits {
            match body {
                Some(body) => drop(self.now.insert(*record, *body)),
                None => drop(self.now.remove(record)),
            }
        }
        if self.now != before {
            self.undo.push(before);
            self.redo.clear();
        }
    }

    fn undo(&mut self) {
        if let Some(before) = self.undo.pop() {
            self.redo.push(std::mem::replace(&mut self.now, before));
        }
    }

    fn redo(&mut self) {
        if let Some(after) = self.redo.pop() {
            self.undo.push(std::mem::replace(&mut self.now, after));
        }
    }
}

struct Story {
    bench: Bench,
    scopes: [Scope; 3],
    ids: [[RecordId; 4]; 3],
    models: [Model; 3],
}

impl Story {
    fn new() -> Self {
        let bench = Bench::new();
        let scopes = [bench.a, bench.b, Scope::Workspace];
        let ids = [(); 3].map(|()| [(); 4].map(|()| bench.id()));
        Self { bench, scopes, ids, models: Default::default() }
    }

    fn tell(mut self, (place, seconds, act): &(usize, i64, Act)) -> Self {
        let (scope, model) = (self.scopes[*place], &mut self.models[*place]);
        let store = &mut self.bench.store;
        match act {
            Act::Change(edits) => {
                let ids = self.ids[*place];
                let write = |draft: &mut Draft<'_>| {
                    edits.iter().try_for_each(|(n, body)| match body {
                        Some(body) => draft.put(&unit(ids[*n], scope, &body.to_string())),
                        None => match draft.delete(ids[*n]) {
                            Err(StoreError::NoRecord { .. }) => Ok(()),
                            done => done,
                        },
                    })
                };
                store.transact::<_, StoreError>(&intent("修改", *seconds), write).unwrap();
                model.change(edits);
            }
            Act::Undo => {
                store.undo(scope, AUTHOR, at(*seconds)).unwrap();
                model.undo();
            }
            Act::Redo => {
                store.redo(scope, AUTHOR, at(*seconds)).unwrap();
                model.redo();
            }
            Act::Rebuild => store.rebuild().unwrap(),
            Act::Restart => self.bench = self.bench.away(|_| {}),
        }
        self
    }

    fn holds(&self) {
        for ((scope, ids), model) in self.scopes.iter().zip(&self.ids).zip(&self.models) {
            let units = self.bench.store.list::<String>(Kind::Unit, *scope).unwrap();
            let found: Vec<_> = units.into_iter().map(|unit| (unit.id, unit.body)).collect();
            let expected: Vec<_> =
                model.now.iter().map(|(n, body)| (ids[*n], body.to_string())).collect();
            assert_eq!(found, expected);
            let store = &self.bench.store;
            assert_eq!(store.can_undo(*scope).unwrap().is_some(), !model.undo.is_empty());
            assert_eq!(store.can_redo(*scope).unwrap().is_some(), !model.redo.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_story_ends_as_it_should_and_undoing_all_leads_back_to_the_start(
        acts in proptest::collection::vec(act(), 1..30)
    ) {
        let mut story = Story::new();
        for act in &acts {
            story = story.tell(act);
            story.holds();
        }
        story.bench.is_sound();
        for scope in story.scopes {
            while story.bench.store.undo(scope, AUTHOR, at(0)).unwrap().is_some() {}
            prop_assert_eq!(story.bench.store.ids(scope).unwrap(), []);
        }
        story.bench.is_sound();
    }
}
