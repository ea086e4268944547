package io.carillon.engine.search;

import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.History;
import io.carillon.model.port.Messages;
import io.carillon.model.port.WordIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Finds an account's messages by words. What the index names is read from the store and looked at
/// once more, so that nothing is listed that does not say these words now.
public final class Finding {
  /// How often the index is asked for one page.
  static final int CALLS_MAX = 10;

  /// The parameter by which words are asked for.
  public static final String WORDS = "words";

  private final Supplier<Directory> directory;
  private final Policy<SearchPolicy> policy;
  private final WordIndex index;
  private final Messages messages;

  public Finding(
      Supplier<Directory> directory,
      Policy<SearchPolicy> policy,
      WordIndex index,
      Messages messages) {
    this.directory = directory;
    this.policy = policy;
    this.index = index;
    this.messages = messages;
  }

  /// What was found, or why nothing is looked for.
  public sealed interface Answer {
    /// A page.
    record Found(History.Page page, Known known) implements Answer {}

    /// The account did not choose it, or nothing can be found by these words.
    record Refused(Refusal refusal) implements Answer {}
  }

  /// One page, the newest first; it may end early as [History#page] may.
  ///
  /// @param asked words, parted by anything that is no part of a word; all must stand in a message
  /// @param after the page behind this message; empty = the first
  /// @param limit how many messages, at most [WordIndex#ROWS_MAX]
  public Answer page(History.Filter filter, String asked, Optional<MessageId> after, int limit) {
    var words = Words.asked(asked);
    if (!policy.of(directory.get(), filter.account()).bodies()) {
      return refused(
          "The messages of this account are not found by words: set bodies of the policy search to"
              + " on.");
    }
    if (words.isEmpty()) {
      return refused("'words' must hold a word: letters or digits.");
    }
    if (words.size() > Words.ASKED_MAX) {
      return refused("'words' may hold at most " + Words.ASKED_MAX + " words.");
    }
    var known = known(filter.account());
    return new Answer.Found(found(filter, words, after, limit), known);
  }

  /// How far an account's messages are found by words.
  ///
  /// @param complete whether nothing older is still to be filled in
  /// @param since from when on messages are found; empty where all older ones are, or none yet
  /// @param until newer ones are still to be taken in; empty where nothing was taken in yet
  public record Known(boolean complete, Optional<Instant> since, Optional<Instant> until) {
    private static final Known NOTHING = new Known(false, Optional.empty(), Optional.empty());

    private static Known of(WordIndex.Standing standing) {
      boolean filled = standing.isFilled();
      return new Known(
          filled,
          filled ? Optional.empty() : Optional.of(moment(standing.since())),
          Optional.of(moment(standing.until())));
    }

    private static Instant moment(Id edge) {
      return Instant.ofEpochMilli(edge.epochMillis());
    }
  }

  private Known known(AccountId account) {
    return index
        .standing(account)
        .filter(WordIndex.Standing::isKept)
        .map(Known::of)
        .orElse(Known.NOTHING);
  }

  private static Answer refused(String detail) {
    return new Answer.Refused(Refusal.of(Fault.FIELD_INVALID, WORDS, detail));
  }

  private History.Page found(
      History.Filter filter, Set<String> words, Optional<MessageId> after, int limit) {
    var accepted = filter.times().accepted();
    var below = least(after.map(MessageId::value), accepted.until().map(Finding::firstAfter));
    var found = new ArrayList<Message>();
    for (int call = 0; call < CALLS_MAX; call++) {
      var some = index.find(filter.account(), words, below, WordIndex.ROWS_MAX);
      var read = messages.find(some.messages());
      for (var id : some.messages()) {
        if (accepted.from().map(from -> isBefore(id, from)).orElse(false)) {
          return new History.Page(found, false);
        }
        var message = read.get(id);
        if (message != null
            && filter.passes(message)
            && Indexing.words(message).containsAll(words)) {
          if (found.size() == limit) {
            return new History.Page(found, true);
          }
          found.add(message);
        }
      }
      if (some.below().isEmpty()) {
        return new History.Page(found, false);
      }
      below = some.below();
    }
    return new History.Page(found, true, below.map(MessageId::new));
  }

  private static Optional<Id> least(Optional<Id> one, Optional<Id> other) {
    return List.of(one, other).stream().flatMap(Optional::stream).min(Id::compareTo);
  }

  private static Id firstAfter(Instant until) {
    return Id.first(until.toEpochMilli() + 1);
  }

  private static boolean isBefore(MessageId id, Instant from) {
    return id.value().epochMillis() < from.toEpochMilli() - SLACK_MS;
  }

  /// By how much the moment in an id may be before that at which its message was accepted.
  private static final long SLACK_MS = 60_000;
}
