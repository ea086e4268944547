/// Commands that talk to a running server by the native API, from wherever it can be reached:
/// `send`, `messages`, `trace`, `tail`, `doctor`.
///
/// They know no more of the server than any other client: nothing of its floors, its store or its
/// engine. Only `doctor` also looks at what stands around it: the JDK, the settings, the data
/// folder. Start at `Commands`, then `Reach` and `Api`.
///
/// `smsc` needs no server: it plays the far end of one. The group `store` works on the data of a
/// server that does not run.
@NullMarked
package io.carillon.app.command;

import org.jspecify.annotations.NullMarked;
