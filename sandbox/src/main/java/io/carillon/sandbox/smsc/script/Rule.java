package io.carillon.sandbox.smsc.script;

import java.util.Optional;

/// What happens to the messages that it is for.
///
/// @param reply what the person answers to a message that is delivered; empty = nothing
/// @param orders what query_sm, cancel_sm and replace_sm of such a message are answered
/// @param hostile what befalls the bind that brought the message
public record Rule(
    Match match,
    Reaction reaction,
    IdForm id,
    ReceiptPlan receipt,
    String reply,
    Orders orders,
    Optional<Hostility> hostile) {}
