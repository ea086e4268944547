/// What the server keeps its messages in: SQLite in its data folder, or a PostgreSQL server of our
/// own; and a long history in either, made by the product's own command.
///
/// Must never know: the load, figures. Start at `Database`.
@NullMarked
package io.carillon.bench.database;

import org.jspecify.annotations.NullMarked;
