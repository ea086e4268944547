/// Whether what a message says may go: how much it is like spam, whom it links to, what it is
/// about, how often nearly the same was said of late.
///
/// It knows texts, and what accounts have set; never who writes to whom. It keeps no text and tells
/// none, only rules and figures. Start at `ContentCheck`; `SpamModel` is the classifier, of which
/// `docs/internals/spam.md` says how it was trained and measured.
@NullMarked
package io.carillon.engine.comply.content;

import org.jspecify.annotations.NullMarked;
