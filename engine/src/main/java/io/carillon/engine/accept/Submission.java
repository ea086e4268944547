package io.carillon.engine.accept;

import io.carillon.model.AccountId;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One message as a caller asked for it, in canonical words but not checked yet.
///
/// @param idempotency present when the request brought an idempotency key
/// @param late faults with which the dialect accepts a message and then tells that it failed,
///   unbilled, where others refuse it at once; only those that leave both addresses readable
/// @param doom what the dialect itself finds wrong with the content, where the engine may not
/// @param index the place in the request, 0 for a single one
public record Submission(
    Source source,
    Channel channel,
    Ends ends,
    Content content,
    Wishes wishes,
    Optional<Idempotency> idempotency,
    Set<Fault> late,
    Optional<Refusal> doom,
    int index) {
  public Submission {
    late = Set.copyOf(late);
  }

  /// The only submission of its request, every fault of which is answered at once.
  public Submission(
      Source source,
      Channel channel,
      Ends ends,
      Content content,
      Wishes wishes,
      Optional<Idempotency> idempotency) {
    this(source, channel, ends, content, wishes, idempotency, Set.of(), Optional.empty(), 0);
  }

  /// The same, with the faults that its dialect tells late.
  public Submission tellingLate(Set<Fault> faults) {
    return new Submission(source, channel, ends, content, wishes, idempotency, faults, doom, index);
  }

  /// The same, with what its dialect finds wrong with the content.
  public Submission doomed(Optional<Refusal> wrong) {
    return new Submission(source, channel, ends, content, wishes, idempotency, late, wrong, index);
  }

  /// The same, at its place in a request of many.
  public Submission at(int place) {
    return new Submission(source, channel, ends, content, wishes, idempotency, late, doom, place);
  }

  /// Where it came in.
  ///
  /// @param requestId under which a refusal by policy is kept
  /// @param reference the caller's own reference; empty = none
  public record Source(
      AccountId account,
      Message.Place place,
      String requestId,
      String reference,
      Map<String, String> tags,
      Keepsake keepsake) {}

  /// Between whom, as the caller wrote it: `+14155552671`, `12345`, `MyCompany`.
  ///
  /// @param callingCode the country calling code that the sender was given with; empty = none
  public record Ends(String from, String callingCode, String to) {}

  /// How it is to be sent.
  public record Wishes(
      WantedEncoding encoding,
      Purpose purpose,
      Priority priority,
      boolean wantsReceipt,
      Timing timing,
      Optional<Callback> callback) {}

  /// When.
  ///
  /// @param validity how long delivery may be tried; zero = the default
  /// @param sendAt the earliest moment, at most 35 days ahead
  public record Timing(Duration validity, Optional<Instant> sendAt) {
    /// Now, for the default time.
    public static final Timing NOW = new Timing(Duration.ZERO, Optional.empty());
  }
}
