package io.carillon.front.post;

import io.carillon.model.Attempt.Exchange;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Result;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an endpoint answered to a webhook.
///
/// @param telling what became of it as a telling
/// @param answer empty where none came
/// @param kind what stood in the way of an answer; empty where one came, or the server stops
/// @param call that was made
public record Brought(
    Telling telling, Optional<Result.Answered> answer, Optional<Result.Kind> kind, Call call) {
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})\"?");

  /// The HTTP status; 0 where no answer came.
  public int status() {
    return answer.map(Result.Answered::status).orElse(0);
  }

  /// What went over the wire, without secrets and signatures.
  public Exchange exchange() {
    return exchange(List.of());
  }

  /// The same without the values of some of the fields that were sent.
  public Exchange exchange(List<Field> chosen) {
    return Exchanges.of(new Asking(call, chosen), answer);
  }

  /// What became of it, and what went over the wire where they did not take it.
  public Tried tried() {
    return telling instanceof Telling.Told
        ? Tried.of(telling)
        : new Tried(telling, Optional.of(exchange()));
  }

  /// As much of the body as was asked for; not a copy.
  public byte[] body() {
    return answer.map(Result.Answered::body).orElseGet(() -> new byte[0]);
  }

  /// Whether that is all of it.
  public boolean isWhole() {
    return answer.map(Result.Answered::whole).orElse(true);
  }

  private String contentType() {
    return answer.flatMap(came -> came.header("Content-Type")).orElse("");
  }

  /// The media type, in lower case and without parameters; empty where none is named.
  public String mediaType() {
    var type = contentType();
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// The charset that the content type names, where we know it.
  public Optional<Charset> charset() {
    var found = CHARSET.matcher(contentType());
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(found.group(1)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return Optional.empty();
    }
  }

  /// The body as a text: UTF-8 where nothing else is named.
  public String text() {
    return new String(body(), charset().orElse(StandardCharsets.UTF_8));
  }
}
