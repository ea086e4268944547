/// HTTP/1.1, both ways: a small server layer over the HTTP engine and the guarded client.
///
/// In charge of connections, limits, matching paths to routes, and of calling foreign addresses
/// without being led to our own network. It must never know a message, an account, JSON or any
/// vendor's error shape: each `Mount` brings its own. No type of the HTTP engine leaves this
/// package. Start at `HttpServer`, `Mount` and `Route`; for calls out at `GuardedClient`.
@NullMarked
package io.carillon.wire.http;

import org.jspecify.annotations.NullMarked;
