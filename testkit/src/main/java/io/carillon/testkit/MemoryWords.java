package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.WordIndex;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The words of a [MemoryStore]: what a message said when they were put stands beside them, so that
/// none is found that says something else.
record MemoryWords(MemoryStore.Read read) implements WordIndex {
  /// The rows; the store's lock guards them.
  static final class Kept {
    private final Map<AccountId, Standing> standings = new HashMap<>();
    private final TreeMap<MessageId, Said> messages = new TreeMap<>();
    private final Set<MessageId> again = new HashSet<>();

    private record Said(AccountId account, Content content, Set<String> words) {}

    private boolean isKept(AccountId account) {
      var standing = standings.get(account);
      return standing != null && standing.isKept();
    }

    private Optional<Duration> put(
        Standing after, List<Worded> some, Map<MessageId, Message> standing) {
      if (!isKept(after.account())) {
        return Optional.empty();
      }
      for (var one : some) {
        messages.remove(one.message());
        again.remove(one.message());
        var now = standing.get(one.message());
        if (now != null && now.state().rev() == one.rev()) {
          messages.put(one.message(), new Said(now.account(), now.content(), one.words()));
        } else if (now != null) {
          again.add(one.message());
        }
      }
      standings.put(after.account(), after);
      return Optional.of(Duration.ZERO);
    }

    private List<MessageId> again(AccountId account, int limit, Map<MessageId, Message> standing) {
      for (var one : messages.entrySet()) {
        var now = standing.get(one.getKey());
        if (now != null && !now.content().equals(one.getValue().content())) {
          again.add(one.getKey());
        }
      }
      again.removeIf(id -> !standing.containsKey(id));
      return standing.values().stream()
          .filter(message -> again.contains(message.id()))
          .filter(message -> message.account().equals(account))
          .map(Message::id)
          .limit(limit)
          .toList();
    }

    private Optional<Duration> drop(AccountId account) {
      boolean any = messages.values().removeIf(one -> one.account().equals(account));
      if (any) {
        standings.computeIfPresent(
            account,
            (_, old) -> new Standing(account, old.since(), old.until(), old.isFilled(), false));
        return Optional.of(Duration.ZERO);
      }
      standings.remove(account);
      return Optional.empty();
    }

    private Found find(
        AccountId account,
        Set<String> words,
        Optional<Id> below,
        int limit,
        Map<MessageId, Message> standing) {
      if (!isKept(account)) {
        return Found.NONE;
      }
      var from = below.map(MessageId::new);
      var all =
          (from.isPresent() ? messages.headMap(from.get(), false) : messages)
              .descendingMap().entrySet().stream()
                  .filter(one -> one.getValue().account().equals(account))
                  .filter(one -> one.getValue().words().containsAll(words))
                  .filter(one -> isSame(one.getValue(), standing.get(one.getKey())))
                  .map(Map.Entry::getKey)
                  .toList();
      return all.size() <= limit
          ? new Found(all, Optional.empty())
          : new Found(all.subList(0, limit), Optional.of(all.get(limit - 1).value()));
    }

    private static boolean isSame(Said said, @Nullable Message now) {
      return now != null && now.content().equals(said.content());
    }
  }

  @Override
  public List<Standing> standings() {
    return read.of(rows -> List.copyOf(rows.words.standings.values()));
  }

  @Override
  public Optional<Standing> standing(AccountId account) {
    return read.of(rows -> Optional.ofNullable(rows.words.standings.get(account)));
  }

  @Override
  public void begin(AccountId account, Id edge) {
    read.of(rows ->
        rows.words.standings.computeIfAbsent(
            account, _ -> new Standing(account, edge, edge, false, true)));
  }

  @Override
  public Optional<Duration> put(Standing after, List<Worded> some, Duration behind) {
    return read.of(rows -> rows.words.put(after, some, rows.messages));
  }

  @Override
  public List<MessageId> again(AccountId account, int limit) {
    return read.of(rows -> rows.words.again(account, limit, rows.messages));
  }

  @Override
  public Optional<Duration> drop(AccountId account) {
    return read.of(rows -> rows.words.drop(account));
  }

  @Override
  public Found find(AccountId account, Set<String> words, Optional<Id> below, int limit) {
    if (words.isEmpty() || limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " by one word or more");
    }
    return read.of(rows -> rows.words.find(account, words, below, limit, rows.messages));
  }
}
