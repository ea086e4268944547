package io.carillon.model;

import io.carillon.model.Message.Place;
import java.util.Map;
import java.util.Optional;

/// A message that an endpoint asks for in its answer to a notice; not checked yet.
///
/// @param place the dialect and form that speak for it ([#place(String, String)])
/// @param callback where its changes are told
/// @param tags labels that its dialect gives it
/// @param keepsake octets that only its dialect reads
public record Reply(
    Place place,
    Ends ends,
    Content content,
    Optional<Callback> callback,
    Map<String, String> tags,
    Keepsake keepsake) {
  private static final String FORM = "reply";

  public Reply {
    tags = Map.copyOf(tags);
  }

  /// The place of replies in this dialect and form.
  public static Place place(String dialect, String form) {
    return Place.of(dialect, form.isEmpty() ? FORM : form + ' ' + FORM);
  }

  /// Whether a message was made as a reply.
  public static boolean isOne(Message message) {
    return message.origin().form().endsWith(FORM);
  }

  /// Between whom, as the endpoint wrote it.
  public record Ends(Channel channel, String from, String to) {}
}
