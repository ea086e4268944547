package io.carillon.sandbox.smsc.script;

import java.util.Optional;

/// What happens to the messages that it is for.
///
/// @param reply what the person answers to a message that is delivered; empty = nothing
/// @param hostile what befalls the bind that brought the message
public record Rule(
    Match match,
    Reaction reaction,
    IdForm id,
    ReceiptPlan receipt,
    String reply,
    Optional<Hostility> hostile) {}
