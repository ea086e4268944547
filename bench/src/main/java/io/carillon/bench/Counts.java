package io.carillon.bench;

/// What the far end has seen so far, as it tells `Round` when asked.
///
/// @param binds SMPP sessions that are bound now
/// @param submits every submit_sm, repeats and segments too
/// @param submitted different messages among them
/// @param repeatedSubmits submit_sm of a destination and text that was here before
/// @param receipts deliver_sm sent with a receipt, repeats too
/// @param acknowledged receipts that the product took
/// @param refused receipts that the product answered with an error; they are sent again
/// @param posts every webhook call
/// @param delivered different messages that a webhook called delivered
/// @param repeatedPosts `delivered` webhooks of a message that had one already
/// @param otherPosts webhook calls that said something else
/// @param strays submit_sm and webhooks of a recipient that is not in the run's numbering
/// @param brokenPeers connections ended because what came was not the protocol
record Counts(
    long binds,
    long submits,
    long submitted,
    long repeatedSubmits,
    long receipts,
    long acknowledged,
    long refused,
    long posts,
    long delivered,
    long repeatedPosts,
    long otherPosts,
    long strays,
    long brokenPeers) {}
