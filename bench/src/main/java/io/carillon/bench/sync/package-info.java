/// A disk that syncs slowly: a small library in C, built when it is needed, that stands before the
/// sync calls of the server's process, makes them slower and counts them.
///
/// Must never know: the server, figures.
@NullMarked
package io.carillon.bench.sync;

import org.jspecify.annotations.NullMarked;
