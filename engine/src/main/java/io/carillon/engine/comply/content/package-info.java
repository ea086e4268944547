/// What a text says, as far as that may stop it: how much it is like spam.
///
/// Pure, on the text alone: no account, no store, no clock. It keeps no text and tells none, only
/// figures. Start at `SpamModel`; `docs/internals/spam.md` says how it was trained and measured.
@NullMarked
package io.carillon.engine.comply.content;

import org.jspecify.annotations.NullMarked;
