package io.carillon.front.door;

/// How one dialect says one fault, for the page that lists them all. Each dialect's `Routes` has a
/// public `saying(Fault)`.
///
/// @param http the status of a request that is refused for it
/// @param refused the word or number in that refusal; empty where the status says all
/// @param ended the word or number by which an accepted message says that it ended so; may be empty
public record Saying(int http, String refused, String ended) {}
