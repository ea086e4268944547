package io.carillon.front.smpp;

import io.carillon.engine.accept.Submission;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.model.Message.Place;
import io.carillon.model.Purpose;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlv;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what an ESME wants sent: pure. What is wrong is said by a command_status.
final class EsmeRequests {
  /// The most parts of one message that are put together: more than a text may have characters for.
  static final int PARTS_MAX = 32;

  private static final int VENDOR_FIRST = 0x1400;
  private static final int VENDOR_LAST = 0x3FFF;
  private static final int VENDOR_TLVS_MAX = 20;
  private static final int VENDOR_VALUE_MAX = 255;
  private static final int PRIORITY_MAX = 4;
  private static final int REGISTERED_RESERVED = 0xE0;

  private EsmeRequests() {}

  /// What was read.
  sealed interface Read {
    /// A whole message.
    record Whole(Submission submission) implements Read {}

    /// One part of a message; `submission` says nothing yet.
    ///
    /// @param registered its registered_delivery
    record Part(Submission submission, Udh.Concat concat, Piece piece, Echo echo, int registered)
        implements Read {}

    /// The command_status.
    record No(int status) implements Read {}
  }

  /// What is not in the PDU.
  ///
  /// @param requestId under which a refusal by policy is kept
  /// @param toldId what a submit_multi is answered with; empty = the message's own id
  record About(OwnEsme esme, String requestId, String toldId, Instant now) {}

  static Read read(Said said, About about) {
    int wrong = wrong(said.handling());
    if (wrong != CommandStatus.ROK) {
      return new Read.No(wrong);
    }
    var source = source(said.source(), about.esme());
    return switch (Addressing.sender(source)) {
      case Addressing.Read.No(var status) -> new Read.No(status);
      case Addressing.Read.As(var from) -> {
        if (!about.esme().maySendFrom(from)) {
          yield new Read.No(CommandStatus.RINVSRCADR);
        }
        yield switch (Addressing.recipient(said.destination())) {
          case Addressing.Read.No(var status) -> new Read.No(status);
          case Addressing.Read.As(var to) -> worded(said, about, new Submission.Ends(from, "", to));
        };
      }
    };
  }

  /// An ESME that names no sender sends from the only one that it may use.
  private static SmppAddress source(SmppAddress written, OwnEsme esme) {
    if (!written.value().isBlank() || esme.senders().size() != 1) {
      return written;
    }
    var only = esme.senders().getFirst();
    return only.startsWith("+")
        ? SmppAddress.international(only.substring(1))
        : Character.isDigit(only.charAt(0))
            ? SmppAddress.shortCode(only)
            : SmppAddress.alphanumeric(only);
  }

  /// The fields that have one sensible value only.
  private static int wrong(Handling handling) { // table
    if ((handling.esmClass() & EsmClass.TYPE_MASK) != 0) {
      return CommandStatus.RINVESMCLASS;
    }
    if (handling.priority() > PRIORITY_MAX) {
      return CommandStatus.RINVPRTFLG;
    }
    if ((handling.registeredDelivery() & REGISTERED_RESERVED) != 0) {
      return CommandStatus.RINVREGDLVFLG;
    }
    if (handling.replaceIfPresent() != 0) {
      return CommandStatus.RINVREPFLAG;
    }
    return handling.defaultMessageId() == 0 ? CommandStatus.ROK : CommandStatus.RINVDFTMSGID;
  }

  private static Read worded(Said said, About about, Submission.Ends ends) {
    int coding = said.handling().dataCoding();
    if (said.hasHeader() && !(Udh.parse(said.payload()) instanceof UserData.Split)) {
      return new Read.No(CommandStatus.RINVESMCLASS);
    }
    var reading = Reading.of(said.payload(), said.hasHeader(), coding, about.esme().link());
    var piece = Piece.of(reading, coding, said.tlvs());
    if (piece.isText() && piece.ports().isPresent()) {
      return new Read.No(CommandStatus.RINVDCS);
    }
    if (!said.tlvs().has(Tag.SAR_MSG_REF_NUM)) {
      return timed(said, about, ends, new Words(piece, reading.udh().concat()));
    }
    var sar = sar(said);
    return sar.isEmpty() || reading.udh().concat().isPresent()
        ? new Read.No(CommandStatus.RINVTLVVAL)
        : timed(said, about, ends, new Words(piece, sar));
  }

  private record Words(Piece piece, Optional<Udh.Concat> concat) {}

  /// All three TLVs, or nothing.
  private static Optional<Udh.Concat> sar(Said said) {
    int reference = said.tlvs().number(Tag.SAR_MSG_REF_NUM).orElse(-1);
    int total = said.tlvs().number(Tag.SAR_TOTAL_SEGMENTS).orElse(0);
    int number = said.tlvs().number(Tag.SAR_SEGMENT_SEQNUM).orElse(0);
    return reference < 0 || number < 1 || number > total
        ? Optional.empty()
        : Optional.of(new Udh.Concat(reference, total, number));
  }

  private static Read timed(Said said, About about, Submission.Ends ends, Words words) {
    var handling = said.handling();
    var sendAt = SmppTime.parse(handling.schedule(), about.now());
    if (!handling.schedule().isEmpty() && sendAt.isEmpty()) {
      return new Read.No(CommandStatus.RINVSCHED);
    }
    var from = sendAt.filter(about.now()::isBefore).orElse(about.now());
    var until = SmppTime.parse(handling.validity(), about.now());
    var validity =
        said.lifetime()
            .orElseGet(() -> until.map(at -> Duration.between(from, at)).orElse(Duration.ZERO));
    boolean asked = !handling.validity().isEmpty() || said.lifetime().isPresent();
    if (asked && !validity.isPositive()) {
      return new Read.No(CommandStatus.RINVEXPIRY);
    }
    var tags = tags(said);
    if (tags.isEmpty()) {
      return new Read.No(CommandStatus.RINVTLVLEN);
    }
    var timing = new Submission.Timing(validity, sendAt);
    var submission = submission(said, about, ends, timing, tags.get());
    if (words.concat().filter(concat -> concat.total() > 1).isPresent()) {
      var concat = words.concat().get();
      return concat.total() > PARTS_MAX
          ? new Read.No(CommandStatus.RINVMSGLEN)
          : new Read.Part(
              submission, concat, words.piece(), echo(said, about), handling.registeredDelivery());
    }
    return new Read.Whole(saying(submission, Piece.together(List.of(words.piece()))));
  }

  /// A submission with this content.
  static Submission saying(Submission submission, Content content) {
    return new Submission(
        submission.source(),
        submission.channel(),
        submission.ends(),
        content,
        submission.wishes(),
        Optional.empty());
  }

  /// A submission with this content, of which that is kept.
  static Submission saying(Submission submission, Content content, Keepsake keepsake) {
    var source = submission.source();
    return saying(
        new Submission(
            new Submission.Source(
                source.account(),
                source.place(),
                source.requestId(),
                source.reference(),
                source.tags(),
                keepsake),
            submission.channel(),
            submission.ends(),
            submission.content(),
            submission.wishes(),
            submission.idempotency()),
        content);
  }

  private static Echo echo(Said said, About about) {
    return new Echo(
        said.source(), said.destination(), about.toldId(), said.handling().dataCoding(), List.of());
  }

  private static Submission submission(
      Said said,
      About about,
      Submission.Ends ends,
      Submission.Timing timing,
      Map<String, String> tags) {
    var esme = about.esme();
    var handling = said.handling();
    var events = EsmeMapping.events(handling.registeredDelivery());
    var reference = said.tlvs().number(Tag.USER_MESSAGE_REFERENCE);
    var echo = echo(said, about).keepsake(usual(ends.from()), usual(ends.to()));
    return new Submission(
        new Submission.Source(
            esme.account(),
            new Place(EsmeMapping.DIALECT, esme.systemId(), "", !esme.isTest()),
            about.requestId(),
            reference.isPresent() ? Integer.toString(reference.getAsInt()) : "",
            tags,
            echo),
        Channel.SMS,
        ends,
        new Content.Text(""),
        new Submission.Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            EsmeMapping.priority(handling.priority()),
            true,
            timing,
            events.isEmpty()
                ? Optional.empty()
                : Optional.of(EsmeMapping.callback(esme.systemId(), events))),
        Optional.empty());
  }

  private static SmppAddress usual(String text) {
    return text.startsWith("+")
        ? SmppAddress.international(text.substring(1))
        : text.chars().allMatch(c -> c >= '0' && c <= '9')
            ? SmppAddress.shortCode(text)
            : SmppAddress.alphanumeric(text);
  }

  /// The vendors' TLVs and the service_type as labels; empty where there are too many, or too long
  /// ones.
  private static Optional<Map<String, String>> tags(Said said) {
    var tags = new HashMap<String, String>();
    if (!said.serviceType().isEmpty()) {
      tags.put("service_type", said.serviceType());
    }
    int count = 0;
    for (var tlv : said.tlvs()) {
      if (tlv.tag() >= VENDOR_FIRST && tlv.tag() <= VENDOR_LAST) {
        if (++count > VENDOR_TLVS_MAX || tlv.value().size() > VENDOR_VALUE_MAX) {
          return Optional.empty();
        }
        tags.put("tlv_%04x".formatted(tlv.tag()), shown(tlv));
      }
    }
    return Optional.of(tags);
  }

  /// Printable ASCII as it is, its closing NUL left out; all else as `0x` and hexadecimal digits.
  private static String shown(Tlv tlv) {
    var text = tlv.value().decode(StandardCharsets.ISO_8859_1);
    var bare = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    return bare.chars().allMatch(c -> c >= ' ' && c <= '~')
        ? bare
        : "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
