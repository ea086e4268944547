package io.carillon.store.fill;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;

/// Messages that have reached their end, oldest first, with growing ids, spread evenly over a time.
///
/// The same plan gives the same messages. The first account has 82 of 100 messages; the others
/// share the rest, each half as many as the one before it, but at least one of 400 of it.
public final class MadeUpHistory implements Iterator<Message> {
  private static final double LARGEST_SHARE = 0.82;
  private static final double SMALLEST_WEIGHT = 1 / 400.0;

  private final Plan plan;
  private final SplittableRandom chance;
  private final List<AccountId> accounts;
  private final double[] shares;
  private final MadeUpMessages messages;
  private final double pause;
  private long made;
  private double at;
  private long millis;
  private int sequence;

  /// What is to be made up.
  ///
  /// @param messages how many
  /// @param accounts how many accounts they belong to, 1–10,000
  /// @param largest the account that has most of them; empty = one that is made up, too
  /// @param end when the last was accepted
  /// @param span from the first to the last
  /// @param seed the same one gives the same messages
  public record Plan(
      long messages,
      int accounts,
      Optional<AccountId> largest,
      Instant end,
      Duration span,
      long seed) {
    private static final int ACCOUNTS_MAX = 10_000;

    public Plan {
      if (messages < 1 || accounts < 1 || accounts > ACCOUNTS_MAX || !span.isPositive()) {
        throw new IllegalArgumentException("no such history: " + messages + ", " + accounts);
      }
    }
  }

  /// Makes it up as it goes.
  public MadeUpHistory(Plan plan) {
    this.plan = plan;
    chance = new SplittableRandom(plan.seed());
    accounts = accounts(plan, chance);
    shares = shares(plan.accounts());
    messages = new MadeUpMessages(plan.messages(), chance);
    pause = (double) plan.span().toMillis() / plan.messages();
    at = plan.end().minus(plan.span()).toEpochMilli();
  }

  private static List<AccountId> accounts(Plan plan, SplittableRandom chance) {
    var accounts = new ArrayList<AccountId>();
    plan.largest().ifPresent(accounts::add);
    while (accounts.size() < plan.accounts()) {
      accounts.add(new AccountId(new Id(chance.nextLong(), chance.nextLong())));
    }
    return accounts;
  }

  /// The sums of the accounts' shares, up to 1.
  private static double[] shares(int count) {
    var weights = new double[count];
    double weight = 1;
    double sum = 0;
    for (int i = 1; i < count; i++) {
      weights[i] = Math.max(weight, SMALLEST_WEIGHT);
      sum += weights[i];
      weight /= 2;
    }
    var shares = new double[count];
    double reached = LARGEST_SHARE;
    shares[0] = reached;
    for (int i = 1; i < count; i++) {
      reached += (1 - LARGEST_SHARE) * weights[i] / sum;
      shares[i] = reached;
    }
    shares[count - 1] = 1;
    return shares;
  }

  /// The accounts, the largest first.
  public List<AccountId> accounts() {
    return List.copyOf(accounts);
  }

  @Override
  public boolean hasNext() {
    return made < plan.messages();
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    made++;
    at += pause;
    return messages.message(id((long) at), account());
  }

  private MessageId id(long now) {
    if (now > millis) {
      millis = now;
      sequence = 0;
    } else if (++sequence > 0xFFF) {
      millis++;
      sequence = 0;
    }
    return new MessageId(Id.v7(millis, sequence, chance.nextLong()));
  }

  private AccountId account() {
    double drawn = chance.nextDouble();
    int account = 0;
    while (drawn >= shares[account] && account < shares.length - 1) {
      account++;
    }
    return accounts.get(account);
  }
}
