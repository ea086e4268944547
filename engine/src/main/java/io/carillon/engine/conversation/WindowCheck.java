package io.carillon.engine.conversation;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Reaction;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Asks whether a person wrote lately enough to be written to freely on a channel that has windows,
/// for the moment at which the message is to go. Templates go at any time.
///
/// What persons wrote is read from their conversation, one short read for each such message and
/// none for any other; an account that keeps no conversations is not asked. A window only closes as
/// time goes by, so nothing of it is guarded by the commit.
public final class WindowCheck implements Check {
  private static final Refusal STORE_DOWN = Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1));

  private final Policy<WindowPolicy> policy;
  private final Policy<ConversationPolicy> kept;
  private final Threads threads;
  private final Heard persons;
  private final Meters.Count marked;
  private final Meters.Count refused;

  /// Tells when a person wrote last on each channel, of what is kept.
  @FunctionalInterface
  public interface Heard {
    /// Nothing where no conversation with them is kept.
    Map<Channel, Instant> heard(Party party, Address person);
  }

  /// @param policy what accounts have set for windows
  /// @param kept and for what is part of their conversations
  public WindowCheck(
      Policy<WindowPolicy> policy,
      Policy<ConversationPolicy> kept,
      Threads threads,
      Heard persons,
      Meters meters) {
    this.policy = policy;
    this.kept = kept;
    this.threads = threads;
    this.persons = persons;
    marked = meters.count("windows.found", "became", "marked");
    refused = meters.count("windows.found", "became", "refused");
  }

  @Override
  public Checkpoint point() {
    return Checkpoint.WINDOW;
  }

  @Override
  public Verdict of(Case asked) {
    var set = policy.of(asked.directory(), asked.account());
    var parties = asked.parties();
    var length = set.of(parties.channel());
    boolean free =
        length.isEmpty()
            || set.outside() == Reaction.OFF
            || !asked.use().live()
            || asked.content() instanceof Content.Template
            || !kept.of(asked.directory(), asked.account()).begin().takes(Direction.INBOUND);
    if (free) {
      return Verdict.PASSED;
    }
    try {
      var party = threads.party(parties.account(), parties.from());
      var heard = Optional.ofNullable(persons.heard(party, parties.to()).get(parties.channel()));
      var closed = heard.map(at -> at.plus(length.get()));
      return closed.filter(asked.at()::isBefore).isPresent()
          ? Verdict.PASSED
          : outside(set.outside(), said(parties.channel(), closed));
    } catch (StoreException _) {
      return new Verdict.Refused(STORE_DOWN);
    }
  }

  private Verdict outside(Reaction reaction, String why) {
    return switch (reaction) {
      case OFF -> Verdict.PASSED;
      case MARK -> {
        marked.add(1);
        yield new Verdict.Marked(why);
      }
      case REFUSE -> {
        refused.add(1);
        yield new Verdict.Refused(Refusal.of(Fault.WINDOW_CLOSED, "channel", why));
      }
    };
  }

  private static String said(Channel channel, Optional<Instant> closed) {
    return closed
        .map(at ->
            "The recipient's window on %s closed at %s; after it only templates go."
                .formatted(channel.word(), at))
        .orElseGet(() ->
            "The recipient has not written to this sender on %s yet; only templates go."
                .formatted(channel.word()));
  }
}
