package io.carillon.bench.far;

/// What the far end has seen so far, as it tells `Round` when asked.
///
/// @param binds SMPP sessions that are bound now
/// @param submits every submit_sm that was taken, repeats and segments too
/// @param throttled submit_sm that were answered ESME_RTHROTTLED
/// @param submitted different messages that came whole
/// @param repeatedSubmits submit_sm of a destination and text that was here before
/// @param receipts deliver_sm sent with a receipt, repeats too
/// @param acknowledged receipts that the product took
/// @param receipted different messages of which it took all receipts
/// @param refused receipts that the product answered with an error; they are sent again
/// @param posts every webhook call, of the slow and the silent sink too
/// @param delivered different messages that a webhook called delivered
/// @param repeatedPosts `delivered` webhooks of a message whose first one was answered
/// @param otherPosts webhook calls that said something else
/// @param strays submit_sm and webhooks of a recipient that is not in the run's numbering
/// @param brokenPeers connections ended because what came was not the protocol
public record Counts(
    long binds,
    long submits,
    long throttled,
    long submitted,
    long repeatedSubmits,
    long receipts,
    long acknowledged,
    long receipted,
    long refused,
    long posts,
    long delivered,
    long repeatedPosts,
    long otherPosts,
    long strays,
    long brokenPeers) {}
