package io.carillon.front.intelepeer;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.json.Fields;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.wire.text.WantedEncoding;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads one send: types, limits and the forms of senders. Whether numbers and texts are good for
/// anything is decided by the engine.
final class IntelePeerRequests {
  /// The fields of a send, here and in [IntelePeerMedia]; others are ignored.
  static final Set<String> KNOWN =
      Set.of("from", "to", "text", "guid", "dlr", "dlroptions", "eid", "media");

  private static final Pattern NAME =
      Pattern.compile("(?:[1-9][0-9]{0,2}-)?(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");
  private static final int GUID_MAX = 255;
  private static final int EID_MAX = 64;
  private static final int URL_MAX = 2_048;

  private final Fields fields;
  private final Function<String, Optional<String>> receipts;

  private IntelePeerRequests(Fields fields, Function<String, Optional<String>> receipts) {
    this.fields = fields;
    this.receipts = receipts;
  }

  /// What a send turned out to be.
  sealed interface Read {
    /// A send of the right shape.
    record Asked(Send send) implements Read {}

    /// Not one; the refusal names every field that is missing or wrong.
    record Refused(Refusal refusal) implements Read {}
  }

  /// A send of the right shape, in canonical words.
  ///
  /// @param guid the caller's own reference; empty = none
  record Send(Channel channel, Ends ends, Content content, Wishes wishes, String guid, Kept kept) {}

  /// Reads one send.
  ///
  /// @param sender what the path names as the sender, where it does
  /// @param receipts where the receipts of a sender go, where the send itself does not say
  static Read read(
      Fields fields, Optional<String> sender, Function<String, Optional<String>> receipts) {
    var send = new IntelePeerRequests(fields, receipts).send(sender);
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  private Send send(Optional<String> sender) {
    require(sender.isEmpty());
    var from = sender.or(() -> fields.text("from")).orElse("");
    var options = dlrOptions(from);
    var media = new IntelePeerMedia(fields).read();
    boolean dlr = fields.flag("dlr", false);
    fields.text("eid", EID_MAX);
    return new Send(
        media.isMessage() ? Channel.MMS : Channel.SMS,
        ends(from),
        media.content(fields.text("text").orElse("")),
        wishes(dlr, dlr ? options : DlrOptions.NONE),
        fields.text("guid", GUID_MAX).orElse(""),
        new Kept(dlr && options.accepted(), from, media.files()));
  }

  private void require(boolean from) {
    var required = new ArrayList<String>();
    if (from) {
      required.add("from");
    }
    required.add("to");
    if (!fields.has("media")) {
      required.add("text");
    }
    fields.require(required.toArray(String[]::new));
  }

  private Ends ends(String from) {
    var to = fields.text("to").orElse("");
    if (NAME.matcher(to).matches()) {
      fields.wrong("to", "is an alphanumeric sender id, which cannot receive messages");
    }
    var sender = Sender.read(from);
    if (sender.isEmpty() && !from.isEmpty()) {
      fields.wrong("from", Sender.RULE);
    }
    return sender
        .map(found -> new Ends(found.value(), found.callingCode(), to))
        .orElseGet(() -> new Ends("", "", to));
  }

  /// What `dlroptions` holds; it counts only where `dlr` is true.
  private record DlrOptions(boolean accepted, Optional<String> webhook) {
    static final DlrOptions NONE = new DlrOptions(false, Optional.empty());
  }

  private DlrOptions dlrOptions(String from) {
    var options = fields.object("dlroptions");
    boolean accepted = options.map(own -> own.flag("include-accepted", false)).orElse(false);
    var webhook = options.flatMap(own -> own.text("webhook", URL_MAX));
    return new DlrOptions(accepted, webhook.or(() -> receipts.apply(from)));
  }

  private static Wishes wishes(boolean dlr, DlrOptions options) {
    var events =
        options.accepted() ? IntelePeerMapping.endsAndAcceptance() : IntelePeerMapping.ENDS;
    return new Wishes(
        WantedEncoding.AUTO,
        Purpose.TRANSACTIONAL,
        Priority.NORMAL,
        dlr,
        Timing.NOW,
        options.webhook().map(url -> new Callback(url, events)));
  }
}
