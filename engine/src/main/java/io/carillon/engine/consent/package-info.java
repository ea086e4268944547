/// What people said about being written to, and what follows: who may not be written to by whom,
/// which words stop and start messages, and the end of what waits when they do.
///
/// It never decides by memory: whether a person has stopped a sender is asked by a guard where the
/// message is written. It knows no dialect. Start at `Clearance`.
@NullMarked
package io.carillon.engine.consent;

import org.jspecify.annotations.NullMarked;
