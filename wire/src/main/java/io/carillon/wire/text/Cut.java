package io.carillon.wire.text;

/// One segment's share of a text: from index `from` (UTF-16, inclusive) to `to` (exclusive), in
/// `units` of its encoding.
public record Cut(int from, int to, int units) {}
