/// The ways out, a package a kind of far end.
///
/// A carrier turns a part into one exchange and reports what happened; it never retries, stores or
/// bills.
@NullMarked
package io.carillon.carriers;

import org.jspecify.annotations.NullMarked;
