/// The arithmetic of the figures, the tables and the JSON file.
///
/// Must never know: processes, sockets, flags. It is given what load and far end counted.
///
/// Start at `Measured` (how the figures of a run come about), then `Rows` and `Report`.
@NullMarked
package io.carillon.bench.report;

import org.jspecify.annotations.NullMarked;
