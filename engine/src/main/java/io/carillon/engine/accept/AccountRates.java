package io.carillon.engine.accept;

import io.carillon.engine.comply.limit.Limits;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps accounts to the messages that they may hand in a second and on a day, before another
/// doorway is asked.
///
/// Each account has as many as a second may have, and gets them back evenly. A call that brings
/// more than are left, but not nothing, is let in whole and leaves a debt, so that a bulk is never
/// larger than what may come at all; the next call waits until the debt is paid.
///
/// At most 100,000 accounts are remembered; at the bound all are forgotten, that is, have their
/// whole second again.
public final class AccountRates implements Doorway {
  private static final int REMEMBERED_MAX = 100_000;
  private static final double SECOND = 1e9;

  private final Doorway next;
  private final Limits limits;
  private final Supplier<Directory> directory;
  private final Clock clock;
  private final ConcurrentHashMap<AccountId, Left> left = new ConcurrentHashMap<>();

  public AccountRates(Doorway next, Limits limits, Supplier<Directory> directory, Clock clock) {
    this.next = next;
    this.limits = limits;
    this.directory = directory;
    this.clock = clock;
  }

  /// @param messages below zero = a debt
  /// @param lets whether the last call was let in
  private record Left(double messages, long at, boolean lets) {
    Left at(long now, int rate) {
      return new Left(Math.min(rate, messages + (now - at) / SECOND * rate), now, false);
    }

    Left less(int coming) {
      return messages < 1 ? this : new Left(messages - coming, at, true);
    }
  }

  @Override
  public Optional<Refusal> refuses(List<Message> coming) throws InterruptedException {
    var standing = directory.get();
    var counts = new HashMap<AccountId, Integer>(0);
    for (var message : coming) {
      if (limits.of(standing, message.account()).messages() > 0) {
        counts.merge(message.account(), 1, Integer::sum);
      }
    }
    for (var count : counts.entrySet()) {
      int rate = limits.of(standing, count.getKey()).messages();
      var pause = pause(count.getKey(), rate, count.getValue());
      if (pause.isPositive()) {
        return Optional.of(Refusal.later(Fault.TOO_MANY_REQUESTS, pause));
      }
    }
    return next.refuses(coming);
  }

  @Override
  public int perRequest(AccountId account) {
    return limits.of(directory.get(), account).recipients();
  }

  /// What accounts may send on one day is counted where it is written, so that it holds whoever
  /// writes at the same time. Costs nothing where no limit is set.
  @Override
  public Toll toll(List<Message> fresh) {
    var standing = directory.get();
    var more = new HashMap<Allowance, Integer>(0);
    for (var message : fresh) {
      if (message.origin().place().live() && !message.status().isFinal()) {
        asked(standing, message, asked -> more.merge(asked, 1, Integer::sum));
      }
    }
    var others = next.toll(fresh);
    if (more.isEmpty()) {
      return others;
    }
    var guards = new ArrayList<>(others.guards());
    var writes = new ArrayList<>(others.writes());
    more.forEach((asked, count) -> {
      guards.add(new Guard.Within(asked, count));
      if (asked.measure() == Measure.TOGETHER) {
        writes.add(new Write.Spent(asked.together(count)));
      }
    });
    return new Toll(guards, writes);
  }

  private void asked(Directory standing, Message message, Consumer<Allowance> each) {
    var account = message.account();
    var may = limits.of(standing, account);
    if (may.messagesPerDay() > 0) {
      each.accept(allowance(account, message, Measure.MESSAGES, may.messagesPerDay()));
    }
    if (may.together() > 0) {
      limits
          .together(standing, account)
          .forEach((above, most) -> each.accept(allowance(above, message, Measure.TOGETHER, most)));
    }
  }

  private static Allowance allowance(
      AccountId account, Message message, Measure measure, int most) {
    var day = Span.day(message.state().times().accepted());
    return new Allowance(account, day, Optional.empty(), measure, "", most);
  }

  /// Takes what comes; zero where it could.
  private Duration pause(AccountId account, int rate, int coming) {
    if (left.size() >= REMEMBERED_MAX) {
      left.clear();
    }
    long now = clock.ticks();
    var after =
        left.compute(
            account,
            (_, old) ->
                (old == null ? new Left(rate, now, false) : old).at(now, rate).less(coming));
    return after.lets()
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - after.messages()) / rate * SECOND));
  }
}
