package io.carillon.front.restcomm;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Traces;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the dialect makes of a notice of which a try failed: a log entry on a webhook.
///
/// It is made anew from the notice, the message, its trace and the log of tries each time it is
/// asked for, so nothing is kept for it besides. A notification is named by the message and the
/// notice's sequence.
///
/// @param wrong what was wrong in the answer to what a person wrote, as the message's trace has it:
///   a number or the word of a fault, a space, and words
record Notification(Notice notice, List<String> wrong) {
  /// Restcomm-Connect: outbound SMS is not allowed.
  private static final int SENDING_NOT_ALLOWED = 11_001;

  private static final Set<Fault> SENDERS =
      EnumSet.of(
          Fault.SENDER_INVALID,
          Fault.SENDER_NOT_REGISTERED,
          Fault.SENDER_NOT_ALLOWED,
          Fault.SENDER_UNVERIFIED);

  /// Restcomm-Connect: the URI cannot be used.
  private static final int BAD_URI = 11_100;

  /// RFC 9110 §15.5.9, for want of an answer.
  private static final int NO_ANSWER = 408;

  private static final int ERROR = 0;
  private static final int WARNING = 1;
  private static final int NAME_DIGITS = 30;
  private static final int SEQUENCE_MAX = 0xFF;
  private static final HexFormat HEX = HexFormat.of();
  private static final String MORE = "https://cloud.restcomm.com/docs/api/reasoncodes.html";

  Notification {
    wrong = List.copyOf(wrong);
  }

  /// What the dialect makes of a notice.
  ///
  /// @param traces read only where something may be wrong with an answer
  static Notification of(Notice notice, Traces traces) {
    boolean answered =
        notice.change().status() == Status.RECEIVED && notice.telling().progress() == Progress.TOLD;
    return new Notification(
        notice,
        answered
            ? traces.of(notice.message()).stream()
                .filter(row -> row.kind() == TraceRow.Kind.ANSWER_FAILED)
                .map(TraceRow::detail)
                .toList()
            : List.of());
  }

  /// The message and the sequence that a SID names.
  record Name(MessageId message, int sequence) {
    static Optional<Name> read(String sid) {
      var digits = sid.startsWith(Sids.NOTIFICATION) ? sid.substring(2) : "";
      if (digits.length() != NAME_DIGITS + 2 || !digits.matches("[0-9a-f]+")) {
        return Optional.empty();
      }
      int sequence = HexFormat.fromHexDigits(digits, NAME_DIGITS, NAME_DIGITS + 2);
      return Id.fromName120(digits.substring(0, NAME_DIGITS))
          .map(id -> new Name(new MessageId(id), sequence));
    }
  }

  String sid() {
    int sequence = Math.min(notice.sequence(), SEQUENCE_MAX);
    return Sids.NOTIFICATION
        + notice.message().value().name120()
        + HEX.toHexDigits((byte) sequence);
  }

  /// 0 where the notice was given up, 1 while it may still be told, or was told in the end.
  int log() {
    return notice.telling().progress() == Progress.DEAD ? ERROR : WARNING;
  }

  /// What the URL answered at the last try that failed or did not, as a protocol's code.
  int errorCode() {
    if (!wrong.isEmpty()) {
      return number(wrong.getFirst());
    }
    int answer = notice.telling().answer();
    boolean wasTried = notice.telling().attempts() > 0;
    return answer > 0 ? answer : wasTried ? NO_ANSWER : BAD_URI;
  }

  /// The number of the dialect that wrote the row, or what a fault is called here.
  private static int number(String row) {
    var code = row.substring(0, row.indexOf(' '));
    return code.matches("[0-9]{1,6}")
        ? Integer.parseInt(code)
        : Fault.of(code).map(Notification::number).orElse(ReasonCode.UNKNOWN_ERROR.number());
  }

  private static int number(Fault fault) {
    return SENDERS.contains(fault) ? SENDING_NOT_ALLOWED : RestcommFault.of(fault).ended().number();
  }

  /// One sentence for people; of an answer what was wrong with it.
  String text() {
    if (!wrong.isEmpty()) {
      var words = "The answer to " + Sids.of("SM", notice.message().value()) + ": ";
      return words + String.join("; ", wrong);
    }
    var telling = notice.telling();
    var became =
        switch (telling.progress()) {
          case OPEN -> "will be tried again";
          case TOLD -> "was told in the end";
          case DEAD -> "was given up";
        };
    return "The status callback of "
        + Sids.of("SM", notice.message().value())
        + " ("
        + RestcommMapping.word(notice.change().status())
        + ") failed "
        + telling.attempts()
        + " times and "
        + became
        + ".";
  }

  /// The URL without what may be secret: a login, the values of its query, its fragment.
  String url() {
    return notice
        .destination()
        .replaceFirst("#.*", "")
        .replaceFirst("(?i)^(https?://)[^/?@]*@", "$1")
        .replaceAll("=[^&]*", "=***");
  }

  /// What it says.
  ///
  /// @param message empty where it was erased
  /// @param exchange what went over the wire at the last try that something was wrong with; empty
  ///   where the log of tries does not have it, or not any more
  Sheet sheet(AccountId account, Optional<Message> message, Optional<Exchange> exchange) {
    var at = notice.change().at();
    var updated = notice.telling().ended().orElse(at);
    var ours = message.filter(found -> found.origin().dialect().equals(Form.DIALECT));
    var asked = exchange.flatMap(Asked::of);
    return new Sheet()
        .text("sid", sid())
        .text("date_created", RestcommDates.words(at))
        .text("date_updated", RestcommDates.words(updated))
        .text("account_sid", Sids.account(account))
        .textOrNull("call_sid", "")
        .text("api_version", Sids.VERSION)
        .number("log", log())
        .number("error_code", errorCode())
        .text("more_info", MORE)
        .text("message_text", text())
        .text("message_date", RestcommDates.iso(at))
        .text("request_url", asked.map(Asked::url).orElseGet(this::url))
        .textOrNull(
            "request_method", asked.map(Asked::method).or(() -> ours.map(this::method)).orElse(""))
        .textOrNull("request_variables", ours.map(this::variables).orElse(""))
        .textOrNull("response_headers", headers(exchange))
        .textOrNull("response_body", exchange.map(Exchange::body).orElse(""))
        .text("uri", Sids.path(account) + "/Notifications/" + sid());
  }

  /// What was asked for; of some dialects the log has only the fields.
  private record Asked(String method, String url) {
    static Optional<Asked> of(Exchange exchange) {
      return exchange.asked().stream()
          .findFirst()
          .map(line -> line.split(" ", 2))
          .filter(line -> line.length == 2 && line[1].startsWith("http"))
          .map(line -> new Asked(line[0], line[1]));
    }
  }

  private String headers(Optional<Exchange> exchange) {
    int answer = notice.telling().answer();
    var status = answer > 0 ? "HTTP/1.1 " + answer + "\n" : "";
    var fields = exchange.map(Exchange::answered).orElse(List.of());
    return (status + String.join("\n", fields)).strip();
  }

  private String method(Message message) {
    boolean byGet =
        switch (message.parties().direction()) {
          case OUTBOUND -> Kept.of(message).byGet();
          case INBOUND -> Inbox.of(message, notice).main().byGet();
        };
    return byGet ? "GET" : "POST";
  }

  private String variables(Message message) {
    return CallbackWords.of(message, notice.change()).withoutBody().form().text();
  }
}
