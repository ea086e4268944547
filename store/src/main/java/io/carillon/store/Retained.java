package io.carillon.store;

/// What left the tables.
///
/// @param messages that left, for the archive or for good
/// @param octets that were written to the archive
/// @param files of the archive that were deleted
public record Retained(long messages, long octets, long files) {
  Retained plus(Retained more) {
    return new Retained(messages + more.messages, octets + more.octets, files + more.files);
  }

  Retained minus(Retained less) {
    return new Retained(messages - less.messages, octets - less.octets, files - less.files);
  }
}
