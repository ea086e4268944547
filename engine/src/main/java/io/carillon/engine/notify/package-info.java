/// Telling callers what became of their messages: owed until told.
///
/// It never renders or sends anything itself; that is a herald's. Start at `Notify`; what is owed
/// is decided in `Owing`, what follows a telling in `Retelling`.
@NullMarked
package io.carillon.engine.notify;

import org.jspecify.annotations.NullMarked;
