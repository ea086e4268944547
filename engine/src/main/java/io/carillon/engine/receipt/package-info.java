/// What far ends say of messages that they took: receipts find their message, whichever comes
/// first.
///
/// It never knows a receipt's form on the wire. Start at `Inbox`; what is decided stands in
/// `Settling`.
@NullMarked
package io.carillon.engine.receipt;

import org.jspecify.annotations.NullMarked;
