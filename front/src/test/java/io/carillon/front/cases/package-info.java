/// Runs cases of a dialect that are written as text files: requests and the replies expected.
///
/// A case is a file of steps. `>>> METHOD path` begins a request, `<<< status` the reply expected,
/// `@ word …` is done to the house between them; `# ` begins a comment. Headers follow, then an
/// empty line and the body. In a request `{name}` stands for what an earlier step captured; in a
/// reply `{uuid}`, `{decimal}`, `{sid32}`, `{refid}`, `{hex}`, `{time}` and `{text}` stand for any
/// such value, and `{name=uuid}` captures it. Bodies in JSON are compared key by key in their
/// order, numbers as they are written. A reply of 400 or more must leave nothing stored. Start at
/// `DialectCases`.
@NullMarked
package io.carillon.front.cases;

import org.jspecify.annotations.NullMarked;
