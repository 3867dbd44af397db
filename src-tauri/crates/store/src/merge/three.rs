//! A body merged three ways, field by field.

use serde_json::{Map, Value};

/// How deep fields are told apart. Below that a value is one thing: a figure is not merged out
/// of one copy's value and the other's origin.
const DEPTH: usize = 2;

/// A field that both changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clash {
    /// `unit.name`; empty for the whole body.
    pub(super) field: String,
    pub(super) base: Option<Value>,
    pub(super) mine: Option<Value>,
    pub(super) theirs: Option<Value>,
}

/// Merges; `decide` is asked for each field that both changed and gives what holds, mine for
/// the time being where it does not know.
pub(super) fn merged(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    decide: &mut dyn FnMut(Clash) -> Option<Value>,
) -> Option<Value> {
    field(("", DEPTH), (base, mine, theirs), decide)
}

type Sides<'v> = (Option<&'v Value>, Option<&'v Value>, Option<&'v Value>);

fn field(
    (path, depth): (&str, usize),
    (base, mine, theirs): Sides<'_>,
    decide: &mut dyn FnMut(Clash) -> Option<Value>,
) -> Option<Value> {
    if mine == theirs || theirs == base {
        return mine.cloned();
    }
    if mine == base {
        return theirs.cloned();
    }
    if depth > 0
        && let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs)
        && let Some(Value::Object(base)) = base
    {
        let mut whole = Map::new();
        let mut keys: Vec<&String> = mine.keys().chain(theirs.keys()).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let sides = (base.get(key), mine.get(key), theirs.get(key));
            let value = field((&path, depth - 1), sides, decide);
            whole.extend(value.map(|value| (key.clone(), value)));
        }
        return Some(Value::Object(whole));
    }
    decide(Clash {
        field: path.to_owned(),
        base: base.cloned(),
        mine: mine.cloned(),
        theirs: theirs.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check([base, mine, theirs]: [Value; 3], expected: Value, clashes: &[&str]) {
        let mut told = Vec::new();
        let whole = merged(Some(&base), Some(&mine), Some(&theirs), &mut |clash| {
            told.push(clash.field.clone());
            clash.theirs
        });
        assert_eq!(whole, Some(expected));
        assert_eq!(told, clashes);
    }

    #[test]
    fn what_one_changed_is_taken_and_what_both_changed_is_asked() {
        let base = json!({"a": 1, "b": 2, "c": {"x": 1, "y": {"deep": 1}}});
        check([base.clone(), base.clone(), json!({"a": 9})], json!({"a": 9}), &[]);
        check(
            [
                base.clone(),
                json!({"a": 5, "b": 2, "c": base["c"]}),
                json!({"a": 1, "b": 7, "c": base["c"]}),
            ],
            json!({"a": 5, "b": 7, "c": base["c"]}),
            &[],
        );
        check(
            [
                base.clone(),
                json!({"a": 5, "b": 2, "c": base["c"]}),
                json!({"a": 6, "b": 2, "c": base["c"]}),
            ],
            json!({"a": 6, "b": 2, "c": base["c"]}),
            &["a"],
        );
        check(
            [
                base.clone(),
                json!({"a": 1, "b": 2, "c": {"x": 3, "y": {"deep": 1}}}),
                json!({"a": 1, "b": 2, "c": {"x": 1, "y": {"deep": 4}}}),
            ],
            json!({"a": 1, "b": 2, "c": {"x": 3, "y": {"deep": 4}}}),
            &[],
        );
        check(
            [
                json!({"c": {"y": {"p": 1, "q": 1}}}),
                json!({"c": {"y": {"p": 2, "q": 1}}}),
                json!({"c": {"y": {"p": 1, "q": 2}}}),
            ],
            json!({"c": {"y": {"p": 1, "q": 2}}}),
            &["c.y"],
        );
        check([json!({"a": 1, "b": 1}), json!({"b": 1}), json!({"a": 1})], json!({}), &[]);
        check([json!("甲"), json!("乙"), json!("丙")], json!("丙"), &[""]);
    }
}
