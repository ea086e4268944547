/// SMS by SMPP 3.4 to a carrier's message centre.
///
/// It is in charge of what a part looks like as a submit_sm and what a deliver_sm means; the
/// session itself is `wire.smpp`'s. It never retries, stores or bills. Start at `SmppCarrier`; the
/// tables stand in `SmppMapping`.
@NullMarked
package io.carillon.carriers.smpp;

import org.jspecify.annotations.NullMarked;
