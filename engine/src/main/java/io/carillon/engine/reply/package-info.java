/// Answers what persons write by the rules that an account has set for its senders: which rule
/// answers, what it says, how its conversation is labelled, and when two machines must not go on
/// answering each other.
///
/// It knows neither dialect nor carrier, and nothing of stop, start and help: those are understood
/// before a rule is asked. Start at `AutoReplies`.
@NullMarked
package io.carillon.engine.reply;

import org.jspecify.annotations.NullMarked;
