package io.carillon.engine.keeping;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.model.Content;
import io.carillon.model.Message;
import java.util.List;

/// For how long an account keeps what.
///
/// @param bodies what messages say but their media, and what their dialect keeps of it
/// @param media the addresses of media
/// @param records messages as a whole, with traces and webhooks
public record Keeping(Span bodies, Span media, Span records) {
  /// Idempotency keys and told webhooks are kept as long.
  private static final int RECORDS_LEAST = 7;

  private static final String BODIES = "bodies";
  private static final String MEDIA = "media";
  private static final String RECORDS = "records";
  private static final String BY_CHANNEL =
      " A channel's own time stands behind it: 30d mms:7d rcs:ever.";

  private static final List<Term> TERMS =
      List.of(
          new Term(
              BODIES,
              "ever",
              "For how long the words of messages are kept from their acceptance on: ever, 1d to"
                  + " 36500d, or never. Never: words that were sent are blotted out in the commit"
                  + " that says so, and their webhooks carry none; what people write goes once its"
                  + " webhook was told or given up."
                  + BY_CHANNEL),
          new Term(MEDIA, "ever", "The same for the addresses of media." + BY_CHANNEL),
          new Term(
              RECORDS,
              "ever",
              "For how long messages are kept at all, with traces and webhooks, from their"
                  + " acceptance on: ever, or 7d to 36500d. Then they are deleted, not archived;"
                  + " what they cost stays in the ledger."
                  + BY_CHANNEL));

  /// What accounts may set, under the subject `keeping`.
  public static Policy<Keeping> policy() {
    return new Policy<>("keeping", TERMS, Keeping::of);
  }

  private static Keeping of(PolicyWords words) {
    return new Keeping(
        span(words, BODIES, 0), span(words, MEDIA, 0), span(words, RECORDS, RECORDS_LEAST));
  }

  private static Span span(PolicyWords words, String word, int least) {
    var wanted =
        "ever, %sor %dd to %dd, and then such as mms:7d for a channel"
            .formatted(least == 0 ? "never, " : "", Math.max(1, least), Span.DAYS_MAX);
    return words.read(word, wanted, _ -> Span.of(words.list(word), least), Span.EVER);
  }

  /// What is left of a message of which nothing is to be told any more, at once: what its dialect
  /// keeps beside the words stays, for receipts need it.
  Message left(Message message) {
    var channel = message.parties().channel();
    var left = message;
    if (media.isNever(channel)) {
      left = withoutMedia(left);
    }
    if (bodies.isNever(channel)) {
      left = left.with(left.redacted().content(), left.origin().keepsake());
    }
    return left;
  }

  private static Message withoutMedia(Message message) {
    return message.content() instanceof Content.Media(var body, _)
        ? message.with(new Content.Media(body, List.of()), message.origin().keepsake())
        : message;
  }
}
