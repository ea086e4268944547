/// The program: settings, commands, and the lists of `new` that wire everything.
///
/// It decides nothing about messages. Start at `Main`.
@NullMarked
package io.carillon.app;

import org.jspecify.annotations.NullMarked;
