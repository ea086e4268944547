package io.carillon.wire.smpp;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The text of a delivery receipt (SMPP 3.4 Appendix B, which calls it vendor-specific):
///
/// `id:… sub:001 dlvrd:001 submit date:YYMMDDhhmm done date:YYMMDDhhmm stat:DELIVRD err:000 text:…`
///
/// Reading is lenient: keys in any case and order, any of them missing but `id` or `stat`, unknown
/// ones between them, dates with seconds or with a year of four digits. A field that is missing is
/// empty.
///
/// @param text the first characters of the message the receipt is for
public record ReceiptText(
    String id,
    String submitted,
    String delivered,
    String submitDate,
    String doneDate,
    String state,
    String error,
    String text) {
  /// A longer text is not a receipt: no more than this is ever looked through.
  static final int LENGTH_MAX = 1000;

  /// So many spaces may stand between a key, its colon and its value.
  private static final int SPACES_MAX = 3;

  private static final DateTimeFormatter MINUTES = date("uuMMddHHmm");
  private static final DateTimeFormatter SECONDS = date("uuMMddHHmmss");
  private static final DateTimeFormatter LONG_MINUTES = date("uuuuMMddHHmm");
  private static final DateTimeFormatter LONG_SECONDS = date("uuuuMMddHHmmss");

  private static DateTimeFormatter date(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// Reads `raw`; nothing where it has neither an id nor a state.
  public static Optional<ReceiptText> parse(String raw) {
    if (raw.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    int textColon = textColon(raw);
    boolean hasText = textColon >= 0;
    var read = new Reading();
    read.fields(raw, hasText ? textColon - "text".length() : raw.length());
    if (read.id.isEmpty() && read.state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(read.receipt(hasText ? raw.substring(textColon + 1) : ""));
  }

  /// Where the colon behind the first `text` stands: what follows it belongs to the message,
  /// whatever it looks like. -1 where there is none.
  private static int textColon(String raw) {
    int colon = raw.indexOf(':');
    while (colon >= 0 && ReceiptKey.before(raw, 0, colon) != ReceiptKey.TEXT) {
      colon = raw.indexOf(':', colon + 1);
    }
    return colon;
  }

  /// The fields found so far; the first of a kind stands.
  private static final class Reading {
    private String id = "";
    private String submitted = "";
    private String delivered = "";
    private String submitDate = "";
    private String doneDate = "";
    private String state = "";
    private String error = "";

    /// All fields of `raw` up to `end`. A few spaces may stand on both sides of a colon. A value
    /// ends at white space, a comma or a semicolon; where another key stands in its place it is
    /// missing.
    private void fields(String raw, int end) {
      int at = 0;
      int colon = raw.indexOf(':');
      while (colon >= 0 && colon < end) {
        ReceiptKey key = ReceiptKey.before(raw, at, spacesBefore(raw, at, colon));
        int next = colon + 1;
        if (key != null) {
          int from = spacesBehind(raw, next, end);
          int to = from;
          while (to < end && !isEnd(raw.charAt(to))) {
            to++;
          }
          if (isKeyed(raw, from, to)) {
            to = from;
          }
          take(key, raw.substring(from, to));
          at = to;
          next = to;
        }
        colon = raw.indexOf(':', next);
      }
    }

    private static int spacesBefore(String raw, int from, int colon) {
      int at = colon;
      while (at > from && colon - at < SPACES_MAX && ReceiptKey.isSpace(raw.charAt(at - 1))) {
        at--;
      }
      return at;
    }

    private static int spacesBehind(String raw, int from, int end) {
      int at = from;
      while (at < end && at - from < SPACES_MAX && ReceiptKey.isSpace(raw.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isEnd(char character) {
      return ReceiptKey.isSpace(character) || character == ',' || character == ';';
    }

    private static boolean isKeyed(String raw, int from, int to) {
      int colon = raw.indexOf(':', from);
      return colon >= 0 && colon < to && ReceiptKey.isWhole(raw, from, colon);
    }

    private void take(ReceiptKey key, String value) {
      switch (key) {
        case ID -> id = id.isEmpty() ? value : id;
        case SUB -> submitted = value;
        case DLVRD -> delivered = value;
        case SUBMIT_DATE -> submitDate = value;
        case DONE_DATE -> doneDate = value;
        case STAT -> state = state.isEmpty() ? value : state;
        case ERR -> error = value;
        case TEXT -> throw new IllegalStateException("no field is read behind text");
      }
    }

    private ReceiptText receipt(String text) {
      return new ReceiptText(id, submitted, delivered, submitDate, doneDate, state, error, text);
    }
  }

  /// A receipt for one message, as a centre writes it. `submitted` and `done` are in its own zone.
  public static ReceiptText of(
      String id, MessageState state, LocalDateTime submitted, LocalDateTime done, String error) {
    String delivered = state == MessageState.DELIVERED ? "001" : "000";
    return new ReceiptText(
        id,
        "001",
        delivered,
        MINUTES.format(submitted),
        MINUTES.format(done),
        state.word(),
        error,
        "");
  }

  /// This receipt with the first 20 characters of the message.
  public ReceiptText withText(String message) {
    String start = message.length() <= 20 ? message : message.substring(0, 20);
    return new ReceiptText(id, submitted, delivered, submitDate, doneDate, state, error, start);
  }

  /// The form of Appendix B, every field written.
  public String format() {
    return "id:%s sub:%s dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:%s"
        .formatted(id, submitted, delivered, submitDate, doneDate, state, error, text);
  }

  /// When it was done, in the centre's zone, which the receipt does not name.
  public Optional<LocalDateTime> doneAt() {
    return moment(doneDate);
  }

  /// When it was submitted, in the centre's zone.
  public Optional<LocalDateTime> submittedAt() {
    return moment(submitDate);
  }

  private static Optional<LocalDateTime> moment(String date) {
    return switch (date.length()) {
      case 10 -> moment(date, MINUTES);
      case 12 -> moment(date, SECONDS).or(() -> moment(date, LONG_MINUTES));
      case 14 -> moment(date, LONG_SECONDS);
      default -> Optional.empty();
    };
  }

  private static Optional<LocalDateTime> moment(String date, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(date, form));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Without the id and the text.
  @Override
  public String toString() {
    return "ReceiptText[" + state + " err " + error + "]";
  }
}
