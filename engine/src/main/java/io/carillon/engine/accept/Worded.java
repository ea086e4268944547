package io.carillon.engine.accept;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Wording;
import io.carillon.wire.text.Binaries;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.TextEncoding;
import io.carillon.wire.text.WantedEncoding;
import java.util.Optional;

/// What the content of a submission comes to on its way.
sealed interface Worded {
  /// Characters (code points) of a text; every vendor's documented limit.
  int CHARACTERS_MAX = 1_600;

  /// It can be sent, in so many segments.
  record Yes(Encoding encoding, int segments) implements Worded {}

  /// It cannot.
  record No(Refusal refusal) implements Worded {}

  /// Judges a submission by its channel and by how its carrier takes texts.
  static Worded of(Submission submission, Wording wording) {
    return submission
        .doom()
        .<Worded>map(No::new)
        .orElseGet(() ->
            of(
                submission.content(),
                submission.channel(),
                submission.wishes().encoding(),
                wording));
  }

  /// Judges a content by its channel and by how its carrier takes texts.
  static Worded of(Content content, Channel channel, WantedEncoding wanted, Wording wording) {
    return switch (content) {
      case Content.Text(var body) -> of(body, wanted, Layouts.of(wording));
      case Content.Flash(var body) when channel == Channel.SMS ->
          flash(body, wanted, Layouts.of(wording));
      case Content.Binary binary when channel == Channel.SMS -> of(binary, Layouts.of(wording));
      case Content.Flash _, Content.Binary _ ->
          no(Fault.CONTENT_UNSUPPORTED, "", "Only SMS carries this.");
      case Content.Media(var body, _) when channel != Channel.SMS ->
          isTooLong(body) ? new No(overLength()) : new Yes(Encoding.NONE, 1);
      case Content.Shredded _ -> no(Fault.FIELD_INVALID, "content", "Nobody can read it any more.");
      case Content.Sealed _ ->
          no(Fault.CONTENT_UNSUPPORTED, "content", "Only who has its private key can read it.");
      case Content.Media _,
          Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _ ->
          channel == Channel.SMS
              ? no(Fault.CONTENT_UNSUPPORTED, "", "SMS carries text only.")
              : new Yes(Encoding.NONE, 1);
    };
  }

  /// A flash message names its alphabet itself, and can name no Latin-1.
  private static Worded flash(String body, WantedEncoding wanted, Layout layout) {
    return wanted == WantedEncoding.LATIN1
        ? no(Fault.CONTENT_NOT_ENCODABLE, "encoding", "A flash message is never Latin-1.")
        : of(body, wanted, layout.classed());
  }

  private static Worded of(Content.Binary binary, Layout layout) {
    int octets = binary.data().size();
    int segments = Binaries.segments(octets, binary.ports().isPresent(), layout);
    if (octets == 0) {
      return no(Fault.FIELD_INVALID, "data", "There are no data.");
    }
    return segments > Segmentation.SEGMENTS_MAX
        ? no(Fault.CONTENT_TOO_LONG, "data", "")
        : new Yes(Encoding.NONE, segments);
  }

  private static Worded of(String body, WantedEncoding wanted, Layout layout) {
    if (body.isEmpty()) {
      return no(Fault.FIELD_INVALID, "text", "The text is empty.");
    }
    if (isTooLong(body)) {
      return new No(overLength());
    }
    return switch (Segmentation.measure(body, wanted, layout)) {
      case Measure.Fits fits -> new Yes(canonical(fits.encoding()), fits.segments());
      case Measure.Misfit(_, var codePoint, var index) ->
          no(
              Fault.CONTENT_NOT_ENCODABLE,
              "text",
              "Character U+%04X at position %d is not in the asked encoding."
                  .formatted(codePoint, body.codePointCount(0, index) + 1));
      case Measure.TooLong _ -> new No(overLength());
    };
  }

  /// How the text of a submission that passed is cut; empty where it has none that is.
  static Optional<Preview.Text> text(Submission submission, Wording wording) {
    var content = submission.content();
    var layout = Layouts.of(wording);
    if (content instanceof Content.Text(var body)) {
      return text(body, submission, layout);
    }
    return content instanceof Content.Flash(var body)
        ? text(body, submission, layout.classed())
        : Optional.empty();
  }

  private static Optional<Preview.Text> text(String body, Submission submission, Layout layout) {
    return Segmentation.measure(body, submission.wishes().encoding(), layout)
            instanceof Measure.Fits fits
        ? Optional.of(
            new Preview.Text(
                fits.coding().shifts(), fits.units(), Segmentation.cuts(body, fits, layout)))
        : Optional.empty();
  }

  private static Worded no(Fault fault, String field, String detail) {
    return new No(Refusal.of(fault, field, detail));
  }

  private static boolean isTooLong(String body) {
    return body.length() > CHARACTERS_MAX && body.codePointCount(0, body.length()) > CHARACTERS_MAX;
  }

  private static Refusal overLength() {
    return Refusal.of(Fault.CONTENT_TOO_LONG, "text", "");
  }

  private static Encoding canonical(TextEncoding encoding) { // table
    return switch (encoding) {
      case GSM7 -> Encoding.GSM7;
      case LATIN1 -> Encoding.LATIN1;
      case UCS2 -> Encoding.UCS2;
    };
  }
}
