/// The ports of the model on SQLite and PostgreSQL: named SQL, migrations, one writer.
///
/// It decides nothing: it checks guards and writes. Start at `Writer`.
@NullMarked
package io.carillon.store;

import org.jspecify.annotations.NullMarked;
