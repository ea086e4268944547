/// Erases people: finds every message from or to a person in the data of an account and those below
/// it, and has it blotted out, with all else that is held of the person, until nothing is left.
///
/// It never knows how orders come in, nor how what is kept is kept. Start at `Erasing`.
@NullMarked
package io.carillon.engine.erase;

import org.jspecify.annotations.NullMarked;
