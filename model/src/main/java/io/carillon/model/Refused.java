package io.carillon.model;

import java.time.Instant;

/// What policy refused, kept for 30 days without words and with masked addresses, so that "why was
/// that not sent" has an answer.
///
/// @param requestId the id that the refusal was answered with
/// @param index the place in a bulk; 0 for a single one
/// @param from masked: all but the last two characters are stars
/// @param to masked likewise
/// @param checks the checks that were passed before, in their order, separated by spaces
public record Refused(
    AccountId account,
    String requestId,
    int index,
    String dialect,
    Channel channel,
    String from,
    String to,
    Refusal refusal,
    String checks,
    Instant at) {
  private static final int SHOWN = 2;

  /// An address of which only the last two characters can be read.
  public static String masked(String address) {
    int hidden = Math.max(0, address.length() - SHOWN);
    return "*".repeat(Math.min(hidden, 30)) + address.substring(hidden);
  }
}
