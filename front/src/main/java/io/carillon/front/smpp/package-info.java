/// The SMPP server for customers: accounts bind as ESMEs, submit as by any other dialect, and get
/// receipts and what people write on their binds (SMPP 3.4 issue 1.2; a few parts of 5.0).
///
/// In charge of: who may bind, PDUs into submissions and orders, every answer as a command_status,
/// notices into deliver_sm. It never knows a carrier, never stores, never retries: a notice whose
/// destination is `smpp:<system_id>` waits in its lane while nobody is bound.
///
/// Start at `EsmeServer`; `Bound` handles one bind, `EsmeRequests` reads a PDU, `EsmeMapping` and
/// `EsmeFault` are the tables.
@NullMarked
package io.carillon.front.smpp;

import org.jspecify.annotations.NullMarked;
