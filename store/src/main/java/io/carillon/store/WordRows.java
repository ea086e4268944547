package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.WordIndex;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Keeps the words of messages as tokens, and finds messages by them.
///
/// Who sends must not feel what is kept: all of it is written between two groups, and followed by
/// the pauses of [Archiving]. Tokens are made before the writer is asked; inside its transaction
/// each message's `rev` is looked at once more, so that no words come behind a redaction.
final class WordRows implements WordIndex {
  private static final int DROPPED_AT_ONCE = 500;

  private final Readers readers;
  private final Writer writer;
  private final Keys keys;
  private final LongSupplier ticks;
  private final WordWalk walk;

  WordRows(Readers readers, Writer writer, Keys keys, LongSupplier ticks) {
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
    this.ticks = ticks;
    walk = new WordWalk(readers);
  }

  @Override
  public List<Standing> standings() {
    return readers.read(
        "of which accounts words are kept",
        session -> {
          var all = new ArrayList<Standing>();
          for (var mark : session.prepared("word_marks").number(ACCOUNTS_MAX).list(WordMark::of)) {
            all.add(standing(session, keys.accountOf(session, mark.account()), mark));
          }
          return all;
        });
  }

  @Override
  public Optional<Standing> standing(AccountId account) {
    return readers.read(
        "how far the words of an account are kept",
        session -> {
          int number = keys.findAccount(session, account);
          var mark = session.prepared("word_mark_find").number(number).one(WordMark::of);
          return mark.map(it -> standing(session, account, it));
        });
  }

  private static Standing standing(Session session, AccountId account, WordMark mark) {
    boolean stands = mark.stands(session.bodies().seals());
    return new Standing(account, mark.since(), mark.until(), mark.isFilled(), stands);
  }

  @Override
  public void begin(AccountId account, Id edge) throws InterruptedException {
    writer.between(session -> {
      int number = keys.account(session, account);
      session.words().forget();
      return session
          .prepared("word_mark_add")
          .number(number)
          .number(session.bodies().currentKey(number))
          .id(edge)
          .id(edge)
          .change();
    });
  }

  @Override
  public Optional<Duration> put(Standing after, List<Worded> some, Duration behind)
      throws InterruptedException {
    if (some.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + " messages, not " + some.size());
    }
    var tokens = readers.read("the key of words", session -> tokens(session, after, some));
    return tokens.isEmpty()
        ? Optional.empty()
        : paced(session -> put(session, after, tokens.get()), behind);
  }

  /// @param mark as it was when the tokens were made
  private record Tokens(WordMark mark, Map<Id, Some> ofMessages) {}

  private record Some(int rev, List<Long> tokens) {}

  private Optional<Tokens> tokens(Session session, Standing after, List<Worded> some)
      throws SQLException {
    var mark = mark(session, keys.findAccount(session, after.account()));
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    var seal = seal(session, mark.get());
    if (seal.isEmpty()) {
      return Optional.empty();
    }
    var all = new HashMap<Id, Some>();
    for (var one : some) {
      all.put(one.message().value(), new Some(one.rev(), seal.get().tokens(one.words())));
    }
    return Optional.of(new Tokens(mark.get(), all));
  }

  private static Optional<WordMark> mark(Session session, int account) throws SQLException {
    return session
        .prepared("word_mark_find")
        .number(account)
        .one(WordMark::of)
        .filter(mark -> mark.stands(session.bodies().seals()));
  }

  private static Optional<WordSeal> seal(Session session, WordMark mark) throws SQLException {
    var key =
        mark.key() == 0
            ? session.prepared("consent_key").one(Row::givenOctets)
            : session.bodies().key(mark.key());
    return key.map(octets -> new WordSeal(octets, mark.account()));
  }

  /// Answers how many rows, and the mark, it wrote: at least 1, or 0 where nothing is kept now.
  private static int put(Session session, Standing after, Tokens tokens) throws SQLException {
    var mark = mark(session, tokens.mark().account());
    if (mark.isEmpty() || mark.get().key() != tokens.mark().key()) {
      return 0;
    }
    int account = mark.get().account();
    var revs = revs(session, tokens.ofMessages().keySet());
    var forget = session.prepared("word_forget");
    var done = session.prepared("word_again_forget");
    var again = session.prepared("word_again_add");
    var add = session.prepared("word_add");
    for (var one : tokens.ofMessages().entrySet()) {
      var rev = revs.get(one.getKey());
      forget.id(one.getKey()).add();
      if (rev != null && rev != one.getValue().rev()) {
        again.id(one.getKey()).number(account).add();
      } else {
        done.id(one.getKey()).add();
      }
      if (rev != null && rev == one.getValue().rev()) {
        for (long token : one.getValue().tokens()) {
          add.number(account).number(token).id(one.getKey()).add();
        }
      }
    }
    forget.run();
    done.run();
    again.run();
    int rows = add.run().length;
    session
        .prepared("word_mark_put")
        .id(after.since())
        .id(after.until())
        .number(after.isFilled() ? 1 : 0)
        .number(account)
        .change();
    return rows + 1;
  }

  private static Map<Id, Integer> revs(Session session, Collection<Id> wanted) throws SQLException {
    var revs = new HashMap<Id, Integer>();
    var ids = List.copyOf(wanted);
    for (int from = 0; from < ids.size(); from += Sql.LIST) {
      var some = ids.subList(from, Math.min(from + Sql.LIST, ids.size()));
      session.prepared("word_revs").ids(some).list(row -> revs.put(row.id(), row.number()));
    }
    return revs;
  }

  /// Does one step between two groups; answers how long to pause, empty where it did nothing.
  private Optional<Duration> paced(Writer.Work step, Duration behind) throws InterruptedException {
    long begun = ticks.getAsLong();
    var before = writer.effort().sum().busy();
    int rows = writer.between(step);
    long took = ticks.getAsLong() - begun;
    double busy = (double) writer.effort().sum().busy().minus(before).toNanos() / Math.max(1, took);
    return rows == 0
        ? Optional.empty()
        : Optional.of(Archiving.pause(Duration.ofNanos(took), busy, behind));
  }

  @Override
  public List<MessageId> again(AccountId account, int limit) {
    return readers.read(
        "messages whose words changed",
        session ->
            session
                .prepared("word_again_of")
                .number(keys.findAccount(session, account))
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> new MessageId(row.id())));
  }

  @Override
  public Optional<Duration> drop(AccountId account) throws InterruptedException {
    return paced(
        session -> {
          int number = keys.account(session, account);
          session.prepared("word_mark_end").number(number).change();
          int rows = 0;
          for (var statement : List.of("word_drop", "word_again_drop")) {
            rows += session.prepared(statement).number(number).number(DROPPED_AT_ONCE).change();
          }
          if (rows == 0) {
            session.words().forget();
            session.prepared("word_mark_drop").number(number).change();
          }
          return rows;
        },
        Duration.ZERO);
  }

  @Override
  public Found find(AccountId account, Set<String> words, Optional<Id> below, int limit) {
    if (words.isEmpty() || limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " by one word or more");
    }
    var wanted = readers.read("the key of words", session -> wanted(session, account, words));
    return wanted.map(it -> walk.find(it, below, limit)).orElse(Found.NONE);
  }

  private Optional<WordWalk.Wanted> wanted(Session session, AccountId account, Set<String> words)
      throws SQLException {
    var mark = mark(session, keys.findAccount(session, account));
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    return seal(session, mark.get())
        .map(seal -> new WordWalk.Wanted(mark.get().account(), seal.tokens(words)));
  }
}
