/// What accounts and persons write to each other, as conversations: which message belongs to which,
/// who looks after one, what is noted beside it, and until when a person may be answered freely.
///
/// It never sends anything: a reply is a message like any other, by `engine.accept`. Start at
/// `Threading`.
@NullMarked
package io.carillon.engine.conversation;

import org.jspecify.annotations.NullMarked;
