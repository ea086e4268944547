/// What an account does with messages that it has: cancels, replaces, redacts and erases them.
///
/// Never decides what becomes of a message on its way; what is on the wire is not its business.
/// Start reading at [Amendments].
@NullMarked
package io.carillon.engine.amend;

import org.jspecify.annotations.NullMarked;
