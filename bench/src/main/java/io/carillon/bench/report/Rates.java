package io.carillon.bench.report;

/// What passed each point in a second.
///
/// @param accepted messages answered with 2xx
/// @param submitted messages that came to the far end whole
/// @param segments submit_sm that they were
/// @param completed messages told delivered by a webhook, or by an answered receipt where none is
///   wanted
public record Rates(double accepted, double submitted, double segments, double completed) {}
