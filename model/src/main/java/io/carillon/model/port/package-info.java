/// What the engine needs and others provide, one noun each.
///
/// Engine code blocks only in these; the simulation provides all of them from one seed. A port
/// never knows who stands behind it. Start at `Commits`, then `Carrier` and `Herald`.
@NullMarked
package io.carillon.model.port;

import org.jspecify.annotations.NullMarked;
