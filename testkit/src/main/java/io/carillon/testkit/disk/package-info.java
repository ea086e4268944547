/// A disk under a test's control: it loses what was not synced, and fails when told to.
///
/// Knows files and processes, nothing of what they hold. Start reading at `brittle.c`, beside the
/// classes: it is what stands between a process and its files.
@NullMarked
package io.carillon.testkit.disk;

import org.jspecify.annotations.NullMarked;
