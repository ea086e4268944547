/// Finding messages by words of their bodies, for accounts that chose it: which words a body has,
/// keeping them behind the way of messages, and finding by them.
///
/// It never knows how words are kept: the store turns each into a token under the account's key.
/// Start at `Words`, then `Indexing`.
@NullMarked
package io.carillon.engine.search;

import org.jspecify.annotations.NullMarked;
