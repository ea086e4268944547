/// The registry of brands and campaigns that we play ourselves: The Campaign Registry's CSP API on
/// a loopback port.
///
/// It looks at what it is handed for a moment, then approves, asks for more or rejects, by what the
/// filing says. Start at `SandboxRegistry`.
@NullMarked
package io.carillon.sandbox.registry;

import org.jspecify.annotations.NullMarked;
