/// Seals the secrets of a store: AES-256-GCM under a data key, which is itself wrapped under the
/// master key of the operator.
///
/// It never knows of rows, files or databases. Start at `Vault`, then `Envelope`.
@NullMarked
package io.carillon.store.vault;

import org.jspecify.annotations.NullMarked;
