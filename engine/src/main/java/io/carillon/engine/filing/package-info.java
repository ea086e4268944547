/// Brings what accounts have handed in to the registry, and what the registry says of it back.
///
/// It decides when to ask and what an answer means for a filing; it never knows the registry's own
/// words. Start at `Filer`, then `Steps`.
@NullMarked
package io.carillon.engine.filing;

import org.jspecify.annotations.NullMarked;
