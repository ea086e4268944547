/// The one way in for messages to be sent: every dialect, campaign and reply comes through here.
///
/// Checks run in a fixed order (shape, sender, destination, content, money), each small; what
/// passes is committed, synced, and only then answered. It never knows who called or what happens
/// next. Start at `Accept`; the checks stand in `Drafting`.
@NullMarked
package io.carillon.engine.accept;

import org.jspecify.annotations.NullMarked;
