package io.carillon.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where an account hears what people write to one of its senders. All of it is kept with each
/// message, so that what is set later changes nothing for those that came before.
///
/// @param form which of the dialect's shapes; empty = it has only one
/// @param main asked first
/// @param fallback asked at once, and once, where that fails
/// @param tags labels that the message gets, by which its dialect knows more of it
public record Inbox(String form, Hook main, Optional<Hook> fallback, Map<String, String> tags) {
  private static final String GET = "GET";
  private static final String POST = "POST";
  private static final int LINES = 3;

  public Inbox {
    tags = Map.copyOf(tags);
  }

  /// One place of a dialect that has one shape, asked by a POST.
  public static Inbox at(String url) {
    return new Inbox("", Hook.posted(url), Optional.empty(), Map.of());
  }

  /// Who is asked, and how.
  ///
  /// @param url an absolute http or https URL of at most 2,048 characters, or what another kind of
  ///   destination has in its place
  /// @param byGet by a GET with all of it in the query, in the place of a POST
  public record Hook(String url, boolean byGet) {
    /// Asked by a POST.
    public static Hook posted(String url) {
      return new Hook(url, false);
    }

    /// `GET` or `POST`.
    public String method() {
      return byGet ? GET : POST;
    }
  }

  /// What is kept of it beside the URL, which is the message's callback, and its labels.
  public Keepsake keepsake() {
    if (!main.byGet() && fallback.isEmpty()) {
      return Keepsake.NONE;
    }
    var second = fallback.orElse(Hook.posted(""));
    var lines = main.method() + '\n' + second.method() + '\n' + second.url();
    return new Keepsake(lines.getBytes(StandardCharsets.UTF_8));
  }

  /// Where the account of a message that a person wrote hears of it; without fallback where that
  /// was blotted out with its words, empty where nobody hears of it.
  public static Optional<Inbox> of(Message message) {
    return message
        .terms()
        .callback()
        .filter(_ -> message.parties().direction() == Direction.INBOUND)
        .map(callback -> read(message, callback.url()));
  }

  /// Where a notice of such a message goes.
  public static Inbox of(Message message, Notice notice) {
    return read(message, notice.destination());
  }

  private static Inbox read(Message message, String url) {
    var origin = message.origin();
    var lines = new String(origin.keepsake().octets(), StandardCharsets.UTF_8).split("\n", -1);
    if (lines.length != LINES) {
      return new Inbox(origin.form(), Hook.posted(url), Optional.empty(), origin.tags());
    }
    return new Inbox(
        origin.form(),
        new Hook(url, lines[0].equals(GET)),
        Optional.of(new Hook(lines[2], lines[1].equals(GET)))
            .filter(second -> !second.url().isEmpty()),
        origin.tags());
  }
}
