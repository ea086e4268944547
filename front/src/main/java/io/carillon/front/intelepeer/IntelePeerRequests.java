package io.carillon.front.intelepeer;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.json.Fields;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.wire.text.WantedEncoding;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one send: types, limits and the forms of senders. Whether numbers and texts are good for
/// anything is decided by the engine.
final class IntelePeerRequests {
  /// The fields of a send, here and in [IntelePeerMedia]; others are ignored.
  static final Set<String> KNOWN =
      Set.of("from", "to", "text", "guid", "dlr", "dlroptions", "eid", "media");

  /// Page "API Conventions": a country code, a hyphen, and a short code or an alphanumeric sender
  /// id of at most 11 characters.
  private static final Pattern CODE = Pattern.compile("([1-9][0-9]{0,2})-([!-~ ]{1,11})");

  private static final Pattern NAME =
      Pattern.compile("(?:[1-9][0-9]{0,2}-)?(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");
  private static final int GUID_MAX = 255;
  private static final int EID_MAX = 64;
  private static final int URL_MAX = 2_048;

  private final Fields fields;

  private IntelePeerRequests(Fields fields) {
    this.fields = fields;
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
  static Read read(Fields fields, Optional<String> sender) {
    var send = new IntelePeerRequests(fields).send(sender);
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  private Send send(Optional<String> sender) {
    require(sender.isEmpty());
    var from = sender.or(() -> fields.text("from")).orElse("");
    var options = dlrOptions();
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
    if (from) {
      fields.require("from");
    }
    if (fields.has("media")) {
      fields.require("to");
    } else {
      fields.require("to", "text");
    }
  }

  private Ends ends(String from) {
    var to = fields.text("to").orElse("");
    if (NAME.matcher(to).matches()) {
      fields.wrong("to", "is an alphanumeric sender id, which cannot receive messages");
    }
    if (from.isEmpty() || Address.isE164(from)) {
      return new Ends(from, "", to);
    }
    var code = CODE.matcher(from);
    if (!code.matches()) {
      fields.wrong(
          "from",
          "must be a number in E.164 (+13031112222), or a country code, a hyphen and a short code"
              + " or alphanumeric sender id (1-12345, 57-Hello8)");
      return new Ends("", "", to);
    }
    return ends(code, to);
  }

  private static Ends ends(Matcher code, String to) {
    return new Ends(code.group(2), code.group(1), to);
  }

  /// What `dlroptions` holds; it counts only where `dlr` is true.
  private record DlrOptions(boolean accepted, Optional<String> webhook) {
    static final DlrOptions NONE = new DlrOptions(false, Optional.empty());
  }

  private DlrOptions dlrOptions() {
    return fields
        .object("dlroptions")
        .map(options ->
            new DlrOptions(
                options.flag("include-accepted", false), options.text("webhook", URL_MAX)))
        .orElse(DlrOptions.NONE);
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
