/// Patterns that are matched in a time that is known before: regular expressions without what makes
/// them slow (references back, looking around), run by following all ways at once.
///
/// It knows texts and nothing of messages. Start at `Expression`.
@NullMarked
package io.carillon.engine.reply.pattern;

import org.jspecify.annotations.NullMarked;
