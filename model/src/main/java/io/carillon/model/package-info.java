/// The vocabulary that all of Carillon speaks: ids, addresses, content, status, fault, commit.
///
/// It knows no protocol, vendor, database or thread. Start at `Message`, then `port.Commits`.
@NullMarked
package io.carillon.model;

import org.jspecify.annotations.NullMarked;
