/// Does what endpoints ask for in their answers to notices: messages back to persons.
///
/// It never knows a dialect, and never reads an answer: heralds do. Start at `Answering`.
@NullMarked
package io.carillon.engine.answer;

import org.jspecify.annotations.NullMarked;
