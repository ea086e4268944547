package io.carillon.bench.load;

/// A request as text, in which `Template.NUMBER` stands for the numbers of its messages.
///
/// @param head request line and header lines but the length, each with its line end
/// @param body as it is sent
/// @param messages how many messages the body carries
public record Request(String head, String body, int messages) {}
