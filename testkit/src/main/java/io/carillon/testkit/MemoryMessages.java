package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Wait;
import io.carillon.model.port.Messages;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Reads the messages of a [MemoryStore].
record MemoryMessages(MemoryStore.Read read) implements Messages {
  private static final Comparator<Message> OLDEST_DUE =
      Comparator.comparing((Message message) -> message.state().work().due().orElseThrow())
          .thenComparing(Message::id);

  @Override
  public Optional<Message> find(MessageId id) {
    return read.of(rows -> Optional.ofNullable(rows.messages.get(id)));
  }

  @Override
  public Map<String, Message> byFarIds(String carrier, Collection<String> farIds) {
    return read.of(rows -> {
      var found = new LinkedHashMap<String, Message>();
      for (var farId : farIds) {
        rows.messages.values().stream()
            .filter(message -> holds(message, carrier, farId))
            .max(NEWEST)
            .ifPresent(message -> found.put(farId, message));
      }
      return found;
    });
  }

  @Override
  public List<Message> due(String lane, Instant now, int limit) {
    return select(
        message -> message.state().work().lane().equals(lane) && isDue(message, now),
        Comparator.comparing((Message message) -> message.terms().priority())
            .thenComparing(OLDEST_DUE),
        limit);
  }

  @Override
  public List<String> lanesDue(Instant now) {
    return read.of(rows ->
        rows.messages.values().stream()
            .filter(message -> isDue(message, now))
            .map(message -> message.state().work().lane())
            .distinct()
            .sorted()
            .limit(ROWS_MAX)
            .toList());
  }

  @Override
  public List<Message> claimedByOthers(long run, int limit) {
    return select(
        message -> waitsFor(message, Wait.ANSWER) && message.state().work().run() != run,
        OLDEST_DUE,
        limit);
  }

  @Override
  public List<Message> unanswered(int limit) {
    return select(message -> waitsFor(message, Wait.REPLY), OLDEST_DUE, limit);
  }

  @Override
  public List<AccountId> suspended(Predicate<AccountId> which, int limit) {
    return read.of(rows ->
        rows.messages.values().stream()
            .filter(message -> waitsFor(message, Wait.SUSPENDED))
            .map(Message::account)
            .distinct()
            .filter(which)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public List<Message> suspended(AccountId account, int limit) {
    return select(
        message -> waitsFor(message, Wait.SUSPENDED) && message.account().equals(account),
        Comparator.comparing(Message::id),
        limit);
  }

  @Override
  public List<Message> doubted(Instant until, int limit) {
    return select(
        message -> waitsFor(message, Wait.DOUBT) && isReached(message, until), OLDEST_DUE, limit);
  }

  @Override
  public List<Message> ahead(Instant now, int limit) {
    return select(
        message ->
            switch (message.state().work().waitsFor()) {
              case TURN, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, DOUBT ->
                  message.state().work().due().isPresent() && !isReached(message, now);
              case NOTHING, SCHEDULE, ANSWER, RECEIPT, REPLY, SUSPENDED -> false;
            },
        OLDEST_DUE.reversed(),
        limit);
  }

  @Override
  public List<Message> unreported(Instant from, Instant until, int limit) {
    var first = new MessageId(Id.first(from.toEpochMilli()));
    var last = new MessageId(Id.first(until.toEpochMilli()));
    return select(
        message ->
            message.state().work().waitsFor() == Wait.RECEIPT
                && message.id().compareTo(first) >= 0
                && message.id().compareTo(last) < 0,
        Comparator.comparing(Message::id),
        limit);
  }

  @Override
  public Map<String, Long> waiting() {
    return read.of(rows -> {
      var counts = new TreeMap<String, Long>();
      rows.messages.values().stream()
          .filter(message -> isDue(message, Instant.MAX))
          .filter(message -> !waitsFor(message, Wait.SUSPENDED))
          .forEach(message -> counts.merge(message.state().work().lane(), 1L, Long::sum));
      return counts;
    });
  }

  /// Whether a message holds a leg under this far id of this carrier.
  static boolean holds(Message message, String carrier, String farId) {
    return message.state().facts().carrier().equals(carrier)
        && message.state().legs().stream()
            .anyMatch(leg -> !farId.isEmpty() && leg.farId().equals(farId));
  }

  private static final Comparator<Message> NEWEST =
      Comparator.comparing((Message message) ->
              message.state().times().sent().orElse(message.state().times().accepted()))
          .thenComparing(Message::id);

  private List<Message> select(Predicate<Message> which, Comparator<Message> order, int limit) {
    return read.of(rows ->
        rows.messages.values().stream()
            .filter(which)
            .sorted(order)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  private static boolean waitsFor(Message message, Wait wait) {
    return message.state().work().due().isPresent() && message.state().work().waitsFor() == wait;
  }

  private static boolean isReached(Message message, Instant moment) {
    return message.state().work().due().filter(due -> !due.isAfter(moment)).isPresent();
  }

  private static boolean isDue(Message message, Instant now) {
    var work = message.state().work();
    boolean mayGo =
        switch (work.waitsFor()) {
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED -> true;
          case NOTHING, ANSWER, DOUBT, RECEIPT, REPLY -> false;
        };
    return mayGo
        && !work.lane().isEmpty()
        && work.due().isPresent()
        && !work.due().get().isAfter(now);
  }
}
