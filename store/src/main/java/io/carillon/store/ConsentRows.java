package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The consents of one group, and the guard that asks whether anybody has stopped a sender.
///
/// Problem: every message that is accepted and every claim has that guard, and hardly any person
/// has ever stopped anything. Idea: the writer knows which accounts anybody has stopped something
/// of; for all others the guard costs a look into a set. For those the rows are read inside the
/// transaction, many at a time. Invariant: the set holds at least all such accounts. It is read
/// when the connection is opened, before any row can be written, and it only grows, so that a
/// transaction that is rolled back leaves it too large at worst. A commit that writes consents is a
/// run of its own, so what it writes stands in the database before the next guard is read.
final class ConsentRows {
  private static final int KEY_OCTETS = 32;
  private static final byte[] NO_SEAL = new byte[0];

  private final Session writer;
  private final Keys keys;
  private final ConsentSeal seals;
  private final Set<AccountId> stoppedOnce = new HashSet<>();
  private final Set<Stop> stops = new HashSet<>();
  private final Map<Address, Id> marks = new HashMap<>();
  private final List<Write.Consented> said = new ArrayList<>();
  private final List<Long> swept = new ArrayList<>();

  private ConsentRows(Session writer, Keys keys, ConsentSeal seals) {
    this.writer = writer;
    this.keys = keys;
    this.seals = seals;
  }

  /// Somebody has stopped something.
  private record Stop(Id mark, int account, Reach reach) {}

  /// Makes the key of all marks where there is none yet; the caller commits.
  static ConsentRows open(Session writer, Keys keys) throws SQLException {
    var fresh = new byte[KEY_OCTETS];
    new SecureRandom().nextBytes(fresh);
    writer.prepared("consent_key_add").octets(fresh).change();
    var key = writer.prepared("consent_key").one(Row::givenOctets).orElseThrow();
    var rows = new ConsentRows(writer, keys, new ConsentSeal(key));
    rows.readAccounts();
    return rows;
  }

  private void readAccounts() throws SQLException {
    int account = 0;
    while (true) {
      account = writer.prepared("opt_out_next_account").number(account).one(Row::number).orElse(0);
      if (account == 0) {
        return;
      }
      stoppedOnce.add(keys.accountOf(writer, account));
    }
  }

  /// Reads who of those that these commits ask for has stopped anything.
  void read(List<Commit> commits) throws SQLException {
    if (stoppedOnce.isEmpty()) {
      return;
    }
    stops.clear();
    marks.clear();
    for (var commit : commits) {
      for (var guard : commit.guards()) {
        if (guard instanceof Guard.NotStopped(_, var account, var person, _)
            && stoppedOnce.contains(account)) {
          marks.computeIfAbsent(person, seals::mark);
        }
      }
    }
    var wanted = List.copyOf(marks.values());
    for (int from = 0; from < wanted.size(); from += Sql.LIST) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + Sql.LIST));
      stops.addAll(writer.prepared("opt_out_find").ids(some).list(ConsentRows::stop));
    }
  }

  private static Stop stop(Row row) throws SQLException {
    return new Stop(row.id(), row.number(), reach(row));
  }

  static Reach reach(Row row) throws SQLException {
    return new Reach(Codes.REACH.of(row.number()), row.text());
  }

  /// The messages of a commit that were stopped, as was read; null where none was.
  Result.@Nullable Stopped stopped(List<Guard> guards) throws SQLException {
    if (stops.isEmpty()) {
      return null;
    }
    var messages = new HashSet<MessageId>();
    for (var guard : guards) {
      if (guard instanceof Guard.NotStopped asked && isStopped(asked)) {
        messages.add(asked.message());
      }
    }
    return messages.isEmpty() ? null : new Result.Stopped(messages);
  }

  private boolean isStopped(Guard.NotStopped asked) throws SQLException {
    var mark = marks.get(asked.person());
    if (mark == null) {
      return false;
    }
    int account = keys.account(writer, asked.account());
    for (var reach : asked.reaches()) {
      if (stops.contains(new Stop(mark, account, reach))) {
        return true;
      }
    }
    return false;
  }

  /// A person as everything that may outlive the address names it.
  Id mark(Address person) {
    return seals.mark(person);
  }

  void put(Write.Consented consented) {
    said.add(consented);
  }

  void swept(long number) {
    swept.add(number);
  }

  void flush() throws SQLException {
    if (!said.isEmpty()) {
      long last = writer.prepared("consent_last").one(Row::large).orElse(0L);
      var links = new HashMap<AccountId, byte[]>();
      for (var consented : said) {
        last = keep(consented, last, links);
      }
      said.clear();
    }
    if (!swept.isEmpty()) {
      var statement = writer.prepared("opt_out_swept");
      for (long number : swept) {
        statement.number(number).add();
      }
      statement.run();
      swept.clear();
    }
  }

  /// Answers the number of the newest record.
  private long keep(Write.Consented consented, long last, Map<AccountId, byte[]> links)
      throws SQLException {
    var consent = consented.consent();
    int account = keys.account(writer, consent.account());
    var mark = seals.mark(consent.person());
    boolean changes =
        switch (consent.action()) {
          case GRANT -> {
            boolean always = consent.ends(Instant.MAX);
            var drop = standing("opt_out_drop", account, mark, consent.reach());
            var dropped = always ? drop.number(Long.MAX_VALUE) : drop.time(consent.at());
            yield dropped.change() > 0;
          }
          case ASK -> true;
          case REVOKE -> {
            stoppedOnce.add(consent.account());
            var put = standing("opt_out_put", account, mark, consent.reach());
            yield put.number(last + 1).change() > 0;
          }
        };
    if (!changes && !consented.always()) {
      return last;
    }
    var previous = links.get(consent.account());
    previous = previous == null ? link(account) : previous;
    links.put(consent.account(), insert(consent, last + 1, account, mark, previous));
    return last + 1;
  }

  private Prepared standing(String statement, int account, Id mark, Reach reach)
      throws SQLException {
    return writer
        .prepared(statement)
        .id(mark)
        .number(account)
        .number(reach.kind().code())
        .text(reach.name());
  }

  private byte[] link(int account) throws SQLException {
    return writer.prepared("consent_link").number(account).one(Row::givenOctets).orElse(NO_SEAL);
  }

  private byte[] insert(Consent consent, long number, int account, Id mark, byte[] previous)
      throws SQLException {
    var proof = consent.proof();
    var digest = seals.digest(consent.person(), proof);
    var seal = seals.seal(ConsentSeal.Fixed.of(consent, mark), digest, previous);
    writer
        .prepared("consent_insert")
        .number(number)
        .number(account)
        .id(mark)
        .number(consent.reach().kind().code())
        .text(consent.reach().name())
        .number(consent.action().code())
        .number(proof.method().code())
        .time(consent.at())
        .number(consent.person().kind().code())
        .text(consent.person().value())
        .text(proof.program())
        .text(proof.words())
        .text(proof.source())
        .text(proof.agent())
        .text(proof.actor())
        .text(proof.confirmation())
        .octets(digest)
        .octets(previous)
        .octets(seal)
        .change();
    return seal;
  }

  void clear() {
    said.clear();
    swept.clear();
    stops.clear();
    marks.clear();
  }
}
